package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an ended session was made of serves the next, and what comes late for the former never touches that one. */
class SparePartsTest {
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;

    /** By what the last call was made and answered. */
    private Connecting sent;

    private Accepting answered;

    private Session established(long legId) {
        Session session = net.call(legId, "offer");
        sent = session.connecting;
        bob.onInvite = (called, nowNs) -> {
            answered = called.accepting;
            called.accept("answer", nowNs);
        };
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
        Session former = established(1);
        Connecting formerSent = sent;
        Accepting formerAnswered = answered;
        former.bye("", net.nowNs);
        net.run(100);
        alice.assertStory("A ended LOCAL_BYE");
        bob.assertStory("B ended REMOTE_BYE");
        Session next = established(2);
        Session called = bob.session;
        assertSame(formerSent, sent);
        assertSame(formerAnswered, answered);
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

    /** A call may last for hours: once it is established it holds nothing of its INVITE, and needs nothing of it. */
    @Test
    void anEstablishedCallHasNothingOfItsInvite() {
        Session calling = established(1);
        Session called = bob.session;
        assertNull(calling.connecting);
        assertNull(called.accepting);
        Connecting formerSent = sent;
        Session other = established(2);
        assertSame(formerSent, sent);
        int before = net.wire.size();
        net.inject(net.a, net.texts.get(net.wire.indexOf("B 200 INVITE")).replace("\r\n", "\n"));
        net.run(100);
        assertEquals(List.of("A ACK"), net.wire.subList(before, net.wire.size()), "said again, while it lingers");
        net.run(40_000);
        late(net.a, "B 200 INVITE");
        late(net.b, "A INVITE");
        net.run(100);
        assertEquals(
                List.of("A ACK", "A ACK", "B 482 INVITE"),
                net.wire.subList(before, net.wire.size()),
                "an INVITE that comes again as a new one is not the call's");
        assertEquals(SessionState.CONFIRMED, calling.state());
        assertEquals(SessionState.CONFIRMED, called.state());
        other.bye("", net.nowNs);
        calling.bye("", net.nowNs);
        net.run(100);
        assertEquals(SessionState.ENDED, calling.state());
        assertEquals(SessionState.ENDED, called.state());
        net.assertSilence();
    }

    /** The refusal, and its ACK, are still to come when the session is over. */
    @Test
    void whoRefusedOrGaveUpMayStillBeAsked() {
        bob.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        net.drop("B 486 INVITE");
        Session former = net.call(1, "offer");
        net.run(100);
        Accepting refused = bob.session.accepting;
        Connecting formerSent = former.connecting;
        bob.assertStory("B invite sdp=offer", "B ended REJECTED");
        Session next = established(2);
        assertNotSame(refused, answered);
        assertNotSame(formerSent, sent);
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

    private int reused(Set<Session> former, int calls) {
        List<Session> calling = new ArrayList<>();
        List<Session> called = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            calling.add(established(++legId));
            called.add(bob.session);
        }
        for (int i = 0; i < calls; i++) {
            bob.session = called.get(i);
            endedAndLetGo(calling.get(i));
        }
        int reused = 0;
        for (Session each : calling) {
            reused += former.add(each) ? 0 : 1;
        }
        return reused;
    }

    private long legId;

    @Test
    void whatAPeakLeftIsNotKeptForGood() {
        Set<Session> all = Collections.newSetFromMap(new IdentityHashMap<>());
        reused(all, 40);
        assertEquals(40, reused(all, 40));
        for (int minute = 0; minute < 10; minute++) {
            net.run(60_000);
            assertEquals(2, reused(all, 2), "as many as are wanted");
        }
        int left = reused(all, 40);
        assertTrue(left >= 2 && left < 8, left + " of the peak are left");
        net.assertSilence();
    }
}
