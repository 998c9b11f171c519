/**
 * A SIP message as slices over one buffer, and a writer into a reused one (RFC 3261 §7, §18, §25). Indexing makes no
 * garbage;
 * what the network got wrong is a {@link hotswitch.sip.message.Malformed} value with the status to answer.
 */
package hotswitch.sip.message;
