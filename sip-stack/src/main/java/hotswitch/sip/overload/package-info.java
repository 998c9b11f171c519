/** What is let in when more comes than can be done (RFC 7339, RFC 3261 §21.5.4); pure. */
package hotswitch.sip.overload;
