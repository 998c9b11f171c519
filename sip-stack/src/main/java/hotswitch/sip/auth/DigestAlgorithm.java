package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash algorithms of digest authentication (RFC 7616 §3.3, RFC 8760 §2.2); the session variants are not spoken. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", 32),
    SHA_256("SHA-256", "SHA-256", 64),
    SHA_512_256("SHA-512-256", "SHA-512/256", 64);

    private static final DigestAlgorithm[] ALL = values();

    private final String wire;
    private final String jdk;
    private final int digits;
    /** What follows the nonce in a challenge. */
    private final String fresh;

    private final String stale;

    DigestAlgorithm(String wire, String jdk, int digits) {
        this.wire = wire;
        this.jdk = jdk;
        this.digits = digits;
        fresh = "\", algorithm=" + wire + ", qop=\"auth\"";
        stale = "\", stale=true" + fresh.substring(1);
    }

    /** The algorithm parameter's value. */
    public String wire() {
        return wire;
    }

    /** The algorithm of this parameter value; MD5 when it is null (RFC 7616 §3.3), null when it is not known. */
    public static DigestAlgorithm of(String parameter) {
        if (parameter == null) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : ALL) {
            if (algorithm.wire.equalsIgnoreCase(parameter)) {
                return algorithm;
            }
        }
        return null;
    }

    /** The same of credentials. */
    static DigestAlgorithm of(Credentials shown) {
        if (!shown.has(Field.ALGORITHM)) {
            return MD5;
        }
        for (DigestAlgorithm algorithm : ALL) {
            if (shown.isEqualIgnoringCase(Field.ALGORITHM, algorithm.wire)) {
                return algorithm;
            }
        }
        return null;
    }

    /** What follows the nonce, beginning with its quote. */
    String challenge(boolean isStale) {
        return isStale ? stale : fresh;
    }

    /** Hexadecimal digits of a hash. */
    int digits() {
        return digits;
    }

    MessageDigest hash() {
        try {
            return MessageDigest.getInstance(jdk);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
