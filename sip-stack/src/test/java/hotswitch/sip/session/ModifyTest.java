package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes within an established call (RFC 3261 §14, RFC 3311), and the call's own requests. */
class ModifyTest {
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;
    private final Session call = established();

    private Session established() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session session = net.call(1, "offer");
        net.run(100);
        alice.story.clear();
        bob.story.clear();
        net.wire.clear();
        return session;
    }

    private void end() {
        call.close("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void aReinviteIsAgreedUpon() {
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        alice.assertStory("A reinvite answered 200 sdp=answer 2");
        bob.assertStory("B reinvite sdp=offer 2", "B acked");
        assertEquals(List.of("A INVITE", "B 200 INVITE", "A ACK"), net.wire);
        assertEquals("offer 2", call.dialogState().media().localSdp());
        assertEquals("answer 2", call.dialogState().media().remoteSdp());
        assertEquals("offer 2", bob.session.dialogState().media().remoteSdp());
        end();
    }

    @Test
    void theCalleeMayChangeItToo() {
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        bob.session.reinvite("offer 2", net.nowNs);
        net.run(100);
        bob.assertStory("B reinvite answered 200 sdp=answer 2");
        end();
    }

    @Test
    void aReinviteIsRefusedAndTheCallGoesOn() {
        bob.onReinvite = (session, nowNs) -> session.rejectReinvite(488, List.of(), nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        alice.assertStory("A reinvite answered 488");
        assertEquals(SessionState.CONFIRMED, call.state());
        assertEquals("offer", call.dialogState().media().localSdp());
        end();
    }

    @Test
    void aReinviteWithoutAnOfferIsAnsweredInTheAck() {
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("offer of B", nowNs);
        alice.onReinviteAnswered = (session, nowNs) -> session.ack("answer of A", nowNs);
        net.drop("A ACK");
        call.reinvite("", net.nowNs);
        net.run(2_000);
        bob.assertStory("B reinvite", "B acked sdp=answer of A");
        assertEquals(2, Collections.frequency(net.wire, "A ACK"));
        end();
    }

    @Test
    void crossingReinvitesWaitAndBothSucceed() {
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("yes of A", nowNs);
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("yes of B", nowNs);
        call.reinvite("wish of A", net.nowNs);
        bob.session.reinvite("wish of B", net.nowNs);
        net.run(15);
        assertEquals(1, Collections.frequency(net.wire, "A 491 INVITE"));
        assertEquals(1, Collections.frequency(net.wire, "B 491 INVITE"));
        net.run(2_050);
        alice.assertStory("A reinvite sdp=wish of B", "A acked");
        net.run(2_100);
        alice.assertStory("A reinvite answered 200 sdp=yes of B");
        bob.assertStory("B reinvite answered 200 sdp=yes of A", "B reinvite sdp=wish of A", "B acked");
        end();
    }

    @Test
    void aSecondChangeBeforeTheFirstIsAnsweredIsOurMistake() {
        call.reinvite("one", net.nowNs);
        assertThrows(IllegalStateException.class, () -> call.reinvite("two", net.nowNs));
        end();
    }

    @Test
    void ourReinviteWaitsWhileThePeersIsUnanswered() {
        call.reinvite("wish of A", net.nowNs);
        net.run(100);
        bob.session.reinvite("wish of B", net.nowNs);
        net.run(100);
        assertEquals(0, Collections.frequency(net.wire, "B INVITE"));
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("yes of A", nowNs);
        bob.session.acceptReinvite("yes of B", net.nowNs);
        net.run(5_000);
        bob.assertStory("B reinvite sdp=wish of A", "B acked", "B reinvite answered 200 sdp=yes of A");
        end();
    }

    @Test
    void theAckOfAReinviteIsSentAgainAndMissedInTheEnd() {
        net.drop(Collections.nCopies(20, "A ACK").toArray(String[]::new));
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.assertSilence();
        bob.assertStory("B reinvite sdp=offer 2", "B ended NO_ACK");
        alice.assertStory("A reinvite answered 200 sdp=answer 2", "A ended REMOTE_BYE");
    }

    @Test
    void aReinviteThatNobodyAnswersEndsTheCall() {
        net.drop(Collections.nCopies(7, "A INVITE").toArray(String[]::new));
        call.reinvite("offer 2", net.nowNs);
        net.assertSilence();
        alice.assertStory("A ended TIMEOUT");
        bob.assertStory("B ended REMOTE_BYE");
    }

    @Test
    void byeDuringAReinviteEndsBoth() {
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        call.bye("", net.nowNs);
        net.run(100);
        bob.session.acceptReinvite("too late", net.nowNs);
        net.assertSilence();
        bob.assertStory("B reinvite sdp=offer 2", "B ended REMOTE_BYE");
        alice.assertStory("A ended LOCAL_BYE");
        assertTrue(net.wire.contains("B 487 INVITE"));
    }

    @Test
    void theOneAskedClearsInstead() {
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        bob.session.bye("", net.nowNs);
        net.assertSilence();
        alice.assertStory("A reinvite answered 487", "A ended REMOTE_BYE");
        bob.assertStory("B reinvite sdp=offer 2", "B ended LOCAL_BYE");
    }

    private String inDialog(String method, int cseq, String body) {
        // What B could send in this dialog, by hand.
        var state = bob.session.dialogState();
        String kind = method.equals("INFO") ? "dtmf-relay" : "sdp";
        String type = body.isEmpty() ? "" : "Content-Type: application/" + kind + "\n";
        return method + " sip:A@192.0.2.1:5060 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKhand" + method
                + cseq + "\nFrom: " + state.parties().local() + "\nTo: "
                + state.parties().remote() + "\nCall-ID: "
                + state.id().callId() + "\nCSeq: " + cseq + " " + method + "\nContact: <sip:moved@192.0.2.2:5062>\n"
                + type + "Content-Length: " + body.length() + "\n\n" + body;
    }

    @Test
    void updateChangesTargetAndSession() {
        net.inject(net.a, inDialog("UPDATE", 5, ""));
        net.run(10);
        assertEquals("sip:moved@192.0.2.2:5062", call.dialogState().parties().remoteTarget());
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("yes", nowNs);
        net.inject(net.a, inDialog("UPDATE", 6, "change"));
        net.run(10);
        alice.assertStory("A reinvite sdp=change");
        assertEquals(List.of("A 200 UPDATE", "A 200 UPDATE"), net.wire);
        assertEquals("change", call.dialogState().media().remoteSdp());
        end();
    }

    @Test
    void infoAndOptionsAreAnsweredAndOldNumbersAreNot() {
        net.inject(net.a, inDialog("INFO", 5, "Signal=1"));
        net.inject(net.a, inDialog("OPTIONS", 6, ""));
        net.inject(net.a, inDialog("INFO", 4, "Signal=2"));
        net.inject(net.a, inDialog("MESSAGE", 7, ""));
        net.run(10);
        alice.assertStory("A info Signal=1");
        assertEquals(List.of("A 200 INFO", "A 200 OPTIONS", "A 500 INFO", "A 405 MESSAGE"), net.wire);
        end();
    }

    @Test
    void infoThatNobodyUnderstandsIsRefusedAsItsRfcSays() {
        net.inject(net.a, inDialog("INFO", 5, "<media_control/>").replace("dtmf-relay", "media_control+xml"));
        net.inject(net.a, inDialog("INFO", 6, "Signal=1").replace("Contact", "Info-Package: foo\nContact"));
        net.run(10);
        alice.assertStory();
        assertEquals(List.of("A 415 INFO", "A 469 INFO"), net.wire);
        end();
    }

    @Test
    void anotherTagIsAnotherDialog() {
        String tag = bob.session.dialogState().id().localTag();
        net.inject(net.a, inDialog("BYE", 5, "").replace(tag, "other"));
        net.run(10);
        assertEquals(List.of("A 481 BYE"), net.wire);
        assertEquals(SessionState.CONFIRMED, call.state());
        end();
    }

    @Test
    void aSecondReinviteOfThePeerBeforeTheFirstIsAnsweredGets500() {
        net.inject(net.a, inDialog("INVITE", 5, "one"));
        net.inject(net.a, inDialog("INVITE", 6, "two"));
        net.run(10);
        assertEquals(List.of("A 500 INVITE"), net.wire);
        call.rejectReinvite(488, List.of(), net.nowNs);
        end();
    }

    @Test
    void thePeerTakesItsReinviteBack() {
        net.inject(net.a, inDialog("INVITE", 5, "one"));
        net.run(10);
        net.inject(
                net.a, inDialog("INVITE", 5, "").replace("5 INVITE", "5 CANCEL").replace("INVITE sip", "CANCEL sip"));
        net.run(10);
        assertEquals(List.of("A 200 CANCEL", "A 487 INVITE"), net.wire);
        call.acceptReinvite("too late", net.nowNs);
        assertEquals(SessionState.CONFIRMED, call.state());
        end();
    }

    /** RFC 3261 §11.2: who is silent is asked. */
    @Test
    void aPeerThatAnswersWhenAskedStays() {
        call.askEvery(60_000_000_000L, net.nowNs);
        net.run(185_000);
        assertEquals(3, Collections.frequency(net.wire, "A OPTIONS"));
        assertEquals(3, Collections.frequency(net.wire, "B 200 OPTIONS"));
        assertEquals(SessionState.CONFIRMED, call.state());
        call.askEvery(0, net.nowNs);
        net.run(185_000);
        assertEquals(3, Collections.frequency(net.wire, "A OPTIONS"));
        end();
    }

    /** RFC 3261 §12.2.1.2: no answer is a 408, and that ends the dialog. */
    @Test
    void aPeerThatDoesNotAnswerWhenAskedIsGone() {
        net.drop(Collections.nCopies(20, "A OPTIONS").toArray(String[]::new));
        call.askEvery(60_000_000_000L, net.nowNs);
        net.run(91_000);
        alice.assertStory();
        net.run(1_100);
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    /** What could not be sent says nothing of the peer, which may have another connection soon; but not for ever. */
    @Test
    void aPeerThatCannotBeReachedForAWhileStays() {
        call.askEvery(60_000_000_000L, net.nowNs);
        for (int i = 0; i < 2; i++) {
            cutOff();
            assertEquals(SessionState.CONFIRMED, call.state());
        }
        net.run(60_100);
        assertEquals("B 200 OPTIONS", net.wire.getLast());
        for (int i = 0; i < 3; i++) {
            assertEquals(SessionState.CONFIRMED, call.state());
            cutOff();
        }
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    private void cutOff() {
        net.drop("A OPTIONS");
        net.run(59_900);
        net.run(150);
        net.a.agent.onTransportFailed(net.b.hop, net.nowNs);
        net.a.agent.onTime(net.nowNs);
    }

    /** RFC 3261 §12.2.1.2: a telephone that was switched off and on knows nothing of the call. */
    @Test
    void aPeerThatForgotTheCallIsGone() {
        net.drop(Collections.nCopies(20, "B BYE").toArray(String[]::new));
        bob.session.bye("", net.nowNs);
        call.askEvery(60_000_000_000L, net.nowNs);
        net.run(59_000);
        alice.assertStory();
        net.run(1_100);
        assertEquals(1, Collections.frequency(net.wire, "B 481 OPTIONS"));
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    /** RFC 3261 §13.2.2.4: it is acknowledged; a BYE of its own would have a number that was used. */
    @Test
    void anAgreementThatCrossesByeGetsItsAckAndNothingElse() {
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.run(12);
        call.bye("", net.nowNs);
        net.run(1_000);
        assertEquals(List.of("A INVITE", "B 200 INVITE", "A BYE", "A ACK", "B 200 BYE"), net.wire);
        net.assertSilence();
    }

    /** RFC 3261 §17.1.1.3. */
    @Test
    void aRefusalThatCrossesByeGetsItsAck() {
        call.reinvite("offer 2", net.nowNs);
        net.run(12);
        call.bye("", net.nowNs);
        net.run(1_000);
        assertEquals(List.of("A INVITE", "A BYE", "B 200 BYE", "B 487 INVITE", "A ACK"), net.wire);
        net.assertSilence();
    }

    /** The re-INVITE is given up (Timer B) and the call cleared: a 2xx that comes still needs no second BYE. */
    @Test
    void anAgreementThatComesTooLateGetsItsAckAndNothingElse() {
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        net.drop(Collections.nCopies(6, "A INVITE").toArray(String[]::new)).drop("B 200 INVITE", "A BYE");
        call.reinvite("offer 2", net.nowNs);
        net.run(31_900);
        net.wire.clear();
        net.run(200);
        assertEquals(List.of("A BYE", "B 200 INVITE", "A ACK"), net.wire);
        net.assertSilence();
    }
}
