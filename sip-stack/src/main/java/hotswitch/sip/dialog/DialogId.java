package hotswitch.sip.dialog;

/**
 * RFC 3261 §12: a dialog is named by Call-ID, local tag and remote tag.
 *
 * @param remoteTag "" while none is known, and for RFC 2543 peers
 * @param callIdOurs we made the Call-ID (we were the caller): decides the back-off of RFC 3261 §14.1
 */
public record DialogId(String callId, String localTag, String remoteTag, boolean callIdOurs) {}
