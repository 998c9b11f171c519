package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Method;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls from A to B, their ordinary ways and each of their races. */
class CallTest {
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;

    private void bobAnswers() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
    }

    private Session established() {
        bobAnswers();
        Session session = net.call(1, "offer");
        net.run(100);
        alice.assertStory("A accepted sdp=answer");
        bob.assertStory("B invite sdp=offer", "B acked");
        net.wire.clear();
        return session;
    }

    @Test
    void aCallRingsIsAnsweredAndCleared() {
        bob.onInvite = Session::ring;
        Session call = net.call(1, "offer");
        net.run(100);
        bob.session.progress(183, "early", net.nowNs);
        net.run(100);
        bob.session.accept("answer", net.nowNs);
        net.run(100);
        assertEquals(SessionState.CONFIRMED, call.state());
        assertEquals(SessionState.CONFIRMED, bob.session.state());
        call.bye("Q.850;cause=16", net.nowNs);
        net.assertSilence();
        alice.assertStory(
                "A provisional 180",
                "A provisional 183 sdp=early",
                "A accepted sdp=answer",
                "A ended LOCAL_BYE Q.850;cause=16");
        bob.assertStory("B invite sdp=offer", "B acked", "B ended REMOTE_BYE Q.850;cause=16");
        assertEquals(
                List.of("A INVITE", "B 180 INVITE", "B 183 INVITE", "B 200 INVITE", "A ACK", "A BYE", "B 200 BYE"),
                net.wire);
    }

    /** Transactions linger for 32 s; what a call was made of must not: it would be moved by each collection. */
    @Test
    void anEndedCallIsNotKeptByItsTransactions() {
        bobAnswers();
        WeakReference<Session> caller = new WeakReference<>(net.call(1, "offer"));
        net.run(100);
        WeakReference<Session> callee = new WeakReference<>(bob.session);
        bob.session.bye("", net.nowNs);
        net.run(100);
        bob.session = null;
        alice.session = null;
        alice.forget();
        bob.forget();
        assertEquals(2, net.a.agent.transactions());
        assertEquals(2, net.b.agent.transactions());
        for (int i = 0; i < 100 && (caller.get() != null || callee.get() != null); i++) {
            System.gc();
        }
        assertNull(caller.get());
        assertNull(callee.get());
    }

    @Test
    void overTcpTheSameAndNothingLingersLong() {
        Net tcp = new Net(1, Transport.TCP);
        tcp.b.phone.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session call = tcp.call(1, "offer");
        tcp.run(100);
        tcp.b.phone.session.bye("", tcp.nowNs);
        tcp.run(100);
        assertEquals(SessionState.ENDED, call.state());
        tcp.assertSilence();
    }

    @Test
    void theCalleeRefuses() {
        bob.onInvite = (session, nowNs) -> session.reject(503, 30, "Q.850;cause=34", nowNs);
        net.call(1, "offer");
        net.assertSilence();
        alice.assertStory("A refused 503 Q.850;cause=34", "A ended REFUSED Q.850;cause=34");
        bob.assertStory("B invite sdp=offer", "B ended REJECTED");
    }

    @Test
    void theCalleeChallenges() {
        bob.onInvite = (session, nowNs) ->
                session.reject(401, List.of("WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""), nowNs);
        net.call(1, "offer");
        net.assertSilence();
        alice.assertStory("A refused 401", "A ended REFUSED");
    }

    @Test
    void nobodyIsThere() {
        net.drop(Collections.nCopies(7, "A INVITE").toArray(String[]::new));
        net.call(1, "offer");
        net.run(31_900);
        alice.assertStory();
        net.assertSilence();
        alice.assertStory("A refused 408", "A ended TIMEOUT");
    }

    @Test
    void theTransportCannotReachThePeer() {
        net.drop("A INVITE");
        net.call(1, "offer");
        net.a.agent.onTransportFailed(net.b.hop, net.nowNs);
        alice.assertStory("A refused 503", "A ended UNREACHABLE");
        net.assertSilence();
    }

    @Test
    void theCallerGivesUpWhileItRings() {
        bob.onInvite = Session::ring;
        Session call = net.call(1, "offer");
        net.run(100);
        call.cancel("SIP;cause=200", net.nowNs);
        net.assertSilence();
        alice.assertStory("A provisional 180", "A ended CANCELLED SIP;cause=200");
        bob.assertStory("B invite sdp=offer", "B cancelled SIP;cause=200", "B ended CANCELLED SIP;cause=200");
    }

    @Test
    void cancelWaitsForAProvisionalResponse() {
        net.drop("B 180 INVITE");
        bob.onInvite = Session::ring;
        Session call = net.call(1, "offer");
        call.cancel("", net.nowNs);
        net.run(400);
        assertEquals(List.of("A INVITE", "B 180 INVITE"), net.wire);
        net.assertSilence();
        assertEquals("A CANCEL", net.wire.get(4));
        bob.assertStory("B invite sdp=offer", "B cancelled", "B ended CANCELLED");
        alice.assertStory("A ended CANCELLED");
    }

    @Test
    void cancelAndNobodyThere() {
        net.drop(Collections.nCopies(7, "A INVITE").toArray(String[]::new));
        net.call(1, "offer").cancel("", net.nowNs);
        net.assertSilence();
        alice.assertStory("A ended CANCELLED");
    }

    @Test
    void a200ThatCrossesTheCancelIsAcknowledgedAndCleared() {
        bob.onInvite = Session::ring;
        Session call = net.call(1, "offer");
        net.run(100);
        bob.session.accept("answer", net.nowNs);
        call.cancel("SIP;cause=200", net.nowNs);
        net.assertSilence();
        alice.assertStory("A provisional 180", "A ended CANCELLED SIP;cause=200");
        bob.assertStory("B invite sdp=offer", "B acked", "B ended REMOTE_BYE SIP;cause=200");
        assertTrue(net.wire.indexOf("A ACK") < net.wire.indexOf("A BYE"));
    }

    @Test
    void aCancelWithoutEffectIsGivenUpAfter64T1AndALate200IsCleared() {
        net.drop(Collections.nCopies(11, "A CANCEL").toArray(String[]::new));
        bob.onInvite = Session::ring;
        Session call = net.call(1, "offer");
        net.run(100);
        call.cancel("", net.nowNs);
        net.run(33_000);
        alice.assertStory("A provisional 180", "A ended CANCELLED");
        bob.session.accept("answer", net.nowNs);
        net.assertSilence();
        alice.assertStory("A stray 200");
        bob.assertStory("B invite sdp=offer", "B acked", "B ended REMOTE_BYE");
    }

    @Test
    void cancelAfterThe200IsABye() {
        Session call = established();
        call.cancel("", net.nowNs);
        net.assertSilence();
        alice.assertStory("A ended LOCAL_BYE");
    }

    @Test
    void aLostAckIsSentAgainForEach200() {
        net.drop("A ACK", "A ACK", "B 200 INVITE");
        answered();
        net.run(5_000);
        bob.assertStory("B invite sdp=offer", "B acked");
        assertEquals(4, Collections.frequency(net.wire, "B 200 INVITE"));
        assertEquals(3, Collections.frequency(net.wire, "A ACK"));
        bob.session.bye("", net.nowNs);
        net.assertSilence();
    }

    private Session answered() {
        bobAnswers();
        Session session = net.call(1, "offer");
        net.run(100);
        return session;
    }

    @Test
    void withoutAnyAckTheCalleeClearsAfter64T1() {
        net.drop(Collections.nCopies(20, "A ACK").toArray(String[]::new));
        answered();
        net.run(31_800);
        bob.assertStory("B invite sdp=offer");
        net.assertSilence();
        bob.assertStory("B ended NO_ACK");
        assertEquals(11, Collections.frequency(net.wire, "B 200 INVITE"), "T1, doubled up to T2, for 64*T1");
        alice.assertStory("A accepted sdp=answer", "A ended REMOTE_BYE");
    }

    @Test
    void theCallersByeOvertakesItsAck() {
        net.drop("A ACK");
        answered().bye("", net.nowNs);
        net.assertSilence();
        bob.assertStory("B invite sdp=offer", "B ended REMOTE_BYE");
        alice.assertStory("A accepted sdp=answer", "A ended LOCAL_BYE");
    }

    @Test
    void theCalleesByeWaitsForTheAck() {
        net.drop("A ACK");
        answered();
        bob.session.bye("", net.nowNs);
        assertEquals(SessionState.CLEARING, bob.session.state());
        assertEquals(0, Collections.frequency(net.wire, "B BYE"));
        net.assertSilence();
        assertTrue(net.wire.lastIndexOf("A ACK") < net.wire.indexOf("B BYE"));
        bob.assertStory("B invite sdp=offer", "B ended LOCAL_BYE");
    }

    @Test
    void byeCrossesBye() {
        Session call = established();
        call.bye("", net.nowNs);
        bob.session.bye("", net.nowNs);
        net.assertSilence();
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended LOCAL_BYE");
    }

    /** RFC 3261 §15: only who has accepted may send it. Nobody says the 200 again after that. */
    @Test
    void aByeBeforeTheLost200EndsTheCall() {
        ScriptedPeer peer = new ScriptedPeer(net);
        net.call(1, "offer");
        net.run(20);
        peer.respond(peer.last("INVITE"), "180 Ringing", "x", "Contact: <sip:b@192.0.2.2>\n", "");
        net.a.phone.story.clear();
        peer.request("BYE", 1, "x", "", "");
        net.a.phone.assertStory("A refused 480", "A ended REMOTE_BYE");
        net.assertSilence();
    }

    @Test
    void aByeThatNobodyAnswersEndsTheSessionAllTheSame() {
        Session call = established();
        net.drop(Collections.nCopies(11, "A BYE").toArray(String[]::new));
        call.bye("", net.nowNs);
        net.run(33_000);
        alice.assertStory("A ended LOCAL_BYE");
        bob.session.close("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void aCallWithoutAnOfferGetsItIn200AndAnswersItInTheAck() {
        bob.onInvite = (session, nowNs) -> session.accept("offer of B", nowNs);
        alice.onAccepted = (session, nowNs) -> session.ack("answer of A", nowNs);
        net.drop("A ACK");
        Session call = net.call(1, "");
        net.run(2_000);
        alice.assertStory("A accepted sdp=offer of B");
        bob.assertStory("B invite", "B acked sdp=answer of A");
        assertEquals("answer of A", call.dialogState().media().localSdp());
        assertEquals("answer of A", bob.session.dialogState().media().remoteSdp());
        call.close("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void clearingAnOfferlessCallAcknowledgesItFirst() {
        bob.onInvite = (session, nowNs) -> session.accept("offer of B", nowNs);
        alice.onAccepted = (session, nowNs) -> session.bye("", nowNs);
        net.call(1, "");
        net.assertSilence();
        assertTrue(net.wire.indexOf("A ACK") < net.wire.indexOf("A BYE"));
        bob.assertStory("B invite", "B acked", "B ended REMOTE_BYE");
    }

    @Test
    void aRingingCallIsKeptAliveEachMinuteAndEndsAtItsLimit() {
        bob.onInvite = Session::ring;
        net.call(1, "offer");
        net.run(125_000);
        assertEquals(3, Collections.frequency(net.wire, "B 180 INVITE"));
        net.assertSilence();
        assertEquals("B ended TIMEOUT", bob.story.getLast().replace("CANCELLED", "TIMEOUT"));
        assertTrue(alice.story.getLast().startsWith("A ended"));
    }

    @Test
    void lateVerbsDoNothingAndWrongOnesThrow() {
        Session call = established();
        assertThrows(IllegalStateException.class, () -> call.ring(net.nowNs));
        assertThrows(IllegalStateException.class, () -> bob.session.accept("again", net.nowNs));
        assertThrows(IllegalStateException.class, () -> bob.session.cancel("", net.nowNs));
        assertThrows(IllegalStateException.class, () -> call.ack("", net.nowNs));
        assertThrows(IllegalStateException.class, () -> call.acceptReinvite("", net.nowNs));
        bob.session.close("", net.nowNs);
        net.run(100);
        call.bye("", net.nowNs);
        call.cancel("", net.nowNs);
        call.close("", net.nowNs);
        call.reinvite("x", net.nowNs);
        bob.session.acceptReinvite("x", net.nowNs);
        bob.session.ring(net.nowNs);
        net.assertSilence();
    }

    @Test
    void moreCallsThanTheLimitAreRefusedHere() {
        limit(net.a, 2);
        calls(3);
        assertEquals(2, net.a.agent.sessions());
        assertTrue(net.a.agent.full());
        net.a.agent.onTime(net.nowNs);
        alice.assertStory("A refused 503", "A ended UNREACHABLE");
    }

    /** What is left when new callers are refused is for those who are inside. */
    @Test
    void theLastEighthIsNotForNewCallers() {
        limit(net.b, 8);
        calls(8);
        net.run(100);
        assertEquals(7, net.b.agent.sessions());
        assertFalse(net.b.agent.full());
        alice.assertStory("A refused 503", "A ended REFUSED");
    }

    private static void limit(Net.Node node, int sessions) {
        node.limits = new UserAgentConfig.Limits(node.limits.transactionsMax(), sessions, node.limits.ringMaxNs());
        node.start();
    }

    private void calls(int count) {
        Connect.Parties parties = new Connect.Parties("sip:x@192.0.2.2", "<sip:a@a.example>", "<sip:x@b.example>");
        for (int leg = 0; leg < count; leg++) {
            Connect connect = new Connect(leg, 0, Hop.udp("192.0.2.2", 5060), parties, Connect.Content.NONE);
            alice.began(net.a.agent.connect(connect, net.nowNs));
        }
    }

    @Test
    void aRequestOutsideDialogsComesBackWithItsToken() {
        Connect.Parties parties = new Connect.Parties("sip:192.0.2.2", "<sip:a@a.example>", "<sip:b@b.example>");
        OutOfDialog options = new OutOfDialog(5, Method.OPTIONS, net.b.hop, parties, Connect.Content.NONE);
        net.a.agent.request(options, net.nowNs);
        net.run(10);
        net.a.agent.request(options, net.nowNs);
        net.run(100);
        net.drop(Collections.nCopies(11, "A OPTIONS").toArray(String[]::new));
        net.a.agent.request(options, net.nowNs);
        net.assertSilence();
        alice.assertStory("A response 200 to 5", "A response 200 to 5", "A response 408 to 5");
        bob.assertStory("B request OPTIONS", "B request OPTIONS");
    }
}
