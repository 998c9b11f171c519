package hotswitch.sip.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.auth.DigestResult.Accepted;
import hotswitch.sip.auth.DigestResult.Challenge;
import hotswitch.sip.header.AuthValue;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class DigestTest {
    private static final String REALM = "hotline.local";
    private static final String URI = "sip:hotline.local";
    private static final String SOURCE = "192.0.2.1";
    private static final byte[] SECRET = "a secret of this boot alone".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> DEVICES = Map.of("8001", "correct horse");
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final List<DigestAlgorithm> BOTH = List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

    private long nowNs = 1_800_000_000_000_000_000L;
    private DigestServer server = new DigestServer(REALM, rules(BOTH), SECRET, DEVICES::get);

    private static DigestServer.Rules rules(List<DigestAlgorithm> order) {
        return new DigestServer.Rules(order, 5 * MINUTE_NS);
    }

    private static SipMessage register(String credentials) {
        SipWriter writer = new SipWriter().startRequest(Method.REGISTER, URI);
        head(writer);
        if (!credentials.isEmpty()) {
            writer.header(HeaderName.AUTHORIZATION, credentials);
        }
        return read(writer.end());
    }

    private static SipMessage unauthorized(List<String> challenges) {
        SipWriter writer = new SipWriter().startResponse(401);
        head(writer);
        challenges.forEach(value -> writer.header(HeaderName.WWW_AUTHENTICATE, value));
        return read(writer.end());
    }

    private static void head(SipWriter writer) {
        writer.header(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1")
                .header(HeaderName.FROM, "<sip:8001@hotline.local>;tag=1")
                .header(HeaderName.TO, "<sip:8001@hotline.local>")
                .header(HeaderName.CALL_ID, "a")
                .cseq(1, Method.REGISTER);
    }

    private static SipMessage read(SipWriter writer) {
        SipMessage message = new SipMessage();
        message.index(writer.buffer(), 0, writer.length());
        return message;
    }

    private Challenge challenge(String credentials) {
        return assertInstanceOf(
                Challenge.class, server.authenticate(register(credentials), SOURCE, nowNs), credentials);
    }

    private DigestClient clientFor(String user, String password, Challenge challenge) {
        DigestClient client = new DigestClient(user, password);
        assertTrue(client.challenged(unauthorized(challenge.values())));
        return client;
    }

    private static String answer(DigestClient client) {
        String line = client.headers(Method.REGISTER, URI, "c0ffee").getFirst();
        return line.substring("Authorization: ".length());
    }

    @Test
    void theExamplesOfTheStandardsComeOut() {
        String rfc7616 = "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", "
                + "qop=auth, nc=00000001, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                + "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"";
        assertEquals(
                "8ca523f5e9506fed4657c9700eebdbec", response(DigestAlgorithm.MD5, rfc7616, "Circle of Life", "GET"));
        assertEquals(
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
                response(DigestAlgorithm.SHA_256, rfc7616, "Circle of Life", "GET"));
        String rfc2617 = "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", uri=\"/dir/index.html\", "
                + "qop=auth, nc=00000001, nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", cnonce=\"0a4f113b\"";
        assertEquals(
                "6629fae49393a05397450978507c4ef1", response(DigestAlgorithm.MD5, rfc2617, "Circle Of Life", "GET"));
    }

    private static String response(DigestAlgorithm algorithm, String credentials, String password, String method) {
        Credentials shown = new Credentials();
        assertTrue(shown.read(credentials), credentials);
        byte[] response = new Digest().response(algorithm, shown, password, method, new byte[0]);
        return new String(response, 0, algorithm.digits(), StandardCharsets.US_ASCII);
    }

    @Test
    void aDeviceWithItsPasswordGetsInAndGoesOnCounting() {
        Challenge challenge = challenge("");
        assertFalse(challenge.stale());
        assertEquals(2, challenge.values().size());
        assertTrue(challenge.values().getFirst().contains("algorithm=MD5"));
        DigestClient client = clientFor("8001", "correct horse", challenge);
        assertEquals(new Accepted("8001"), server.authenticate(register(answer(client)), SOURCE, nowNs));
        assertEquals(new Accepted("8001"), server.authenticate(register(answer(client)), SOURCE, nowNs));
    }

    @Test
    void eachAlgorithmInItsOrder() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            server = new DigestServer(REALM, rules(List.of(algorithm)), SECRET, DEVICES::get);
            DigestClient client = clientFor("8001", "correct horse", challenge(""));
            String credentials = answer(client);
            assertTrue(credentials.contains("algorithm=" + algorithm.wire()), credentials);
            assertEquals(new Accepted("8001"), server.authenticate(register(credentials), SOURCE, nowNs));
        }
        server = new DigestServer(REALM, rules(BOTH), SECRET, DEVICES::get);
        DigestClient old = clientFor("8001", "correct horse", challenge(""));
        server = new DigestServer(REALM, rules(List.of(DigestAlgorithm.SHA_256)), SECRET, DEVICES::get);
        assertFalse(challenge(answer(old)).stale(), "MD5 is not on the list");
    }

    @Test
    void unknownUserAndWrongPasswordLookAlike() {
        String wrong = answer(clientFor("8001", "battery staple", challenge("")));
        String unknown = answer(clientFor("9999", "correct horse", challenge("")));
        Challenge one = challenge(wrong);
        Challenge other = challenge(unknown);
        assertEquals(one.stale(), other.stale());
        assertEquals(withoutNonce(one), withoutNonce(other));
    }

    private static String withoutNonce(Challenge challenge) {
        return challenge.values().toString().replaceAll("nonce=\"[0-9a-f]+\"", "nonce");
    }

    @Test
    void aReplayedResponseIsStale() {
        DigestClient client = clientFor("8001", "correct horse", challenge(""));
        String first = answer(client);
        assertEquals(new Accepted("8001"), server.authenticate(register(first), SOURCE, nowNs));
        Challenge again = challenge(first);
        assertTrue(again.stale());
        assertTrue(again.values().getFirst().contains("stale=true"));
        client.accepted();
        assertTrue(client.challenged(unauthorized(again.values())));
        assertEquals(new Accepted("8001"), server.authenticate(register(answer(client)), SOURCE, nowNs));
    }

    @Test
    void anExpiredNonceIsStaleAndSoIsOneOfAnotherBoot() {
        DigestClient client = clientFor("8001", "correct horse", challenge(""));
        nowNs += 6 * MINUTE_NS;
        assertTrue(challenge(answer(client)).stale());
        client = clientFor("8001", "correct horse", challenge(""));
        server = new DigestServer(
                REALM, rules(BOTH), "another secret, another boot".getBytes(StandardCharsets.UTF_8), DEVICES::get);
        assertTrue(challenge(answer(client)).stale());
    }

    /** Whoever shows a nonce that is not good learns nothing of passwords, and is not known to be where he says. */
    @Test
    void credentialsCountOnlyWithANonceThatWasSentThere() {
        for (String password : List.of("correct horse", "battery staple")) {
            DigestClient client = clientFor("8001", password, challenge(""));
            String shown = answer(client);
            String made = shown.replaceAll("nonce=\"[0-9a-f]+", "nonce=\"" + "0123456789abcdef".repeat(4));
            assertStale(server.authenticate(register(made), SOURCE, nowNs), "made up");
            DigestResult moved = server.authenticate(register(shown), "192.0.2.2", nowNs);
            assertStale(moved, "a telephone whose address changed");
            assertTrue(client.challenged(unauthorized(((Challenge) moved).values())));
            DigestResult next = server.authenticate(register(answer(client)), "192.0.2.2", nowNs);
            boolean right = password.startsWith("correct");
            assertEquals(right, next instanceof Accepted, "it tries again by itself");
            assertEquals(!right, next instanceof Challenge known && known.wrong() && !known.stale());
            String old = answer(clientFor("8001", password, challenge("")));
            nowNs += 6 * MINUTE_NS;
            assertStale(server.authenticate(register(old), SOURCE, nowNs), "expired");
        }
        String guess = answer(clientFor("8001", "battery staple", challenge("")));
        assertTrue(challenge(guess).wrong());
        assertTrue(challenge(guess).wrong(), "with the same nonce as often as he likes: each guess counts");
    }

    private static void assertStale(DigestResult result, String why) {
        Challenge challenge = assertInstanceOf(Challenge.class, result, why);
        assertTrue(challenge.stale(), why);
        assertFalse(challenge.wrong(), why);
    }

    @Test
    void anOldClientWithoutQopMayUseANonceOnce() {
        AuthValue challenge = AuthValue.parse(challenge("").values().getFirst());
        String head = "Digest username=\"8001\", realm=\"hotline.local\", nonce=\"" + challenge.get("nonce")
                + "\", uri=\"sip:127.0.0.1:5060\"";
        String response = response(DigestAlgorithm.MD5, head, "correct horse", "REGISTER");
        String credentials = head + ", response=\"" + response + "\"";
        assertEquals(new Accepted("8001"), server.authenticate(register(credentials), SOURCE, nowNs));
        assertTrue(challenge(credentials).stale());
    }

    @Test
    void integrityOfTheBodyIsUnderstood() {
        String challenge = challenge("").values().getFirst().replace("\"auth\"", "\"auth-int\"");
        DigestClient client = new DigestClient("8001", "correct horse");
        assertTrue(client.challenged(unauthorized(List.of(challenge))));
        assertEquals(new Accepted("8001"), server.authenticate(register(answer(client)), SOURCE, nowNs));
    }

    @Test
    void brokenCredentialsAreJustChallenged() {
        String good = answer(clientFor("8001", "correct horse", challenge("")));
        for (String bad : List.of(
                "Basic dXNlcg==",
                "Digest",
                good.replace("nc=00000001", "nc=1"),
                good.replace("nc=00000001", "nc=zzzzzzzz"),
                good.replace("qop=auth", "qop=other"),
                good.replace("hotline.local", "elsewhere"),
                good.replace("c0ffee", ""),
                good.replace("algorithm=MD5", "algorithm=MD5-sess"),
                good + ", realm=\"hotline.local\"")) {
            assertFalse(challenge(bad).stale(), bad);
        }
        assertEquals(new Accepted("8001"), server.authenticate(register(good), SOURCE, nowNs));
    }

    @Test
    void nobodysPasswordLetsNobodyIn() {
        String shown = answer(clientFor("9999", DigestServer.NOBODYS_PASSWORD, challenge("")));
        assertTrue(challenge(shown).wrong());
    }

    @Test
    void aClientDoesNotTryAWrongPasswordTwice() {
        DigestClient client = clientFor("8001", "battery staple", challenge(""));
        Challenge refused = challenge(answer(client));
        assertFalse(client.challenged(unauthorized(refused.values())));
    }

    @Test
    void theNonceTableIsBoundedAndForgetsNoReplay() {
        Nonces nonces = new Nonces(SECRET, MINUTE_NS, 128);
        String first = nonces.issue(SOURCE, nowNs);
        String unused = nonces.issue(SOURCE, nowNs);
        assertTrue(use(nonces, first, 1));
        assertFalse(use(nonces, first, 1));
        for (int i = 0; i < 1_000; i++) {
            nowNs++;
            assertTrue(use(nonces, nonces.issue(SOURCE, nowNs), 1));
        }
        assertFalse(use(nonces, first, 1), "evicted is used up");
        assertFalse(use(nonces, first, 2), "evicted is used up");
        assertFalse(use(nonces, unused, 1), "what is older than the evicted counts as used up");
        String last = nonces.issue(SOURCE, nowNs);
        char digit = last.charAt(40);
        assertFalse(use(nonces, last.substring(0, 40) + (digit == 'a' ? 'b' : 'a') + last.substring(41), 1));
        assertFalse(use(nonces, last.toUpperCase(Locale.ROOT), 1), "it is compared as it was written");
        assertTrue(use(nonces, last, 0xffff_ffffL));
    }

    private boolean use(Nonces nonces, String nonce, long count) {
        Credentials shown = new Credentials();
        assertTrue(shown.read("Digest nonce=\"" + nonce + '"'));
        long number = nonces.number(shown, SOURCE, nowNs);
        return number != 0 && nonces.use(number, count);
    }

    /** RFC 7616 §3.4.1 and §3.4.2, word for word. */
    @Test
    void namesAndPasswordsInUtf8() throws GeneralSecurityException {
        String user = "J\u00e4s\u00f8n Doe";
        String password = "\u738b, or not?";
        String shown = "Digest username=\"" + user + "\", realm=\"a b\", uri=\"sip:x\", nonce=\"n\", nc=00000002, "
                + "cnonce=\"c\", qop=\"auth-int\"";
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String secret = hash(algorithm, user + ":a b:" + password);
            String target = hash(algorithm, "BYE:sip:x:" + hash(algorithm, ""));
            String right = hash(algorithm, secret + ":n:00000002:c:auth-int:" + target);
            assertEquals(right, response(algorithm, shown, password, "BYE"));
        }
    }

    private static String hash(DigestAlgorithm algorithm, String text) throws GeneralSecurityException {
        String name = algorithm == DigestAlgorithm.SHA_512_256 ? "SHA-512/256" : algorithm.wire();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
    }

    /** The digest is over what is meant: without the folds, quotes and escapes in which it came. */
    @Test
    void credentialsMayBeWrittenInManyWays() {
        server = new DigestServer(REALM, rules(BOTH), SECRET, Map.of("a\"b c", "p\u00e4ss")::get);
        List<UnaryOperator<String>> ways = List.of(
                good -> good,
                good -> good.replace(", ", " ,\r\n\t"),
                good -> good.replace("Digest ", "dIGEST\r\n ").replace("username", "UserName"),
                good -> good.replace("b c", "b \r\n  c"),
                good -> good.replace("nc=00000001", "nc = \"00000001\"").replace("=MD5", "=\"md5\", odd=1"));
        for (UnaryOperator<String> way : ways) {
            String written = way.apply(answer(clientFor("a\"b c", "p\u00e4ss", challenge(""))));
            assertTrue(written.contains("\"a\\\"b"), written);
            SipMessage request = new SipMessage();
            String text = register("CREDENTIALS").toString().replace("CREDENTIALS", written);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(Malformed.NONE, request.index(new UnsafeBuffer(bytes), 0, bytes.length));
            assertEquals(new Accepted("a\"b c"), server.authenticate(request, SOURCE, nowNs), written);
        }
        for (String broken : List.of("nc=\"a", "nc=\"a\\", "nc=", ",", "nc", "nc=1,", "nc=1 nc=2", "nc=1, NC=2")) {
            assertFalse(new Credentials().read("Digest " + broken), broken);
        }
    }

    /** RFC 1321 §3, FIPS 180-4 §5: a hash works block by block. */
    @Test
    void nobodysPasswordIsAsManyBlocksAsATelephones() {
        for (String password :
                List.of("demo-8001", "correct horse", "sixteen letters!", "a generated one: twenty-four")) {
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                String real = "8001:" + REALM + ":" + password;
                String none = "8009:" + REALM + ":" + DigestServer.NOBODYS_PASSWORD;
                assertEquals(blocks(algorithm, real), blocks(algorithm, none), algorithm + " " + password);
            }
        }
    }

    private static int blocks(DigestAlgorithm algorithm, String text) {
        boolean large = algorithm == DigestAlgorithm.SHA_512_256;
        return (text.length() + (large ? 16 : 8)) / (large ? 128 : 64) + 1;
    }

    /** Best of many each, interleaved: whoever measures from outside learns nothing. */
    @Test
    void anUnknownUserAndAWrongPasswordCostTheSameWork() {
        SipMessage wrong = register(answerOf("8001", "guess"));
        SipMessage unknown = register(answerOf("8009", "guess"));
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && (least > 1.25 || least < 0.8); attempt++) {
            long[] bestNs = {Long.MAX_VALUE, Long.MAX_VALUE};
            for (int round = 0; round < 4_000; round++) {
                bestNs[0] = Math.min(bestNs[0], costNs(wrong));
                bestNs[1] = Math.min(bestNs[1], costNs(unknown));
            }
            least = (double) bestNs[0] / bestNs[1];
        }
        assertTrue(least < 1.25 && least > 0.8, "a wrong password costs " + least + " times what an unknown user does");
    }

    private long costNs(SipMessage request) {
        long beganNs = System.nanoTime();
        DigestResult result = server.authenticate(request, SOURCE, nowNs);
        long tookNs = System.nanoTime() - beganNs;
        assertTrue(assertInstanceOf(Challenge.class, result).wrong());
        return tookNs;
    }

    private String answerOf(String user, String password) {
        Challenge asked = assertInstanceOf(Challenge.class, server.authenticate(register(""), SOURCE, nowNs));
        assertFalse(asked.wrong(), "nothing was shown");
        DigestClient client = new DigestClient(user, password);
        assertTrue(client.challenged(unauthorized(asked.values())));
        return answer(client);
    }
}
