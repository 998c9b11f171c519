/**
 * Structured headers, parsed when somebody asks (RFC 3261 §20, §25). URIs, addresses, contacts and Vias are read here;
 * the rest by JAIN-SIP's grammar. A malformed value is {@code null}, never an exception.
 */
package hotswitch.sip.header;
