package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Challenges and checks (RFC 7616). An unknown user and a wrong password get the same answer after the same work: each
 * time all hashes, also that of the password. With a nonce that is expired, of another boot or was sent to another
 * address nothing is checked: whatever the response is, it gets {@code stale=true}, and so does a right one that was
 * shown before. The digest-uri need not be the Request-URI: in SIP that check is a MAY (RFC 3261
 * §22.4), and many user agents differ there.
 */
public final class DigestServer {
    private static final int NONCES_MAX = 1 << 15;
    private static final int NC_DIGITS = 8;

    /** Lets nobody in. It is no longer than a telephone's: one more block to hash would tell that there is no user. */
    static final String NOBODYS_PASSWORD = "of no user at all";

    private final String realm;
    /** How each challenge begins, up to its nonce. */
    private final String begin;

    private final List<DigestAlgorithm> order;
    private final Passwords passwords;
    private final Nonces nonces;
    private final Credentials shown = new Credentials();
    private final Digest digest = new Digest();
    /** Who was let in before, by the hash of his name: no more than there are passwords. */
    private final Long2ObjectHashMap<String> known = new Long2ObjectHashMap<>();

    /** Challenges in this order of algorithms; a nonce is good for {@code nonceLifeNs}. */
    public record Rules(List<DigestAlgorithm> order, long nonceLifeNs) {}

    /** The secret is of this boot and known to nobody. */
    public DigestServer(String realm, Rules rules, byte[] bootSecret, Passwords passwords) {
        this.order = List.copyOf(rules.order());
        if (order.isEmpty() || bootSecret.length < 16 || !isQuotable(realm)) {
            throw new IllegalArgumentException("digest: " + realm + " " + order);
        }
        this.realm = realm;
        this.begin = "Digest realm=\"" + realm + "\", nonce=\"";
        this.passwords = passwords;
        this.nonces = new Nonces(bootSecret, rules.nonceLifeNs(), NONCES_MAX);
    }

    private static boolean isQuotable(String realm) {
        return !realm.isEmpty() && realm.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c != 0x7f);
    }

    /** Checks Authorization of a request from this address. */
    public DigestResult authenticate(SipMessage request, String source, long nowNs) {
        return authenticate(request, HeaderName.AUTHORIZATION, source, nowNs);
    }

    /** Checks Authorization or Proxy-Authorization; the first credentials for our realm count. */
    public DigestResult authenticate(SipMessage request, HeaderName header, String source, long nowNs) {
        for (int line = request.firstLine(header); line >= 0; line = request.nextLine(line)) {
            if (shown.read(request, line) && shown.isEqual(Field.REALM, realm)) {
                return check(request, source, nowNs);
            }
        }
        return challenge(false, false, source, nowNs);
    }

    private DigestResult check(SipMessage request, String source, long nowNs) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(shown);
        long count = count();
        if (algorithm == null || !order.contains(algorithm) || count < 0) {
            return challenge(false, false, source, nowNs);
        }
        long nonce = nonces.number(shown, source, nowNs);
        if (nonce == 0) {
            return challenge(true, false, source, nowNs);
        }
        String user = user();
        String password = passwords.password(user);
        byte[] right = digest.response(
                algorithm,
                shown,
                password == null ? NOBODYS_PASSWORD : password,
                method(request),
                Digest.body(request));
        boolean equal = shown.isSecret(Field.RESPONSE, right, algorithm.digits());
        if (!equal || password == null) {
            return challenge(false, true, source, nowNs);
        }
        known.put(shown.hash(Field.USERNAME), user);
        return nonces.use(nonce, count) ? new DigestResult.Accepted(user) : challenge(true, false, source, nowNs);
    }

    /** Who he says he is. */
    private String user() {
        String user = known.get(shown.hash(Field.USERNAME));
        return user != null && shown.isEqual(Field.USERNAME, user) ? user : shown.text(Field.USERNAME);
    }

    private static String method(SipMessage request) {
        return request.method() == Method.OTHER
                ? request.methodText()
                : request.method().name();
    }

    /** The nonce count; 1 for an old client without qop, whose nonce is good once; -1 when malformed. */
    private long count() {
        if (!shown.has(Field.QOP)) {
            return 1;
        }
        boolean understood =
                shown.isEqualIgnoringCase(Field.QOP, "auth") || shown.isEqualIgnoringCase(Field.QOP, "auth-int");
        boolean counted = shown.length(Field.NC) == NC_DIGITS;
        for (int i = 0; counted && i < NC_DIGITS; i++) {
            counted = Hex.isDigit(shown.bytes()[shown.from(Field.NC) + i]);
        }
        return understood && counted && shown.length(Field.CNONCE) > 0
                ? Hex.number(shown.bytes(), shown.from(Field.NC), NC_DIGITS)
                : -1;
    }

    private DigestResult.Challenge challenge(boolean stale, boolean wrong, String source, long nowNs) {
        return new DigestResult.Challenge(begin, nonces.issue(source, nowNs), order, stale, wrong);
    }
}
