/** Digest authentication for SIP (RFC 3261 §22, RFC 7616, RFC 8760; RFC 2617 for old clients), from both sides. */
package hotswitch.sip.auth;
