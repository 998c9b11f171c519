package hotswitch.sip.auth;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipWriter;
import java.util.ArrayList;
import java.util.List;

/** Whether a request is whose it says it is. */
public sealed interface DigestResult {
    /** The credentials are right. */
    record Accepted(String user) implements DigestResult {}

    /**
     * Answer 401 with a WWW-Authenticate for each algorithm, in this order (or 407 and Proxy-Authenticate). Stale: the
     * nonce is not good, there and now (RFC 7616 §3.3), so the client tries again by itself. Wrong: credentials were
     * shown by someone who had heard our challenge at this address, and no such user has this password.
     *
     * @param begin of each value, up to the nonce
     */
    record Challenge(String begin, String nonce, List<DigestAlgorithm> order, boolean stale, boolean wrong)
            implements DigestResult {
        /** The values of the headers. */
        public List<String> values() {
            List<String> values = new ArrayList<>(order.size());
            for (DigestAlgorithm algorithm : order) {
                values.add(begin + nonce + algorithm.challenge(stale));
            }
            return values;
        }

        /** Writes the headers. */
        public void write(SipWriter out) {
            for (int i = 0; i < order.size(); i++) {
                out.begin(HeaderName.WWW_AUTHENTICATE)
                        .text(begin)
                        .text(nonce)
                        .text(order.get(i).challenge(stale))
                        .crlf();
            }
        }
    }
}
