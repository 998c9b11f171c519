package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an ended session was made of serves the next, and what comes late for the former never touches that one. */
class SparePartsTest {
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;

    private Session established(long legId) {
        Session session = net.call(legId, "offer");
        net.run(100);
        alice.assertStory("A accepted sdp=answer");
        bob.assertStory("B invite sdp=offer", "B acked");
        return session;
    }

    private void late(Net.Node to, String kind) {
        net.inject(to, net.texts.get(net.wire.indexOf(kind)).replace("\r\n", "\n"));
    }

    @Test
    void whatComesLateForTheFormerCallDoesNotTouchTheNext() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session former = established(1);
        Connecting sent = former.connecting;
        Accepting answered = bob.session.accepting;
        former.bye("", net.nowNs);
        net.run(100);
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended REMOTE_BYE");
        assertNull(former.connecting);
        Session next = established(2);
        Session called = bob.session;
        assertSame(sent, next.connecting);
        assertSame(answered, called.accepting);
        int before = net.wire.size();
        late(net.b, "A INVITE");
        late(net.b, "A ACK");
        late(net.b, "A BYE");
        late(net.a, "B 200 INVITE");
        late(net.a, "B 200 BYE");
        net.run(100);
        assertEquals(List.of("B 200 BYE", "A ACK"), net.wire.subList(before, net.wire.size()));
        assertEquals(SessionState.CONFIRMED, next.state());
        assertEquals(SessionState.CONFIRMED, called.state());
        next.bye("", net.nowNs);
        net.assertSilence();
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended REMOTE_BYE");
    }

    /** The refusal, and its ACK, are still to come when the session is over. */
    @Test
    void whoRefusedOrGaveUpMayStillBeAsked() {
        bob.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        net.drop("B 486 INVITE");
        Session former = net.call(1, "offer");
        net.run(100);
        Accepting refused = bob.session.accepting;
        Connecting sent = former.connecting;
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        bob.assertStory("B invite sdp=offer", "B ended REJECTED");
        Session next = established(2);
        assertNotSame(refused, bob.session.accepting);
        assertNotSame(sent, next.connecting);
        next.bye("", net.nowNs);
        net.assertSilence();
    }

    private void endedAndLetGo(Session calling) {
        Session called = bob.session;
        calling.bye("", net.nowNs);
        net.run(100);
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended REMOTE_BYE");
        calling.letGo();
        called.letGo();
    }

    @Test
    void aSessionThatWasLetGoIsAnother() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session former = established(1);
        Session formerCalled = bob.session;
        assertThrows(IllegalStateException.class, former::letGo, "it goes on");
        endedAndLetGo(former);
        assertThrows(IllegalStateException.class, former::letGo, "once is enough");
        endedAndLetGo(established(2));
        Session next = established(3);
        assertSame(former, next);
        assertSame(formerCalled, bob.session);
        late(net.b, "A INVITE");
        late(net.b, "A ACK");
        late(net.b, "A BYE");
        late(net.a, "B 200 INVITE");
        late(net.a, "B 200 BYE");
        net.run(100);
        assertEquals(SessionState.CONFIRMED, next.state());
        assertEquals(SessionState.CONFIRMED, bob.session.state());
        assertEquals("answer", next.remoteSdp().toString());
        assertEquals("offer", bob.session.remoteSdp().toString());
        endedAndLetGo(next);
        net.assertSilence();
    }

    /** Both hang up at once, and no answer to either BYE has come: it comes to who sent it, and to no other. */
    @Test
    void aSessionWhoseByeHasNoAnswerIsNoOther() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session former = established(1);
        Session formerCalled = bob.session;
        net.drop("A 200 BYE");
        net.drop("B 200 BYE");
        former.bye("", net.nowNs);
        formerCalled.bye("", net.nowNs);
        net.run(100);
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended LOCAL_BYE");
        former.letGo();
        formerCalled.letGo();
        endedAndLetGo(established(2));
        Session next = established(3);
        assertNotSame(former, next);
        assertNotSame(formerCalled, bob.session);
        endedAndLetGo(next);
        net.assertSilence();
    }
}
