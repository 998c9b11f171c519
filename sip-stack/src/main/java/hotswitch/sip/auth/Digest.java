package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.SipMessage;

/** The response value of RFC 7616 §3.4.1, and of RFC 2617 §3.2.2.1 when there is no qop. */
final class Digest {
    private Digest() {}

    static byte[] body(SipMessage request) {
        byte[] body = new byte[request.bodyLength()];
        request.buffer().getBytes(request.bodyOffset(), body);
        return body;
    }

    /** {@code secretHash} is H(username:realm:password). The other values are those of the credentials. */
    static String response(
            DigestAlgorithm algorithm, String secretHash, AuthValue credentials, String method, byte[] body) {
        String qop = credentials.getOrEmpty("qop");
        String target = method + ":" + credentials.getOrEmpty("uri");
        if (qop.equalsIgnoreCase("auth-int")) {
            target = target + ":" + algorithm.hex(body);
        }
        String nonce = credentials.getOrEmpty("nonce");
        String middle = qop.isEmpty()
                ? nonce
                : nonce + ":" + credentials.getOrEmpty("nc") + ":" + credentials.getOrEmpty("cnonce") + ":" + qop;
        return algorithm.hex(secretHash + ":" + middle + ":" + algorithm.hex(target));
    }
}
