package hotswitch.sip.session;

import static hotswitch.sip.session.ScriptedPeer.header;
import static hotswitch.sip.session.ScriptedPeer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own INVITE offers reliable provisional responses, and each is acknowledged (RFC 3262 §4, §5). */
class OutgoingReliableTest {
    private static final Connect.Terms RELIABLE = new Connect.Terms(true, 0);
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final ScriptedPeer carrier = new ScriptedPeer(net);

    private void call() {
        net.call(1, 0, "offer", RELIABLE);
        net.run(20);
    }

    private void rings(String tag, long rseq, String body) {
        String lines = "Require: 100rel\nRSeq: " + rseq + "\nContact: <sip:" + tag + "@192.0.2.2>\n";
        carrier.respond(carrier.last("INVITE"), "183 Session Progress", tag, lines, body);
    }

    private void answers(String tag, String body) {
        carrier.respond(carrier.last("INVITE"), "200 OK", tag, "Contact: <sip:" + tag + "@192.0.2.2>\n", body);
    }

    private long pracks() {
        return Collections.frequency(net.wire, "A PRACK");
    }

    private void acknowledged() {
        carrier.respond(carrier.last("PRACK"), "200 OK", "", "", "");
    }

    private void hangsUp(String tag) {
        carrier.request("BYE", 90, tag, "", "");
        net.assertSilence();
    }

    @Test
    void aRingingIsAcknowledgedInItsEarlyDialog() {
        call();
        assertEquals("100rel, replaces", header(carrier.last("INVITE"), "Supported"));
        String lines = "Require: 100rel\nRSeq: 4711\nContact: <sip:gw@192.0.2.2:5060;x=1>\n"
                + "Record-Route: <sip:192.0.2.2;lr;n=1>\nRecord-Route: <sip:192.0.2.2;lr;n=2>\n";
        carrier.respond(carrier.last("INVITE"), "180 Ringing", "early", lines, "");
        String prack = carrier.last("PRACK");
        assertTrue(prack.startsWith("PRACK sip:gw@192.0.2.2:5060;x=1 SIP/2.0\r\n"), prack);
        assertEquals("4711 1 INVITE", header(prack, "RAck"));
        assertEquals("2 PRACK", header(prack, "CSeq"));
        assertEquals(List.of("<sip:192.0.2.2;lr;n=2>", "<sip:192.0.2.2;lr;n=1>"), headers(prack, "Route"));
        assertEquals(header(carrier.last("INVITE"), "To") + ";tag=early", header(prack, "To"));
        acknowledged();
        net.run(40_000);
        assertEquals(1, pracks(), "answered: not sent again");
        answers("early", "answer");
        assertEquals("1 ACK", header(carrier.last("ACK"), "CSeq"));
        alice.assertStory("A provisional 180", "A accepted sdp=answer");
        alice.forget();
        net.a.start();
        net.assertSilence();
    }

    /** §5: the answer may come early; the 200 need not repeat it, and if it says another one that does not hold. */
    @Test
    void theAnswerMayComeEarly() {
        call();
        rings("early", 1, "early answer");
        acknowledged();
        answers("early", "");
        alice.assertStory("A provisional 183 sdp=early answer", "A accepted sdp=early answer");
        hangsUp("early");
    }

    @Test
    void whatTheAnswerSaysAgainIsPassedOver() {
        call();
        rings("early", 1, "early answer");
        acknowledged();
        answers("early", "stale");
        alice.assertStory("A provisional 183 sdp=early answer", "A accepted sdp=early answer");
        hangsUp("early");
    }

    /** §4: a retransmission, or one that overtook its predecessor, is neither acknowledged nor heard. */
    @Test
    void onlyTheNextIsTaken() {
        call();
        rings("early", 10, "");
        rings("early", 10, "");
        rings("early", 12, "");
        assertEquals(1, pracks());
        rings("early", 11, "");
        rings("early", 12, "");
        assertEquals(3, pracks());
        assertEquals("12 1 INVITE", header(carrier.last("PRACK"), "RAck"));
        assertEquals("4 PRACK", header(carrier.last("PRACK"), "CSeq"));
        alice.assertStory("A provisional 183", "A provisional 183", "A provisional 183");
        carrier.respond(carrier.last("INVITE"), "486 Busy Here", "early", "", "");
        net.assertSilence();
    }

