/** The four transaction machines of RFC 3261 §17 with RFC 6026 and RFC 4320; pure: time and messages are arguments. */
package hotswitch.sip.transaction;
