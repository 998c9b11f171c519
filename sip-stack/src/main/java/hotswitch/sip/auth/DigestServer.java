package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Challenges and checks (RFC 7616). An unknown user and a wrong password get the same answer after the same work. A
 * right
 * response with a nonce that is expired, used before or of another boot gets {@code stale=true}. The digest-uri need
 * not be
 * the Request-URI: in SIP that check is a MAY (RFC 3261 §22.4), and many user agents differ there.
 */
public final class DigestServer {
    private static final int NONCES_MAX = 10_000;
    private static final int NC_DIGITS = 8;

    private final String realm;
    private final List<DigestAlgorithm> order;
    private final Passwords passwords;
    private final Nonces nonces;
    private final Digest digest = new Digest();
    private final String nobodysPassword;

    /** Challenges in this order of algorithms; a nonce is good for {@code nonceLifeNs}. */
    public record Rules(List<DigestAlgorithm> order, long nonceLifeNs) {}

    /** The secret is of this boot and known to nobody. */
    public DigestServer(String realm, Rules rules, byte[] bootSecret, Passwords passwords) {
        this.order = List.copyOf(rules.order());
        if (order.isEmpty() || bootSecret.length < 16 || !isQuotable(realm)) {
            throw new IllegalArgumentException("digest: " + realm + " " + order);
        }
        this.realm = realm;
        this.passwords = passwords;
        this.nonces = new Nonces(bootSecret, rules.nonceLifeNs(), NONCES_MAX);
        this.nobodysPassword = HexFormat.of().formatHex(bootSecret);
    }

    private static boolean isQuotable(String realm) {
        return !realm.isEmpty() && realm.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c != 0x7f);
    }

    /** Checks Authorization. */
    public DigestResult authenticate(SipMessage request, long nowNs) {
        return authenticate(request, HeaderName.AUTHORIZATION, nowNs);
    }

    /** Checks Authorization or Proxy-Authorization; the first credentials for our realm count. */
    public DigestResult authenticate(SipMessage request, HeaderName header, long nowNs) {
        for (int i = 0; i < request.count(header); i++) {
            AuthValue credentials = AuthValue.parse(request.value(header, i));
            if (credentials != null && credentials.isDigest() && realm.equals(credentials.get("realm"))) {
                return check(request, credentials, nowNs);
            }
        }
        return challenge(false, false, nowNs);
    }

    private DigestResult check(SipMessage request, AuthValue credentials, long nowNs) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.get("algorithm"));
        long count = count(credentials);
        if (algorithm == null || !order.contains(algorithm) || count < 0) {
            return challenge(false, false, nowNs);
        }
        String user = credentials.getOrEmpty("username");
        String password = passwords.password(user);
        String secretHash = digest.secretHash(algorithm, user, realm, password == null ? nobodysPassword : password);
        String right = digest.response(algorithm, secretHash, credentials, request.methodText(), Digest.body(request));
        boolean equal = MessageDigest.isEqual(
                right.getBytes(StandardCharsets.UTF_8),
                credentials.getOrEmpty("response").getBytes(StandardCharsets.UTF_8));
        if (!equal || password == null) {
            return challenge(false, true, nowNs);
        }
        return nonces.use(credentials.getOrEmpty("nonce"), count, nowNs)
                ? new DigestResult.Accepted(user)
                : challenge(true, false, nowNs);
    }

    /** The nonce count; 1 for an old client without qop, whose nonce is good once; -1 when malformed. */
    private static long count(AuthValue credentials) {
        String qop = credentials.get("qop");
        String digits = credentials.getOrEmpty("nc");
        if (qop == null) {
            return 1;
        }
        boolean known = qop.equalsIgnoreCase("auth") || qop.equalsIgnoreCase("auth-int");
        boolean hex = digits.length() == NC_DIGITS && isHex(digits);
        boolean complete = known && hex && !credentials.getOrEmpty("cnonce").isEmpty();
        return complete ? HexFormat.fromHexDigitsToLong(digits) : -1;
    }

    private static boolean isHex(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private DigestResult.Challenge challenge(boolean stale, boolean wrong, long nowNs) {
        String nonce = nonces.issue(nowNs);
        List<String> values = new ArrayList<>(order.size());
        for (DigestAlgorithm algorithm : order) {
            values.add("Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", " + (stale ? "stale=true, " : "")
                    + "algorithm=" + algorithm.wire() + ", qop=\"auth\"");
        }
        return new DigestResult.Challenge(values, stale, wrong);
    }
}
