package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.dialog.DialogState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B asks A that the call go on elsewhere (RFC 3515, RFC 4488). */
class ReferTest {
    private static final String EIGHT = "Refer-To: <sip:8003@a.example>";
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;
    private Session call;
    private int more;

    @BeforeEach
    void established() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        call = net.call(1, "offer");
        net.run(100);
        alice.story.clear();
        bob.story.clear();
        forget();
    }

    private void forget() {
        net.wire.clear();
        net.texts.clear();
    }

    /** B's REFER in the dialog, with these lines. */
    private void refer(String... lines) {
        request("REFER", lines);
    }

    private void request(String method, String... lines) {
        DialogState dialog = bob.session.dialogState();
        net.inject(net.a, """
                %7$s sip:192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;rport;branch=z9hG4bK-%7$s-%1$d
                From: <sip:12345@b.example>;tag=%2$s
                To: <sip:alice@a.example>;tag=%3$s
                Call-ID: %4$s
                CSeq: %5$d %7$s
                Contact: <sip:12345@192.0.2.2>
                Max-Forwards: 70
                %6$s
                Content-Length: 0

                """.formatted(
                        more,
                        dialog.id().localTag(),
                        dialog.id().remoteTag(),
                        dialog.id().callId(),
                        100 + more++,
                        String.join("\n", lines),
                        method));
        net.run(100);
    }

    /** What A said in its message of this kind. */
    private String said(String kind) {
        return net.texts.get(net.wire.indexOf(kind));
    }

    @Test
    void isAgreedToAndItsProgressTold() {
        refer(EIGHT);
        alice.assertStory("A refer to sip:8003@a.example");
        assertEquals(List.of("A 202 REFER", "A NOTIFY", "B 200 NOTIFY"), net.wire);
        String first = said("A NOTIFY");
        assertTrue(first.contains("Event: refer;id=100\r\n"), first);
        assertTrue(first.contains("Subscription-State: active;expires="), first);
        assertTrue(first.contains("Content-Type: message/sipfrag;version=2.0\r\n"), first);
        assertTrue(first.endsWith("\r\n\r\nSIP/2.0 100 Trying\r\n"), first);
        forget();
        call.referred(200, net.nowNs);
        String last = said("A NOTIFY");
        assertTrue(last.contains("Subscription-State: terminated;reason=noresource\r\n"), last);
        assertTrue(last.endsWith("SIP/2.0 200 OK\r\n"), last);
        call.referred(200, net.nowNs);
        assertEquals(1, net.wire.stream().filter("A NOTIFY"::equals).count(), "its end is told once");
        end();
    }

    /** RFC 3515 §2.4.4, RFC 6665 §4.4.1: it is announced for longer than anybody may ring, and then it is over. */
    @Test
    void itsSubscriptionLastsAsLongAsItSays() {
        refer(EIGHT);
        assertTrue(said("A NOTIFY").contains("Subscription-State: active;expires=600\r\n"), said("A NOTIFY"));
        net.run(400_000);
        forget();
        call.referred(180, net.nowNs);
        assertTrue(said("A NOTIFY").contains("Subscription-State: active;expires=199\r\n"), said("A NOTIFY"));
        net.run(100);
        forget();
        net.run(200_000);
        assertEquals(List.of("A NOTIFY", "B 200 NOTIFY"), net.wire);
        assertTrue(said("A NOTIFY").contains("Subscription-State: terminated;reason=timeout\r\n"), said("A NOTIFY"));
        assertTrue(said("A NOTIFY").endsWith("SIP/2.0 180 Ringing\r\n"), said("A NOTIFY"));
        assertFalse(call.awaitsReferral());
        end();
    }

    /** RFC 6665 §4.1.2.2, §4.2.1.4. */
    @Test
    void itsSubscriptionIsRefreshed() {
        refer(EIGHT);
        net.run(500_000);
        forget();
        request("SUBSCRIBE", "Event: refer;id=100", "Expires: 300");
        assertEquals(List.of("A 200 SUBSCRIBE", "A NOTIFY", "B 200 NOTIFY"), net.wire);
        assertTrue(said("A 200 SUBSCRIBE").contains("Expires: 300\r\n"), said("A 200 SUBSCRIBE"));
        assertTrue(said("A NOTIFY").contains("Subscription-State: active;expires=300\r\n"), said("A NOTIFY"));
        assertTrue(said("A NOTIFY").endsWith("SIP/2.0 100 Trying\r\n"), said("A NOTIFY"));
        net.run(200_000);
        assertTrue(call.awaitsReferral());
        forget();
        request("SUBSCRIBE", "Event: refer", "Expires: 9000");
        assertTrue(
                said("A 200 SUBSCRIBE").contains("Expires: 600\r\n"), "there is only one: " + said("A 200 SUBSCRIBE"));
        forget();
        request("SUBSCRIBE", "Event: refer;id=99", "Expires: 300");
        request("SUBSCRIBE", "Event: dialog", "Expires: 300");
        assertEquals(List.of("A 481 SUBSCRIBE", "A 200 SUBSCRIBE"), net.wire, "that one is the user's");
        alice.assertStory("A refer to sip:8003@a.example", "A request SUBSCRIBE");
        end();
    }

    /** RFC 6665 §4.1.2.3: the peer wants to hear no more of it. */
    @Test
    void itsSubscriptionIsEnded() {
        refer(EIGHT);
        forget();
        request("SUBSCRIBE", "Event: refer;id=100", "Expires: 0");
        assertEquals(List.of("A 200 SUBSCRIBE", "A NOTIFY", "B 200 NOTIFY"), net.wire);
        assertTrue(said("A NOTIFY").contains("Subscription-State: terminated;reason=timeout\r\n"), said("A NOTIFY"));
        assertFalse(call.awaitsReferral());
        forget();
        call.referred(200, net.nowNs);
        request("SUBSCRIBE", "Event: refer;id=100", "Expires: 60");
        assertEquals(List.of("A 481 SUBSCRIBE"), net.wire);
        end();
    }

    /** RFC 6665 §4.2.2, RFC 5057 §5.1: who knows nothing of it has none; another refusal is that of one NOTIFY. */
    @Test
    void itsSubscriptionIsUnknownToThePeer() {
        bob.says = 500;
        refer(EIGHT);
        assertTrue(call.awaitsReferral());
        bob.says = 481;
        call.referred(180, net.nowNs);
        net.run(100);
        assertFalse(call.awaitsReferral());
        forget();
        call.referred(200, net.nowNs);
        net.run(100);
        assertEquals(List.of(), net.wire);
        end();
    }

    @Test
    void isRefused() {
        alice.onRefer = (session, nowNs) -> session.rejectRefer(403, nowNs);
        refer(EIGHT);
        assertEquals(List.of("A 403 REFER"), net.wire);
        assertEquals(SessionState.CONFIRMED, call.state());
        end();
    }

    @Test
    void withoutNotifications() {
        refer(EIGHT, "Refer-Sub: false\nRequire: norefersub");
        call.referred(200, net.nowNs);
        assertEquals(List.of("A 202 REFER"), net.wire);
        assertTrue(said("A 202 REFER").contains("Refer-Sub: false\r\n"));
        end();
    }

    @Test
    void withoutATargetIsABadRequest() {
        refer("Subject: where to?");
        refer("Refer-To: <sip:8003@a.example");
        assertEquals(List.of("A 400 REFER", "A 400 REFER"), net.wire);
        alice.assertStory();
        end();
    }

    @Test
    void anotherOneMustWaitForTheFirst() {
        refer(EIGHT);
        forget();
        refer(EIGHT);
        assertEquals(List.of("A 491 REFER"), net.wire);
        end();
    }

    @Test
    void whatIsNotAnsweredWhenTheCallEndsIsAnswered() {
        alice.onRefer = (session, nowNs) -> {};
        refer(EIGHT);
        call.close("", net.nowNs);
        net.run(100);
        assertEquals(List.of("A 481 REFER", "A BYE", "B 200 BYE"), net.wire);
        net.assertSilence();
    }

    private void end() {
        call.close("", net.nowNs);
        net.assertSilence();
    }
}
