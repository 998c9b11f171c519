package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The response value of RFC 7616 §3.4.1, and of RFC 2617 §3.2.2.1 when there is no qop. Its hash functions are made
 * once: to find one costs more than to use it. Not for two threads.
 */
final class Digest {
    private static final byte[] NO_BODY = {};

    private final MessageDigest[] hashes = new MessageDigest[DigestAlgorithm.values().length];

    static byte[] body(SipMessage request) {
        if (request.bodyLength() == 0) {
            return NO_BODY;
        }
        byte[] body = new byte[request.bodyLength()];
        request.buffer().getBytes(request.bodyOffset(), body);
        return body;
    }

    /** H(username:realm:password), RFC 7616 §3.4.2. */
    String secretHash(DigestAlgorithm algorithm, String user, String realm, String password) {
        return hex(algorithm, user + ":" + realm + ":" + password);
    }

    private String hex(DigestAlgorithm algorithm, String text) {
        return hex(algorithm, text.getBytes(StandardCharsets.UTF_8));
    }

    private String hex(DigestAlgorithm algorithm, byte[] data) {
        int place = algorithm.ordinal();
        if (hashes[place] == null) {
            hashes[place] = algorithm.hash();
        }
        return HexFormat.of().formatHex(hashes[place].digest(data));
    }

    /** {@code secretHash} is H(username:realm:password). The other values are those of the credentials. */
    String response(DigestAlgorithm algorithm, String secretHash, AuthValue credentials, String method, byte[] body) {
        String qop = credentials.getOrEmpty("qop");
        String target = method + ":" + credentials.getOrEmpty("uri");
        if (qop.equalsIgnoreCase("auth-int")) {
            target = target + ":" + hex(algorithm, body);
        }
        String nonce = credentials.getOrEmpty("nonce");
        String middle = qop.isEmpty()
                ? nonce
                : nonce + ":" + credentials.getOrEmpty("nc") + ":" + credentials.getOrEmpty("cnonce") + ":" + qop;
        return hex(algorithm, secretHash + ":" + middle + ":" + hex(algorithm, target));
    }
}
