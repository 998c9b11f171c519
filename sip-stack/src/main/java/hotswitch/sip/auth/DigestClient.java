package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Answers the challenges of one peer (RFC 3261 §22.2, §22.3); of several the topmost that it can (RFC 8760 §2.4). */
public final class DigestClient {
    private final String user;
    private final String password;
    private final String realm;
    private AuthValue challenge;
    private final Digest digest = new Digest();
    private DigestAlgorithm algorithm;
    private HeaderName header = HeaderName.AUTHORIZATION;
    private long count;
    private boolean refusable;

    public DigestClient(String user, String password) {
        this(new Login(user, password, ""));
    }

    public DigestClient(Login login) {
        this.user = login.user();
        this.password = login.password();
        this.realm = login.realm();
    }

    /** Takes the challenge of a 401 or 407; false when it cannot be answered, or says that the password was wrong. */
    public boolean challenged(SipMessage response) {
        boolean proxy = response.status() == 407;
        HeaderName asked = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        for (int i = 0; i < response.count(asked); i++) {
            AuthValue value = AuthValue.parse(response.value(asked, i));
            if (value != null && value.isDigest() && take(value)) {
                header = proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
                return true;
            }
        }
        return false;
    }

    private boolean take(AuthValue value) {
        DigestAlgorithm known = DigestAlgorithm.of(value.get("algorithm"));
        boolean refused = challenge != null
                && challenge.getOrEmpty("realm").equals(value.get("realm"))
                && refusable
                && !value.getOrEmpty("stale").equalsIgnoreCase("true");
        boolean ours = realm.isEmpty() || realm.equals(value.get("realm"));
        String qop = value.get("qop");
        boolean understood = qop == null || offers(qop, "auth") || offers(qop, "auth-int");
        if (known == null
                || refused
                || !ours
                || !understood
                || value.get("realm") == null
                || value.get("nonce") == null) {
            return false;
        }
        challenge = value;
        algorithm = known;
        count = 0;
        refusable = false;
        return true;
    }

    private static boolean offers(String qop, String one) {
        return Arrays.stream(qop.split(",")).anyMatch(each -> each.strip().equalsIgnoreCase(one));
    }

    /** The last request was accepted: a later challenge without stale is a new one and not a refusal. */
    public void accepted() {
        refusable = false;
    }

    /** Whether there is a challenge to answer. */
    public boolean ready() {
        return challenge != null;
    }

    /** Authorization or Proxy-Authorization, as the challenge asked. */
    public HeaderName header() {
        return header;
    }

    /** The header's value for a request without a body that matters; cnonce is fresh and not to be guessed. */
    public String credentials(Method method, String uri, String cnonce) {
        return credentials(method, uri, cnonce, new byte[0]);
    }

    /** The header's value for the next request; the body counts only if the peer asks for auth-int alone. */
    public String credentials(Method method, String uri, String cnonce, byte[] body) {
        count++;
        refusable = true;
        String realm = challenge.get("realm");
        StringBuilder text = new StringBuilder("Digest ");
        quoted(text, "username", user);
        quoted(text, "realm", realm);
        quoted(text, "nonce", challenge.get("nonce"));
        quoted(text, "uri", uri);
        String offered = challenge.get("qop");
        if (offered != null) {
            text.append("qop=")
                    .append(offers(offered, "auth") ? "auth" : "auth-int")
                    .append(", ");
            text.append("nc=").append(HexFormat.of().toHexDigits((int) count)).append(", ");
            quoted(text, "cnonce", cnonce);
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
        byte[] response = digest.response(algorithm, unsigned, password, method.name(), body);
        quoted(text, "response", new String(response, 0, algorithm.digits(), StandardCharsets.US_ASCII));
        return text.substring(0, text.length() - 2);
    }

    private static void quoted(StringBuilder text, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        text.append(name).append("=\"").append(escaped).append("\", ");
    }
}
