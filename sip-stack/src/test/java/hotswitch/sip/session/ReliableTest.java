package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A carrier that requires reliable provisional responses (RFC 3262). */
class ReliableTest {
    private static final String SDP = "v=0\no=- 1 1 IN IP4 192.0.2.2\ns=-\nc=IN IP4 192.0.2.2\nt=0 0\n";
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private String invited = "";
    /** The provisional response that is spoken of. */
    private String said = "A 180 INVITE";

    @BeforeEach
    void rings() {
        alice.onInvite = Session::ring;
    }

    /** B's INVITE; {@code body} "" leaves the offer to A. */
    private void invite(String body) {
        invited = body;
        net.inject(net.a, """
                INVITE sip:12345@192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK-invite
                Max-Forwards: 70
                From: <sip:x@x.example>;tag=x
                To: <sip:12345@192.0.2.1>
                Call-ID: reliable
                CSeq: 1 INVITE
                Contact: <sip:x@192.0.2.2>
                Require: 100rel
                Content-Type: application/sdp
                Content-Length: %d

                %s""".formatted(body.length() + body.lines().count(), body));
        net.run(20);
    }

    private String last(String kind) {
        return net.texts.get(net.wire.lastIndexOf(kind));
    }

    private static String header(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2);
    }

    private long rseq() {
        return Long.parseLong(header(last(said), "RSeq"));
    }

    private void prack(int cseq, String rack) {
        request("PRACK", cseq, rack.isEmpty() ? "" : "RAck: " + rack + "\n");
    }

    private void request(String method, int cseq, String line) {
        request(method, cseq, line, "");
    }

    private void request(String method, int cseq, String line, String body) {
        String to = header(last(said), "To");
        net.inject(net.a, """
                %1$s sip:192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK-%2$d
                Max-Forwards: 70
                From: <sip:x@x.example>;tag=x
                To: %3$s
                Call-ID: reliable
                CSeq: %2$d %1$s
                %4$sContent-Length: %5$d

                %6$s""".formatted(
                        method, cseq, to, line, body.length() + body.lines().count(), body));
        net.run(20);
    }

    private long said(String kind) {
        return Collections.frequency(net.wire, kind);
    }

    @Test
    void aRingingIsSaidUntilItIsAcknowledged() {
        invite(SDP);
        assertEquals("100rel", header(last("A 180 INVITE"), "Require"));
        net.run(1_600);
        assertEquals(3, said("A 180 INVITE"), "after 500 and 1500 ms again");
        prack(2, rseq() + " 1 INVITE");
        assertEquals("A 200 PRACK", net.wire.getLast());
        net.run(30_000);
        assertEquals(3, said("A 180 INVITE"));
        alice.session.accept("answer", net.nowNs);
        assertEquals("A 200 INVITE", net.wire.getLast());
        request("ACK", 1, "");
        request("BYE", 3, "");
        net.assertSilence();
    }

    @Test
    void theNextWaitsForThePrackOfTheFirst() {
        invite(SDP);
        long first = rseq();
        alice.session.progress(180, "", net.nowNs);
        assertEquals(1, said("A 180 INVITE"));
        prack(2, first + " 1 INVITE");
        assertEquals(List.of("A 180 INVITE", "A 200 PRACK", "A 180 INVITE"), net.wire);
        assertEquals(first + 1, rseq());
        alice.session.reject(486, 0, "", net.nowNs);
        net.assertSilence();
    }

    @Test
    void whatAcknowledgesSomethingElseIsRefused() {
        invite(SDP);
        prack(2, rseq() + 1 + " 1 INVITE");
        assertEquals("A 481 PRACK", net.wire.getLast());
        prack(3, rseq() + " 2 INVITE");
        assertEquals("A 481 PRACK", net.wire.getLast());
        prack(4, "");
        assertEquals("A 400 PRACK", net.wire.getLast());
        prack(5, rseq() + " 1 INVITE");
        assertEquals("A 200 PRACK", net.wire.getLast());
        prack(6, rseq() + " 1 INVITE");
        assertEquals("A 481 PRACK", net.wire.getLast());
        alice.session.reject(486, 0, "", net.nowNs);
        net.assertSilence();
    }

    @Test
    void anAnswerNeedsNoPrackAndALateOneIsTaken() {
        invite(SDP);
        alice.session.accept("answer", net.nowNs);
        request("ACK", 1, "");
        prack(2, rseq() + " 1 INVITE");
        assertEquals("A 200 PRACK", net.wire.getLast());
        net.run(5_000);
        assertEquals(1, said("A 180 INVITE"));
        request("BYE", 3, "");
        net.assertSilence();
    }

    /** Whoever calls shall get through, though his gateway forgets its PRACK. */
    @Test
    void withoutPrackTheCallGoesOn() {
        invite(SDP);
        net.run(40_000);
        assertEquals(7, said("A 180 INVITE"));
        assertTrue(alice.session.live());
        alice.session.accept("answer", net.nowNs);
        request("ACK", 1, "");
        request("BYE", 2, "");
        net.assertSilence();
    }

    /** Ours would have to be in the first reliable response (§5); the answer alone says it instead. */
    @Test
    void withoutAnOfferNothingIsSaidBeforeTheAnswer() {
        invite("");
        net.run(1_000);
        assertFalse(net.wire.contains("A 180 INVITE"), invited);
        alice.session.accept("offer", net.nowNs);
        assertTrue(net.wire.contains("A 200 INVITE"));
        alice.session.bye("", net.nowNs);
        net.assertSilence();
    }

    /** RFC 3262 §5: it answers the offer; what comes after it answers nothing any more. */
    @Test
    void anAnswerMayBeSaidBeforeTheCallIsAnswered() {
        announces();
        assertTrue(last(said).endsWith("\r\n\r\nearly"), last(said));
        assertEquals("100rel", header(last(said), "Require"));
        net.run(1_600);
        assertEquals(3, said(said));
        prack(2, rseq() + " 1 INVITE");
        alice.session.accept("early", net.nowNs);
        assertEquals("A 200 INVITE", net.wire.getLast());
        assertEquals("0", header(net.texts.getLast(), "Content-Length"));
        request("ACK", 1, "");
        request("BYE", 3, "");
        net.assertSilence();
    }

    private void announces() {
        said = "A 183 INVITE";
        alice.onInvite = (s, nowNs) -> s.progress(183, "early", nowNs);
        invite(SDP);
    }

    /** RFC 3262 §3. */
    @Test
    void theCallsOwnAnswerWaitsForThePrackOfThatOne() {
        announces();
        alice.session.accept("early", net.nowNs);
        assertFalse(net.wire.contains("A 200 INVITE"));
        net.run(600);
        assertEquals(2, said(said), "it is said again meanwhile");
        prack(2, rseq() + " 1 INVITE");
        assertEquals(List.of("A 200 PRACK", "A 200 INVITE"), net.wire.subList(net.wire.size() - 2, net.wire.size()));
        request("ACK", 1, "");
        assertEquals(SessionState.CONFIRMED, alice.session.state());
        request("BYE", 3, "");
        net.assertSilence();
    }

    @Test
    void wherePrackNeverComesTheAnswerIsInThe200AfterAll() {
        announces();
        alice.session.accept("early", net.nowNs);
        net.run(40_000);
        assertTrue(last("A 200 INVITE").endsWith("\r\n\r\nearly"), last("A 200 INVITE"));
        request("ACK", 1, "");
        request("BYE", 2, "");
        net.assertSilence();
    }

    @Test
    void whileItWaitsEitherSideMayGiveUp() {
        announces();
        alice.session.accept("early", net.nowNs);
        net.inject(net.a, """
                CANCEL sip:12345@192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK-invite
                Max-Forwards: 70
                From: <sip:x@x.example>;tag=x
                To: <sip:12345@192.0.2.1>
                Call-ID: reliable
                CSeq: 1 CANCEL
                Content-Length: 0

                """);
        net.run(20);
        assertTrue(net.wire.contains("A 487 INVITE"), net.wire::toString);
        assertFalse(alice.session.live());
        net.run(40_000);
        assertFalse(net.wire.contains("A 200 INVITE"), net.wire::toString);
    }

    @Test
    void whileItWaitsWeRefuseInsteadOfABye() {
        announces();
        alice.session.accept("early", net.nowNs);
        alice.session.bye("", net.nowNs);
        assertEquals("A 480 INVITE", net.wire.getLast());
        prack(2, rseq() + " 1 INVITE");
        net.run(40_000);
        assertFalse(net.wire.contains("A 200 INVITE"), net.wire::toString);
        assertFalse(net.wire.contains("A - BYE"), net.wire::toString);
    }

    /** RFC 3311 §5.1, RFC 3262 §5: what the peer hears before the answer may move, by UPDATE or with its PRACK. */
    @Test
    void thePeerMayChangeItBeforeTheAnswer() {
        alice.onReinvite = (s, nowNs) -> s.acceptReinvite("changed", nowNs);
        announces();
        request("PRACK", 2, "RAck: " + rseq() + " 1 INVITE\nContent-Type: application/sdp\n", SDP);
        assertTrue(last("A 200 PRACK").endsWith("\r\n\r\nchanged"), last("A 200 PRACK"));
        request("UPDATE", 3, "Contact: <sip:moved@192.0.2.2>\nContent-Type: application/sdp\n", SDP);
        assertTrue(last("A 200 UPDATE").endsWith("\r\n\r\nchanged"), last("A 200 UPDATE"));
        assertEquals(
                "sip:moved@192.0.2.2", alice.session.dialogState().parties().remoteTarget());
        net.run(5_000);
        assertEquals(1, said(said), "the PRACK was one");
        alice.session.accept("changed", net.nowNs);
        assertEquals("0", header(net.texts.getLast(), "Content-Length"));
        request("ACK", 1, "");
        request("BYE", 4, "");
        net.assertSilence();
    }

    /** Its offer has no answer yet: another one is too much. */
    @Test
    void beforeThatAChangeIsRefused() {
        invite(SDP);
        request("UPDATE", 2, "Contact: <sip:x@192.0.2.2>\nContent-Type: application/sdp\n", SDP);
        assertEquals("A 500 UPDATE", net.wire.getLast());
        request("PRACK", 3, "RAck: " + rseq() + " 1 INVITE\nContent-Type: application/sdp\n", SDP);
        assertEquals("A 488 PRACK", net.wire.getLast());
        alice.session.reject(486, 0, "", net.nowNs);
        net.assertSilence();
    }
}
