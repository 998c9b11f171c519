package hotswitch.sip.auth;

import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the challenges that requests to one peer meet: its own and those of proxies on the way, each with credentials
 * of its own, all in one request (RFC 3261 §22.2, §22.3); of several in one name the topmost that it can (RFC 8760
 * §2.4).
 */
public final class DigestClient {
    /** A proxy and a registrar, whose nonces may both be too old once; who wants more than that never has enough. */
    static final int CHALLENGES_MAX = 4;
    /** Of those that are kept at a time. */
    private static final int CHALLENGERS_MAX = 4;

    private static final byte[] NO_BODY = {};

    private final Login login;
    private final Digest digest = new Digest();
    private final List<Challenger> challengers = new ArrayList<>(1);
    /** Since a request was taken. */
    private int challenges;

    public DigestClient(String user, String password) {
        this(new Login(user, password, ""));
    }

    public DigestClient(Login login) {
        this.login = login;
    }

    /**
     * Takes the challenges of a 401 or 407. False when none can be answered, when one says that the password was wrong,
     * or when there have been too many: then the request has been refused.
     */
    public boolean challenged(SipMessage response) {
        if (++challenges > CHALLENGES_MAX) {
            return false;
        }
        List<Challenger> asking = new ArrayList<>(1);
        // RFC 3261 §16.7: a proxy puts what several have asked into one response, whatever its status
        boolean refused = refused(response, HeaderName.WWW_AUTHENTICATE, HeaderName.AUTHORIZATION, asking)
                || refused(response, HeaderName.PROXY_AUTHENTICATE, HeaderName.PROXY_AUTHORIZATION, asking);
        for (Challenger each : challengers) {
            if (!asking.contains(each)) {
                each.passed();
            }
        }
        return !refused && !asking.isEmpty();
    }

    private boolean refused(SipMessage response, HeaderName asked, HeaderName answer, List<Challenger> asking) {
        for (int i = 0; i < response.count(asked); i++) {
            AuthValue challenge = AuthValue.parse(response.value(asked, i));
            if (challenge == null || !Challenger.understands(challenge) || !isOurs(challenge.get("realm"))) {
                continue;
            }
            Challenger challenger = challenger(answer, challenge.get("realm"));
            if (challenger == null || asking.contains(challenger)) {
                continue;
            }
            if (!challenger.take(challenge)) {
                return true;
            }
            asking.add(challenger);
        }
        return false;
    }

    private boolean isOurs(String realm) {
        return login.realm().isEmpty() || login.realm().equals(realm);
    }

    /** Null: there are too many. */
    private Challenger challenger(HeaderName answer, String realm) {
        for (Challenger each : challengers) {
            if (each.is(answer, realm)) {
                return each;
            }
        }
        if (challengers.size() == CHALLENGERS_MAX) {
            return null;
        }
        challengers.add(new Challenger(answer, realm));
        return challengers.getLast();
    }

    /** The last request was accepted: a later challenge without stale is a new one and not a refusal. */
    public void accepted() {
        challenges = 0;
        challengers.forEach(Challenger::passed);
    }

    /** The attempt has failed: the next one begins as the first did, without credentials. */
    public void forget() {
        challenges = 0;
        challengers.clear();
    }

    /** Whether there is a challenge to answer. */
    public boolean ready() {
        return !challengers.isEmpty();
    }

    /** The header lines for a request without a body that matters; cnonce is fresh and not to be guessed. */
    public List<String> headers(Method method, String uri, String cnonce) {
        return headers(method, uri, cnonce, NO_BODY);
    }

    /** The header lines for the next request; the body counts only if somebody asks for auth-int alone. */
    public List<String> headers(Method method, String uri, String cnonce, byte[] body) {
        List<String> lines = new ArrayList<>(challengers.size());
        for (Challenger each : challengers) {
            lines.add(each.header(login, digest, new Challenger.Asked(method, uri, cnonce, body)));
        }
        return lines;
    }
}
