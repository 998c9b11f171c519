package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.dialog.DialogState;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call looks like when one side has forgotten all but its dialog states. */
class RestartTest {
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;

    private Session established() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session call = net.call(1, "offer");
        net.run(100);
        alice.story.clear();
        bob.story.clear();
        return call;
    }

    private Session restart(Net.Node node, Session session) {
        byte[] fact = session.dialogState().encode();
        node.phone.forget();
        node.start();
        DialogState state = DialogState.decode(fact);
        assertEquals(session.dialogState(), state);
        Session restored = node.agent.restore(state, net.nowNs);
        restored.legId(session.legId());
        node.phone.began(restored);
        return restored;
    }

    @Test
    void theCallersSideGoesOn() {
        Session call = restart(net.a, established());
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        alice.assertStory("A reinvite answered 200 sdp=answer 2");
        call.bye("", net.nowNs);
        net.assertSilence();
        bob.assertStory("B reinvite sdp=offer 2", "B acked", "B ended REMOTE_BYE");
    }

    @Test
    void theCalleesSideGoesOn() {
        Session call = established();
        Session restored = restart(net.b, bob.session);
        assertEquals(true, restored.incoming());
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        bob.assertStory("B reinvite sdp=offer 2", "B acked");
        restored.bye("", net.nowNs);
        net.assertSilence();
        bob.assertStory("B ended LOCAL_BYE");
        alice.assertStory("A reinvite answered 200 sdp=answer 2", "A ended REMOTE_BYE");
    }

    @Test
    void aPeerThatStillWantsItsAckGetsIt() {
        net.drop("A ACK");
        Session call = established();
        restart(net.a, call);
        net.run(1_000);
        bob.assertStory("B acked");
        assertEquals(2, Collections.frequency(net.wire, "A ACK"));
        bob.session.bye("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void aPeerThatNeverSawThe200GetsItAgain() {
        net.drop("B 100 INVITE", "B 200 INVITE");
        Session call = established();
        restart(net.b, bob.session);
        net.run(1_000);
        assertEquals(SessionState.CONFIRMED, call.state());
        alice.assertStory("A accepted sdp=answer");
        call.bye("", net.nowNs);
        net.assertSilence();
        bob.assertStory("B ended REMOTE_BYE");
    }

    /** It had agreed, and its 200 was lost with it: to refuse it now would leave the sides with two opinions. */
    @Test
    void aChangeThatComesAgainIsAgreedToAgain() {
        net.drop("B 200 INVITE");
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
        Session call = established();
        net.run(1_000);
        bob.story.clear();
        net.drop("B 200 INVITE");
        call.reinvite("offer 2", net.nowNs);
        net.run(20);
        restart(net.b, bob.session);
        net.run(1_000);
        bob.assertStory("B reinvite sdp=offer 2", "B reinvite sdp=offer 2", "B acked");
        assertEquals("A reinvite answered 200 sdp=answer 2", alice.story.getLast());
        call.bye("", net.nowNs);
        net.assertSilence();
    }

    /** A phone behind a NAT gives an address of its own that leads nowhere: it is reached over its flow still. */
    @Test
    void aPeerBehindANatIsReachedWhereItWas() {
        ScriptedPeer phone = new ScriptedPeer(net);
        Connect.Parties parties = new Connect.Parties("sip:8001@198.51.100.7", "<sip:a@a.example>", "<sip:8001@b>");
        Connect connect = new Connect(1, 0, net.b.hop, parties, Connect.Content.sdp("offer"));
        Session call = net.a.agent.connect(connect, net.nowNs);
        alice.began(call);
        net.run(20);
        phone.respond(phone.last("INVITE"), "200 OK", "x", "Contact: <sip:8001@198.51.100.7>\n", "answer");
        Session restored = restart(net.a, call);
        restored.bye("", net.nowNs);
        assertEquals("A BYE", net.wire.getLast());
        assertEquals(net.b.hop, net.a.sentTo);
        net.assertSilence();
    }

    @Test
    void whatWasForgottenIsCleared() {
        bob.onInvite = Session::ring;
        net.call(1, "offer");
        net.run(100);
        alice.forget();
        net.a.start();
        bob.session.accept("answer", net.nowNs);
        net.assertSilence();
        alice.assertStory("A provisional 180", "A stray 200");
        bob.assertStory("B invite sdp=offer", "B acked", "B ended REMOTE_BYE");
    }

    @Test
    void theSameLegSpeaksWithTheSameNames() {
        Session first = net.call(7, "offer");
        net.run(5);
        alice.forget();
        net.a.start();
        Session second = net.call(7, "offer");
        assertEquals(first.dialogState().id(), second.dialogState().id());
        assertEquals(List.of("A INVITE", "A INVITE"), net.wire);
        bob.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        net.assertSilence();
        bob.assertStory("B invite sdp=offer", "B ended REJECTED");
    }
}
