/** Messages out of a byte stream (RFC 3261 §18.3, keep-alives of RFC 5626 §3.5.1); pure. */
package hotswitch.sip.stream;
