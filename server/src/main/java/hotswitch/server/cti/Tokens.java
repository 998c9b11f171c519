package hotswitch.server.cti;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bearer tokens: {@code hs1.ROLE.AGENT.EXPIRES.MAC}, signed with the key in the data folder (HMAC-SHA-256), so that the
 * command line can issue one while the switch runs.
 */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    public static final List<String> ROLES =
            List.of("agent", "supervisor", "auditor", "security-admin", "system-admin", "integration");
    private final SecretKeySpec key;

    /** Who bears a token. {@code agent} 0: none. */
    public record Bearer(String role, int agent) {
        @Override
        public String toString() {
            return agent == 0 ? role : role + ":" + agent;
        }
    }

    private Tokens(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The key of a data folder, made when there is none yet. */
    public static Tokens of(Path data) throws IOException {
        Path file = data.resolve("token.key");
        if (!Files.exists(file)) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            Files.createDirectories(data);
            Path fresh = Files.createTempFile(
                    data,
                    "token",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, secret);
            try {
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                // Another process was first: its key is the folder's key.
                Files.delete(fresh);
                return new Tokens(Files.readAllBytes(file));
            }
            Files.delete(fresh);
        }
        return new Tokens(Files.readAllBytes(file));
    }

    /** {@code expiresS}: epoch seconds, 0 = never. */
    public String issue(Bearer bearer, long expiresS) {
        String claims = "hs1." + bearer.role() + "." + bearer.agent() + "." + expiresS;
        return claims + "." + mac(claims);
    }

    /** Null when the token is not ours, altered, or expired. */
    public Bearer check(String token, long nowS) {
        int dot = token.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        String claims = token.substring(0, dot);
        byte[] theirs = token.substring(dot + 1).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(mac(claims).getBytes(StandardCharsets.US_ASCII), theirs)) {
            return null;
        }
        String[] parts = claims.split("\\.", -1);
        long expiresS = Long.parseLong(parts[3]);
        return expiresS != 0 && nowS >= expiresS ? null : new Bearer(parts[1], Integer.parseInt(parts[2]));
    }

    private String mac(String claims) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return BASE64.encodeToString(mac.doFinal(claims.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + ALGORITHM, e);
        }
    }
}
