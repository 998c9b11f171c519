package hotswitch.server.e2e.rig;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phone's answer to a digest challenge (RFC 7616), written down anew for the tests. {@code algorithm}: MD5 or
 * SHA-256.
 */
public record DigestAnswer(String user, String password, String algorithm) {
    /** What a challenge of the switch says. */
    public record Challenge(String realm, String nonce, boolean stale) {}

    /** The challenge of this answer's algorithm in a 401; fails where there is none. */
    public Challenge challenge(SipText response) {
        for (String value : response.all("WWW-Authenticate")) {
            if (value.contains("algorithm=" + algorithm + ",") || value.endsWith("algorithm=" + algorithm)) {
                return new Challenge(quoted(value, "realm"), quoted(value, "nonce"), value.contains("stale=true"));
            }
        }
        throw new AssertionError("no " + algorithm + " challenge in " + response.headers());
    }

    /** The value of Authorization. */
    public String authorization(Challenge challenge, String method, String uri, int count) {
        String nc = "%08x".formatted(count);
        String cnonce = "0a4f113b";
        String response = response(challenge, method, uri, nc, cnonce);
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", "
                        .formatted(user, challenge.realm(), challenge.nonce(), uri, response)
                + "algorithm=%s, qop=auth, nc=%s, cnonce=\"%s\"".formatted(algorithm, nc, cnonce);
    }

    /** Whether these credentials of a request to {@code uri} are right for a nonce of ours. */
    public boolean isRight(String credentials, Challenge challenge, String method, String uri) {
        Matcher nc = Pattern.compile("nc=([0-9a-f]{8})").matcher(credentials);
        return nc.find()
                && quoted(credentials, "username").equals(user)
                && quoted(credentials, "nonce").equals(challenge.nonce())
                && quoted(credentials, "uri").equals(uri)
                && quoted(credentials, "response")
                        .equals(response(challenge, method, uri, nc.group(1), quoted(credentials, "cnonce")));
    }

    private String response(Challenge challenge, String method, String uri, String nc, String cnonce) {
        String secret = hash(user + ":" + challenge.realm() + ":" + password);
        String request = hash(method + ":" + uri);
        return hash(secret + ":" + challenge.nonce() + ":" + nc + ":" + cnonce + ":auth:" + request);
    }

    private String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String value, String name) {
        Matcher m = Pattern.compile(name + "=\"([^\"]*)\"").matcher(value);
        return m.find() ? m.group(1) : "";
    }
}
