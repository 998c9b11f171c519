package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The response value of RFC 7616 §3.4.1, and of RFC 2617 §3.2.2.1 when there is no qop. Its hash functions are made
 * once: to find one costs more than to use it. Not for two threads.
 */
final class Digest {
    private static final byte[] NO_BODY = {};
    private static final int DIGITS_MAX = 64;

    private final MessageDigest[] hashes = new MessageDigest[DigestAlgorithm.values().length];
    private final byte[] hashed = new byte[DIGITS_MAX / 2];
    private final byte[] target = new byte[DIGITS_MAX];
    private final byte[] secret = new byte[DIGITS_MAX];
    private final byte[] response = new byte[DIGITS_MAX];
    /** What is hashed next. */
    private byte[] input = new byte[512];

    private int length;

    static byte[] body(SipMessage request) {
        if (request.bodyLength() == 0) {
            return NO_BODY;
        }
        byte[] body = new byte[request.bodyLength()];
        request.buffer().getBytes(request.bodyOffset(), body);
        return body;
    }

    /** In {@code algorithm.digits()} bytes, which are good until the next one. */
    byte[] response(DigestAlgorithm algorithm, Credentials shown, String password, String method, byte[] body) {
        boolean whole = shown.isEqualIgnoringCase(Field.QOP, "auth-int");
        if (whole) {
            put(body, 0, body.length);
            hash(algorithm, target);
        }
        add(method).octet(':').add(shown, Field.URI);
        if (whole) {
            octet(':').put(target, 0, algorithm.digits());
        }
        hash(algorithm, target);
        // RFC 7616 §3.4.2
        add(shown, Field.USERNAME).octet(':').add(shown, Field.REALM).octet(':').add(password);
        hash(algorithm, secret);
        put(secret, 0, algorithm.digits()).octet(':').add(shown, Field.NONCE).octet(':');
        if (shown.length(Field.QOP) > 0) {
            add(shown, Field.NC).octet(':').add(shown, Field.CNONCE).octet(':');
            add(shown, Field.QOP).octet(':');
        }
        put(target, 0, algorithm.digits());
        hash(algorithm, response);
        return response;
    }

    private Digest octet(int value) {
        room(1);
        input[length++] = (byte) value;
        return this;
    }

    private Digest put(byte[] bytes, int from, int n) {
        room(n);
        System.arraycopy(bytes, from, input, length, n);
        length += n;
        return this;
    }

    private Digest add(Credentials shown, Field field) {
        return put(shown.bytes(), shown.from(field), shown.length(field));
    }

    private Digest add(String text) {
        int begin = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = begin;
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                return put(utf8, 0, utf8.length);
            }
            octet(c);
        }
        return this;
    }

    private void room(int n) {
        if (length + n > input.length) {
            input = Arrays.copyOf(input, Math.max(2 * input.length, length + n));
        }
    }

    /** The hash, in hexadecimal, of what was put together, which is gone then. */
    private void hash(DigestAlgorithm algorithm, byte[] into) {
        int place = algorithm.ordinal();
        if (hashes[place] == null) {
            hashes[place] = algorithm.hash();
        }
        try {
            hashes[place].update(input, 0, length);
            hashes[place].digest(hashed, 0, hashed.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a digest has 32 bytes at the most", e);
        }
        Hex.put(hashed, 0, algorithm.digits() / 2, into, 0);
        length = 0;
    }
}
