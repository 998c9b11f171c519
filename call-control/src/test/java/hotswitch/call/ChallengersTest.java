package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Session;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.trunk.TrunkConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At carrier-a a proxy asks who we are before it passes on what its registrar asks about once more. */
class ChallengersTest {
    private static final String LOGIN = "hotline@ims.example";
    private static final String UNREGISTERED =
            "core: RaiseAlarm[code=TRUNK_UNREGISTERED carrier-a, " + "detail=057112345 at carrier-a, on=%s]";
    private static final long MINUTE_MS = 60_000;
    private final Rig rig = new Rig();
    private final DigestServer registrar = server("registrar.example");
    private final List<String> registers = new ArrayList<>();

    /** What the carrier does with a REGISTER. */
    private Party.Requests manner = this::asksTwice;

    private static DigestServer server(String realm) {
        return new DigestServer(
                realm,
                new DigestServer.Rules(List.of(DigestAlgorithm.MD5), 300_000 * Rig.MS),
                ("the secret of " + realm).getBytes(StandardCharsets.UTF_8),
                user -> user.equals(LOGIN) ? "sesame" : null);
    }

    @BeforeEach
    void asks() {
        rig.carrierA.onRequest = (transaction, request, nowNs) -> {
            if (request.methodText().equals("REGISTER")) {
                registers.add(request.toString());
                manner.answer(transaction, request, nowNs);
            } else {
                transaction.respond(200, nowNs);
            }
        };
    }

    /** The proxy's nonces are its own business; it looks only whether somebody answers one. */
    private void asksTwice(ServerTransaction transaction, SipMessage request, long nowNs) {
        if (!request.toString().contains("Proxy-Authorization: Digest username=\"" + LOGIN)) {
            challenge(transaction, 407, "proxy.example", "", nowNs);
        } else if (registrar.authenticate(request, "switch", nowNs) instanceof DigestResult.Challenge c) {
            String asked = "WWW-Authenticate: " + c.values().getFirst();
            transaction.respond(401, List.of(asked), "", "", nowNs);
        } else {
            transaction.respond(200, List.of("Expires: 600"), "", "", nowNs);
        }
    }

    private static void challenge(ServerTransaction transaction, int status, String realm, String more, long nowNs) {
        transaction.respond(status, List.of(challenge(status, realm, more)), "", "", nowNs);
    }

    private static String challenge(int status, String realm, String more) {
        String name = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        return name + ": Digest realm=\"" + realm + "\", nonce=\"n1\", qop=\"auth\", algorithm=MD5" + more;
    }

