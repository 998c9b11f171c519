package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        DialogState dialog = bob.session.dialogState();
        net.inject(net.a, """
                REFER sip:192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;rport;branch=z9hG4bK-refer-%1$d
                From: <sip:12345@b.example>;tag=%2$s
                To: <sip:alice@a.example>;tag=%3$s
                Call-ID: %4$s
                CSeq: %5$d REFER
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
                        String.join("\n", lines)));
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
        assertEquals(List.of("A 202 REFER", "A NOTIFY", "B 405 NOTIFY"), net.wire);
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
