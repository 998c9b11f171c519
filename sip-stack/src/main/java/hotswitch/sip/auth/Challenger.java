package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Somebody who asks us who we are: its latest challenge, and how often its nonce has been used. */
final class Challenger {
    private final HeaderName header;
    private final String realm;
    private AuthValue challenge;
    private DigestAlgorithm algorithm;
    private long count;
    /** Credentials are on their way to it. */
    private boolean shown;

    /** A request that is to carry credentials. */
    record Asked(Method method, String uri, String cnonce, byte[] body) {}

    Challenger(HeaderName header, String realm) {
        this.header = header;
        this.realm = realm;
    }

    /** Whether a challenge is one that can be answered. */
    static boolean understands(AuthValue challenge) {
        String qop = challenge.get("qop");
        return challenge.isDigest()
                && DigestAlgorithm.of(challenge.get("algorithm")) != null
                && (qop == null || offers(qop, "auth") || offers(qop, "auth-int"))
                && challenge.get("realm") != null
                && challenge.get("nonce") != null;
    }

    private static boolean offers(String qop, String one) {
        return Arrays.stream(qop.split(",")).anyMatch(each -> each.strip().equalsIgnoreCase(one));
    }

    /** Who asks for this header in this name. */
    boolean is(HeaderName answer, String name) {
        return header == answer && realm.equals(name);
    }

    /** False: it has seen our credentials, and they were wrong. */
    boolean take(AuthValue asked) {
        if (shown && !asked.getOrEmpty("stale").equalsIgnoreCase("true")) {
            return false;
        }
        challenge = asked;
        algorithm = DigestAlgorithm.of(asked.get("algorithm"));
        count = 0;
        shown = false;
        return true;
    }

    /** It was content with what it has been shown. */
    void passed() {
        shown = false;
    }

    /** Authorization or Proxy-Authorization, as the challenge asked. */
    String header(Login login, Digest digest, Asked request) {
        count++;
        shown = true;
        StringBuilder text = new StringBuilder("Digest ");
        quoted(text, "username", login.user());
        quoted(text, "realm", realm);
        quoted(text, "nonce", challenge.get("nonce"));
        quoted(text, "uri", request.uri);
        String offered = challenge.get("qop");
        if (offered != null) {
            text.append("qop=")
                    .append(offers(offered, "auth") ? "auth" : "auth-int")
                    .append(", ");
            text.append("nc=").append(HexFormat.of().toHexDigits((int) count)).append(", ");
            quoted(text, "cnonce", request.cnonce);
        }
        if (challenge.get("opaque") != null) {
            quoted(text, "opaque", challenge.get("opaque"));
        }
        if (challenge.get("algorithm") != null) {
            text.append("algorithm=").append(algorithm.wire()).append(", ");
        }
        Credentials unsigned = new Credentials();
        if (!unsigned.read(text.substring(0, text.length() - 2))) {
            throw new IllegalStateException("our own credentials cannot be read");
        }
        byte[] response = digest.response(algorithm, unsigned, login.password(), request.method.name(), request.body);
        quoted(text, "response", new String(response, 0, algorithm.digits(), StandardCharsets.US_ASCII));
        return header.wire() + ": " + text.substring(0, text.length() - 2);
    }

    private static void quoted(StringBuilder text, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        text.append(name).append("=\"").append(escaped).append("\", ");
    }
}
