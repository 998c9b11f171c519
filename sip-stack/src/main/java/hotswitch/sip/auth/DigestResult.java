package hotswitch.sip.auth;

import java.util.List;

/** Whether a request is whose it says it is. */
public sealed interface DigestResult {
    /** The credentials are right. */
    record Accepted(String user) implements DigestResult {}

    /**
     * Answer 401 with each value in a WWW-Authenticate header of its own, in this order (or 407 and Proxy-
     * Authenticate). Stale:
     * the password was right, but the nonce is not good any more (RFC 7616 §3.3), so the client tries again by itself.
     * Wrong: credentials were shown, and no such user has this password.
     */
    record Challenge(List<String> values, boolean stale, boolean wrong) implements DigestResult {}
}