    @Test
    void eachForkHasNumbersOfItsOwn() {
        call();
        rings("one", 10, "answer one");
        rings("two", 99, "answer two");
        assertEquals(2, pracks());
        assertTrue(carrier.last("PRACK").startsWith("PRACK sip:two@192.0.2.2 "), carrier.last("PRACK"));
        assertEquals("99 1 INVITE", header(carrier.last("PRACK"), "RAck"));
        answers("two", "");
        alice.assertStory(
                "A provisional 183 sdp=answer one", "A provisional 183 sdp=answer two", "A accepted sdp=answer two");
        hangsUp("two");
    }

    @Test
    void aLostPrackIsSentAgainAndTheCallDoesNotDependOnIt() {
        call();
        rings("early", 1, "");
        net.run(1_600);
        assertEquals(3, pracks(), "after 500 and 1500 ms again");
        carrier.respond(carrier.last("PRACK"), "481 Call/Transaction Does Not Exist", "", "", "");
        answers("early", "answer");
        alice.assertStory("A provisional 183", "A accepted sdp=answer");
        hangsUp("early");
    }

    /** RFC 3311 §5.1: once the offer is answered the far side may change it, before anybody picks up. */
    @Test
    void anUpdateBeforeTheAnswer() {
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("our answer", nowNs);
        call();
        carrier.request("UPDATE", 7, "early", "", "too soon");
        assertEquals("A 491 UPDATE", net.wire.getLast(), "nothing has answered our offer");
        rings("early", 1, "early answer");
        carrier.request("UPDATE", 8, "early", "", "changed");
        assertEquals("A 200 UPDATE", net.wire.getLast());
        assertTrue(net.texts.getLast().endsWith("our answer"), net.texts.getLast());
        answers("early", "");
        alice.assertStory("A provisional 183 sdp=early answer", "A reinvite sdp=changed", "A accepted sdp=changed");
        hangsUp("early");
    }

    /** RFC 3261 §12.2.2: each fork counts its own requests, and the one that answers goes on with its numbers. */
    @Test
    void eachForkCountsItsOwnRequests() {
        call();
        rings("one", 10, "answer one");
        rings("two", 20, "answer two");
        carrier.request("UPDATE", 5_000, "one", "", "");
        carrier.request("UPDATE", 7, "two", "", "");
        assertEquals("A 200 UPDATE", net.wire.getLast());
        carrier.request("UPDATE", 4_999, "one", "", "");
        assertEquals("A 500 UPDATE", net.wire.getLast(), "behind its own");
        answers("two", "");
        carrier.request("INFO", 7, "two", "", "");
        assertEquals("A 500 INFO", net.wire.getLast(), "it has counted to 7 already");
        carrier.request("BYE", 8, "two", "", "");
        assertEquals("A 200 BYE", net.wire.getLast());
        net.assertSilence();
    }

    /** A fork that only rings counts too; where its UPDATE leads is its own affair, not the INVITE's. */
    @Test
    void aForkThatOnlyRings() {
        call();
        carrier.respond(carrier.last("INVITE"), "180 Ringing", "one", "Contact: <sip:one@192.0.2.2>\n", "");
        carrier.request("UPDATE", 5_000, "one", "", "");
        rings("two", 20, "");
        carrier.request("UPDATE", 7, "two", "", "");
        assertEquals("A 200 UPDATE", net.wire.getLast());
        rings("two", 21, "");
        assertTrue(carrier.last("PRACK").startsWith("PRACK sip:b@192.0.2.2 "), carrier.last("PRACK"));
        answers("two", "answer");
        hangsUp("two");
    }

    @Test
    void whatIsNoReliableResponseIsHeardAsEver() {
        call();
        carrier.respond(carrier.last("INVITE"), "180 Ringing", "early", "RSeq: 5\n", "");
        carrier.respond(carrier.last("INVITE"), "180 Ringing", "early", "Require: 100rel\nRSeq: x\n", "");
        assertEquals(0, pracks());
        alice.assertStory("A provisional 180", "A provisional 180");
        carrier.respond(carrier.last("INVITE"), "486 Busy Here", "early", "", "");
        net.assertSilence();
    }

    /** Without an offer of ours the peer's would be in its first such response: none is asked for. */
    @Test
    void notOfferedWhereItIsNotWanted() {
        net.call(1, "offer");
        net.call(2, 0, "", RELIABLE);
        net.run(20);
        assertFalse(net.texts.stream().anyMatch(text -> text.contains("100rel")));
        alice.forget();
        net.a.start();
    }
}
