package hotswitch.sip.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash algorithms of digest authentication (RFC 7616 §3.3, RFC 8760 §2.2); the session variants are not spoken. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private static final DigestAlgorithm[] ALL = values();

    private final String wire;
    private final String jdk;

    DigestAlgorithm(String wire, String jdk) {
        this.wire = wire;
        this.jdk = jdk;
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

    MessageDigest hash() {
        try {
            return MessageDigest.getInstance(jdk);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
