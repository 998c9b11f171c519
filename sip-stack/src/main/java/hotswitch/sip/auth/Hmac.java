package hotswitch.sip.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA-256 under one key (RFC 2104), of one text after the other. The platform's own would make two arrays for each
 * of them. Not for two threads.
 */
public final class Hmac {
    private static final int BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest sha256 = DigestAlgorithm.SHA_256.hash();
    private final byte[] innerKey;
    private final byte[] outerKey;
    private final byte[] value = new byte[BYTES];

    public Hmac(byte[] key) {
        byte[] block = key.length > BLOCK_BYTES ? sha256.digest(key) : key;
        innerKey = padded(block, INNER);
        outerKey = padded(block, OUTER);
    }

    /** RFC 2104 §2: the key as one block, each byte XORed with the pad's. */
    private static byte[] padded(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    /** Of the first bytes of an array; its 32 bytes are good until the next one. */
    public byte[] of(byte[] text, int length) {
        try {
            sha256.update(innerKey);
            sha256.update(text, 0, length);
            sha256.digest(value, 0, BYTES);
            sha256.update(outerKey);
            sha256.update(value);
            sha256.digest(value, 0, BYTES);
            return value;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a digest has 32 bytes", e);
        }
    }
}
