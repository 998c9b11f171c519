package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Session;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.trunk.TrunkConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Carrier-a wants us registered; it asks who we are, at REGISTER and at INVITE. */
class AccountsTest {
    private static final long CALL = 2;
    private static final long LEG = 101;
    private static final long MINUTE_MS = 60_000;
    private final Rig rig = new Rig();
    private final List<String> registers = new ArrayList<>();
    /** The carrier's own; the nonce lives five minutes. */
    private final DigestServer digest = new DigestServer(
            "ims.example",
            new DigestServer.Rules(List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), 300_000 * Rig.MS),
            "the secret of this carrier".getBytes(StandardCharsets.UTF_8),
            user -> user.equals("hotline@ims.example") ? "sesame" : null);

    private long grantedS = 600;
    /** Contacts of other nodes. */
    private String others = "";

    private int leastS;
    /** 0: as it should be. */
    private int refusal;

    /** The 200s that the carrier does not give yet; null: it gives them at once. */
    private List<Runnable> withheld;

    @BeforeEach
    void wantsUs() {
        rig.carrierA.onRequest = this::registrar;
        rig.carrierB.onRequest = this::registrar;
    }

    private void registrar(ServerTransaction transaction, SipMessage request, long nowNs) {
        if (!request.methodText().equals("REGISTER")) {
            transaction.respond(200, nowNs);
            return;
        }
        registers.add(request.toString());
        if (refusal != 0) {
            transaction.respond(refusal, List.of("Retry-After: 90 (maintenance);duration=3600"), "", "", nowNs);
            return;
        }
        if (Integer.parseInt(request.value(HeaderName.EXPIRES)) < leastS) {
            transaction.respond(423, List.of("Min-Expires: " + leastS), "", "", nowNs);
            return;
        }
        switch (digest.authenticate(request, "switch", nowNs)) {
            case DigestResult.Challenge c -> {
                List<String> headers = c.values().stream()
                        .map(value -> "WWW-Authenticate: " + value)
                        .toList();
                transaction.respond(401, headers, "", "", nowNs);
            }
            case DigestResult.Accepted a -> {
                boolean leaves = "0".equals(request.value(HeaderName.EXPIRES));
                String ours = request.value(HeaderName.CONTACT) + ";expires=" + grantedS;
                List<String> headers = List.of(
                        "Contact: " + others + ours,
                        "Service-Route: <sip:orig@scscf.ims.example;lr>",
                        "Service-Route: <sip:as.ims.example;lr>",
                        "P-Associated-URI: <sip:+8657112345@ims.example>",
                        "P-Associated-URI: nonsense <",
                        "P-Associated-URI: <tel:+8612345>, <sip:057112345@numbers.ims.example>");
                accept(() -> transaction.respond(200, leaves ? List.of() : headers, "", "", rig.nowNs));
            }
        }
    }

    private void accept(Runnable answer) {
        if (withheld == null) {
            answer.run();
        } else {
            withheld.add(answer);
        }
    }

    private static TrunkConfig.Address at(Party carrier) {
        return new TrunkConfig.Address(TrunkConfig.Transport.UDP, carrier.hop.address(), carrier.hop.port());
    }

    private TrunkConfig.Account account(String password, Party... registrars) {
        return new TrunkConfig.Account(
                "057112345",
                "ims.example",
                new TrunkConfig.Login("hotline@ims.example", password, "ims.example"),
                List.of(registrars).stream().map(AccountsTest::at).toList(),
                new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP), "", false),
                600);
    }

    private void register() {
        rig.account(account("sesame", rig.carrierA));
        rig.run(100);
    }

    private String registration() {
        return rig.telephony.trunks().getFirst().registration();
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse("");
    }

    private String contactUser() {
        String contact = header(registers.getLast(), "Contact");
        return contact.substring("<sip:".length(), contact.indexOf('@'));
    }

    @Test
    void registersAndSaysWhoWeAreWhenAsked() {
        register();
        rig.ladder.assertIs("""
                carrier-a < REGISTER
                carrier-a > 401 REGISTER
                carrier-a < REGISTER
                carrier-a > 200 REGISTER""");
        assertEquals("registered", registration());
        String last = registers.getLast();
        assertTrue(last.startsWith("REGISTER sip:ims.example SIP/2.0"), last);
        assertTrue(header(last, "From").startsWith("<sip:057112345@ims.example>;tag="), last);
        assertTrue(header(last, "Authorization").contains("algorithm=SHA-256"), last);
        assertTrue(contactUser().matches("[0-9a-f]{20}"), last);
    }

    /** Within a binding: no challenge in between, the same Call-ID, the CSeq rises. */
    @Test
    void refreshesBeforeTheEndWithTheNonceItHas() {
        register();
        registers.clear();
        rig.run(4 * MINUTE_MS);
        assertEquals(List.of(), registers);
        grantedS = 60;
        rig.run(5 * MINUTE_MS);
        // The nonce is stale by then: one challenge more, which is no refusal.
        assertEquals("registered", registration());
        assertTrue(registers.size() >= 2, registers::toString);
        String first = registers.getFirst();
        for (String each : registers.subList(1, registers.size())) {
            assertEquals(header(first, "Call-ID"), header(each, "Call-ID"));
        }
        long before = 0;
        for (String each : registers) {
            long cseq = Long.parseLong(header(each, "CSeq").split(" ")[0]);
            assertTrue(cseq > before, each);
            before = cseq;
        }
        int known = registers.size();
        rig.run(MINUTE_MS);
        assertEquals(known + 1, registers.size(), "a nonce that is fresh needs no challenge");
    }

    @Test
    void asksForLongerWhereTheCarrierWantsIt() {
        leastS = 1_200;
        register();
        assertEquals("1200", header(registers.getLast(), "Expires"));
        assertEquals("registered", registration());
    }

    @Test
    void isDownWhileTheCarrierRefusesAndWaitsAsLongAsItIsTold() {
        refusal = 503;
        rig.account(account("sesame", rig.carrierA));
        rig.run(100);
        assertEquals("unregistered", registration());
        assertEquals("DOWN", rig.telephony.trunks().getFirst().state());
        rig.ladder.assertIs("""
                carrier-a < REGISTER
                carrier-a > 503 REGISTER retry-after=90 (maintenance);duration=3600
                core: RaiseAlarm[code=TRUNK_UNREGISTERED carrier-a, detail=057112345 at carrier-a, on=true]""");
        rig.run(89_000);
        rig.ladder.assertIs("");
        refusal = 0;
        rig.run(2_000);
        rig.ladder.assertIs("""
                carrier-a < REGISTER
                carrier-a > 401 REGISTER
                carrier-a < REGISTER
                carrier-a > 200 REGISTER
                core: RaiseAlarm[code=TRUNK_UNREGISTERED carrier-a, detail=057112345 at carrier-a, on=false]""");
        assertEquals("UP", rig.telephony.trunks().getFirst().state());
    }

    /** A wrong password is not tried again and again: each wait is longer. */
    @Test
    void aWrongPasswordIsNotRepeatedAtOnce() {
        rig.account(account("wrong", rig.carrierA));
        rig.run(10 * MINUTE_MS);
        assertEquals("unregistered", registration());
        assertTrue(registers.size() <= 12, () -> registers.size() + " tries in ten minutes");
        assertTrue(registers.size() >= 4, () -> registers.size() + " tries in ten minutes");
    }

    @Test
    void goesToTheNextRegistrarWhereTheFirstIsSilent() {
        rig.unplugged.add(rig.carrierA);
        rig.account(account("sesame", rig.carrierA, rig.carrierB));
        rig.run(2_900);
        assertEquals("unregistered", registration());
        rig.ladder.forget();
        rig.run(300);
        assertEquals("registered", registration());
        rig.ladder.assertIs("""
                carrier-b < REGISTER
                core: RaiseAlarm[code=TRUNK_UNREGISTERED carrier-a, detail=057112345 at carrier-a, on=true]
                carrier-b > 401 REGISTER
                carrier-b < REGISTER
                carrier-b > 200 REGISTER
                core: RaiseAlarm[code=TRUNK_UNREGISTERED carrier-a, detail=057112345 at carrier-a, on=false]""");
    }

    /** The carrier calls us by our Contact, from an address that nobody has told us; To says which number. */
    @Test
    void callsToOurContactAreTheCarriers() {
        register();
        rig.ladder.forget();
        rig.stranger.call("12345", "13900000000@ims.example", rig.stranger.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                stranger > INVITE
                stranger < 401 INVITE
                stranger > ACK""");
        rig.stranger.call(contactUser(), "13900000000@ims.example", rig.stranger.sdp(), rig.nowNs);
        rig.run(100);
        assertEquals("carrier-a", rig.core.arrived.trunk());
        assertEquals(contactUser(), rig.core.arrived.dnis(), "this one has written the same into To");
    }

    /** RFC 3261 §22.2: the next CSeq of the same dialog; RFC 3608: by the service route. */
    @Test
    void answersTheChallengeToAnInvite() {
        register();
        rig.ladder.forget();
        List<Session> arrived = new ArrayList<>();
        List<String> invites = new ArrayList<>();
        rig.carrierA.onInvite = (session, nowNs) -> {
            arrived.add(session);
            invites.add(rig.carrierA.invite);
            if (arrived.size() == 1) {
                String challenge = "Digest realm=\"ims.example\", nonce=\"n1\", qop=\"auth\", algorithm=MD5";
                session.reject(407, List.of("Proxy-Authenticate: " + challenge), nowNs);
            } else {
                session.accept(rig.carrierA.sdp(), nowNs);
            }
        };
        rig.order(new Order.DialLeg(CALL, LEG, "13800000000", "057112345", ""));
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 407 INVITE
                carrier-a < ACK
                carrier-a < INVITE
                carrier-a > 200 INVITE
                carrier-a < ACK
                core: LegRouted[legId=101, trunk=carrier-a, displayed=057112345, hopCauses=]
                core: LegAnswered[legId=101]""");
        String last = invites.getLast();
        assertEquals(header(invites.getFirst(), "Call-ID"), header(last, "Call-ID"));
        assertEquals("2 INVITE", header(last, "CSeq"));
        assertTrue(last.startsWith("INVITE sip:13800000000@ims.example SIP/2.0"), last);
        assertEquals("<sip:orig@scscf.ims.example;lr>", header(last, "Route"));
        assertTrue(last.contains("\r\nRoute: <sip:as.ims.example;lr>\r\n"), last);
        assertEquals("<sip:057112345@numbers.ims.example>", header(last, "P-Asserted-Identity"));
        assertTrue(header(last, "Contact").contains(contactUser()), last);
        assertTrue(header(last, "Proxy-Authorization").contains("uri=\"sip:13800000000@ims.example\""), last);
        arrived.getLast().bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void leavesWhenNoCallsAreWantedAnyMore() {
        register();
        registers.clear();
        rig.telephony.drain(rig.nowNs);
        assertTrue(rig.telephony.leaving());
        rig.run(100);
        assertFalse(rig.telephony.leaving());
        assertEquals("0", header(registers.getLast(), "Expires"));
        rig.run(20 * MINUTE_MS);
        assertEquals(1, registers.size());
    }

    /** The next process registers at once, under the same Contact, as a new dialog of requests. */
    @Test
    void comesBackAfterARestart() {
        register();
        String contact = contactUser();
        String callId = header(registers.getLast(), "Call-ID");
        List<StateView.CallRow> none = List.of();
        StateView nothing = new StateView(
                0, rig.nowNs, 0, false, false, List.of(), none, List.of(), List.of(), List.of(), List.of(), List.of());
        rig.restart(nothing);
        rig.run(100);
        assertEquals("registered", registration());
        assertEquals(contact, contactUser());
        assertFalse(callId.equals(header(registers.getLast(), "Call-ID")));
    }

    /** Two nodes under one name: the carrier tells the contacts of both. */
    @Test
    void anotherNodesTimeIsNotOurs() {
        others = "<sip:hotline@192.0.2.99:5060>;expires=2, ";
        TrunkConfig.Account one = account("sesame", rig.carrierA);
        TrunkConfig.Contacts named = new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP), "hotline", false);
        rig.account(new TrunkConfig.Account(one.user(), one.domain(), one.login(), one.registrars(), named, 600));
        rig.run(100);
        registers.clear();
        rig.run(4 * MINUTE_MS);
        assertEquals(List.of(), registers, "ours lasts ten minutes");
        assertEquals("registered", registration());
    }

    /** RFC 6140 §5.2: one Contact without a user stands for all numbers. */
    @Test
    void registersAllNumbersAtOnce() {
        TrunkConfig.Account one = account("sesame", rig.carrierA);
        TrunkConfig.Contacts bulk =
                new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP, TrunkConfig.Transport.TCP), "", true);
        rig.account(new TrunkConfig.Account(one.user(), one.domain(), one.login(), one.registrars(), bulk, 600));
        rig.run(100);
        // This carrier does not know the extension; what it would have to read is as it should be.
        String last = rig.ladder.last("carrier-a", '<');
        String here = "<sip:" + Rig.ADDRESS + ":5060;bnc>;q=1.0, ";
        String overTcp = "<sip:" + Rig.ADDRESS + ":5060;transport=tcp;bnc>;q=0.8";
        assertEquals(here + overTcp, header(last, "Contact"));
        assertEquals("gin", header(last, "Require"));
        rig.carrierA.call("057112345", "13900000000@ims.example", rig.carrierA.sdp(), rig.nowNs);
        rig.run(100);
        assertEquals("057112345", rig.core.arrived.dnis());
    }

    @Test
    void leavesACarrierThatIsNoLongerConfiguredSo() {
        register();
        registers.clear();
        rig.account(TrunkConfig.Account.NONE);
        rig.run(100);
        assertEquals("0", header(registers.getLast(), "Expires"));
        assertEquals("none", registration());
    }

    /** The answer is on its way for longer than we wait for it; nothing has been asked since. */
    @Test
    void isRegisteredWhereTheCarrierGrantsItLate() {
        withheld = new ArrayList<>();
        rig.account(account("sesame", rig.carrierA));
        rig.run(10_000);
        assertEquals("unregistered", registration());
        withheld.removeFirst().run();
        rig.run(100);
        assertEquals("registered", registration());
    }

    /** What the carrier says of the account as it was is not said of the one that is. */
    @Test
    void isNotRegisteredByTheAnswerToItsFormerSelf() {
        register();
        registers.clear();
        withheld = new ArrayList<>();
        rig.account(account("open", rig.carrierA));
        rig.run(100);
        assertEquals("0", header(registers.getFirst(), "Expires"));
        withheld.removeFirst().run();
        withheld = null;
        rig.run(100);
        assertFalse(registration().equals("registered"), "the password is wrong");
        rig.account(account("sesame", rig.carrierA));
        rig.run(100);
        assertEquals("registered", registration());
    }
}
