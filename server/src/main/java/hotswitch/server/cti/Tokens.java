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
 * Bearer tokens: {@code hs2.ROLE.AGENT.ISSUED.EXPIRES.ID.MAC}, signed with the key in the data folder (HMAC-SHA-256),
 * so that the command line can issue one while the switch runs.
 */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    public static final List<String> ROLES =
            List.of("agent", "supervisor", "auditor", "security-admin", "system-admin", "integration");
    private final SecretKeySpec key;
    private final Path uses;

    /** Who bears a token. {@code agent} 0: none. */
    public record Bearer(String role, int agent) {
        @Override
        public String toString() {
            return agent == 0 ? role : role + ":" + agent;
        }
    }

    /** A good token. {@code issuedS}: epoch seconds. {@code id}: of this one token. */
    record Token(Bearer bearer, long issuedS, String id) {}

    private Tokens(Path data) throws IOException {
        key = new SecretKeySpec(Files.readAllBytes(data.resolve("token.key")), ALGORITHM);
        uses = data.resolve("token.uses");
    }

    /** When each was used last ({@link Sessions}). */
    Path uses() {
        return uses;
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
                return new Tokens(data);
            }
            Files.delete(fresh);
        }
        return new Tokens(data);
    }

    /** {@code nowS}, {@code expiresS}: epoch seconds; expires at 0 = never. */
    public String issue(Bearer bearer, long nowS, long expiresS) {
        byte[] id = new byte[9];
        new SecureRandom().nextBytes(id);
        String claims = "hs2." + bearer.role() + "." + bearer.agent() + "." + nowS + "." + expiresS + "."
                + BASE64.encodeToString(id);
        return claims + "." + mac(claims);
    }

    /** Null when the token is not ours, altered, or expired. */
    Token check(String token, long nowS) {
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
        if (parts.length != 6) {
            // Signed with our key in a form of former days: it does not say when it was issued.
            return null;
        }
        long expiresS = Long.parseLong(parts[4]);
        Bearer bearer = new Bearer(parts[1], Integer.parseInt(parts[2]));
        return expiresS != 0 && nowS >= expiresS ? null : new Token(bearer, Long.parseLong(parts[3]), parts[5]);
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