    private void register() {
        TrunkConfig.Address at =
                new TrunkConfig.Address(TrunkConfig.Transport.UDP, rig.carrierA.hop.address(), rig.carrierA.hop.port());
        rig.account(new TrunkConfig.Account(
                "057112345",
                "ims.example",
                new TrunkConfig.Login(LOGIN, "sesame", ""),
                List.of(at),
                new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP), "", false),
                600));
        rig.run(100);
    }

    private String registration() {
        return rig.telephony.trunks().getFirst().registration();
    }

    private static long count(String message, String header) {
        return message.lines().filter(line -> line.startsWith(header + ": ")).count();
    }

    /** RFC 3261 §22.3: one request says it to both. */
    @Test
    void aProxyAndARegistrarAreAnsweredInOneRequest() {
        register();
        rig.ladder.assertIs("""
                carrier-a < REGISTER
                carrier-a > 407 REGISTER
                carrier-a < REGISTER
                carrier-a > 401 REGISTER
                carrier-a < REGISTER
                carrier-a > 200 REGISTER""");
        assertEquals("registered", registration());
        assertEquals(1, count(registers.getLast(), "Authorization"), registers.getLast());
        assertEquals(1, count(registers.getLast(), "Proxy-Authorization"), registers.getLast());
    }

    /** Both may be of one realm, and be asked for by one response (RFC 3261 §16.7). */
    @Test
    void bothMayAskAtOnceInTheNameOfOneRealm() {
        manner = (transaction, request, nowNs) -> {
            List<String> asked = Stream.of(401, 407)
                    .map(status -> challenge(status, "ims.example", ""))
                    .toList();
            boolean known = count(request.toString(), "Authorization") == 1
                    && count(request.toString(), "Proxy-Authorization") == 1;
            transaction.respond(known ? 200 : 407, known ? List.of("Expires: 600") : asked, "", "", nowNs);
        };
        register();
        assertEquals("registered", registration());
        assertEquals(2, registers.size());
    }

    /** A carrier for which each nonce is too old at once is one that refuses: we wait, and somebody is told. */
    @Test
    void oneThatNeverHasEnoughHasRefused() {
        manner = (transaction, request, nowNs) ->
                challenge(transaction, 401, "registrar.example", ", stale=true", nowNs);
        register();
        int asked = registers.size();
        assertTrue(asked <= 6, () -> asked + " at once");
        assertEquals("unregistered", registration());
        assertTrue(rig.ladder.text().endsWith(UNREGISTERED.formatted(true)), rig.ladder.text());
        rig.run(10 * MINUTE_MS);
        assertTrue(registers.size() <= 8 * asked, () -> registers.size() + " in ten minutes");
        assertTrue(registers.size() >= 3 * asked, () -> registers.size() + " in ten minutes");
        manner = this::asksTwice;
        rig.ladder.forget();
        rig.run(20 * MINUTE_MS);
        assertEquals("registered", registration());
        assertTrue(rig.ladder.text().contains(UNREGISTERED.formatted(false)), rig.ladder.text());
    }

    /** An attempt after one that failed begins as the first did: what was refused then says nothing of now. */
    @Test
    void whoWasRefusedIsAskedAnewTheNextTime() {
        manner = (transaction, request, nowNs) -> challenge(transaction, 401, "registrar.example", "", nowNs);
        register();
        assertEquals(2, registers.size());
        assertEquals("unregistered", registration());
        manner = (transaction, request, nowNs) -> {
            if (request.toString().contains("nonce=\"n2\"")) {
                transaction.respond(200, List.of("Expires: 600"), "", "", nowNs);
            } else {
                String fresh = challenge(401, "registrar.example", "").replace("n1", "n2");
                transaction.respond(401, List.of(fresh), "", "", nowNs);
            }
        };
        rig.run(MINUTE_MS);
        assertEquals("registered", registration());
    }

    private void calls(int... statuses) {
        List<Session> arrived = new ArrayList<>();
        rig.carrierA.onInvite = (session, nowNs) -> {
            arrived.add(session);
            if (arrived.size() > statuses.length) {
                session.accept(rig.carrierA.sdp(), nowNs);
                return;
            }
            int status = statuses[arrived.size() - 1];
            String realm = status == 407 ? "proxy.example" : "registrar.example";
            session.reject(status, List.of(challenge(status, realm, ", stale=true")), nowNs);
        };
        rig.ladder.forget();
        rig.order(new Order.DialLeg(2, 101, "13800000000", "057112345", ""));
        rig.run(100);
    }

    @Test
    void aCallIsLetInByBothToo() {
        register();
        calls(407, 401);
        assertTrue(rig.ladder.text().endsWith("core: LegAnswered[legId=101]"), rig.ladder.text());
        assertEquals(1, count(rig.carrierA.invite, "Authorization"), rig.carrierA.invite);
        assertEquals(1, count(rig.carrierA.invite, "Proxy-Authorization"), rig.carrierA.invite);
    }

    /** RFC 3261 §22.1: nobody can be asked once more at an ACK, so it repeats what was taken with the INVITE. */
    @Test
    void theAcknowledgementSaysWhatTheInviteSaid() {
        register();
        calls(407, 401);
        String ack = rig.ladder.last("carrier-a", '<');
        assertTrue(ack.startsWith("ACK "), ack);
        assertEquals(2, credentials(ack).size(), ack);
        assertEquals(credentials(rig.carrierA.invite), credentials(ack));
    }

    private static List<String> credentials(String message) {
        return message.lines().filter(line -> line.contains("uthorization: ")).toList();
    }

    /** The carrier does not let us in, which says nothing of the callee: another one may. */
    @Test
    void aCallThatIsAskedAgainAndAgainGoesToTheNextCarrier() {
        register();
        calls(401, 401, 401, 401, 401, 401);
        String told = rig.ladder.text();
        assertEquals(5, told.lines().filter("carrier-a < INVITE"::equals).count(), told);
        assertTrue(told.endsWith("carrier-b < INVITE"), told);
    }
}
