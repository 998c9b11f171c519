package hotswitch.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

    String hex(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(jdk).digest(data));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** H(username:realm:password), RFC 7616 §3.4.2. */
    public String secretHash(String user, String realm, String password) {
        return hex(user + ":" + realm + ":" + password);
    }
}
