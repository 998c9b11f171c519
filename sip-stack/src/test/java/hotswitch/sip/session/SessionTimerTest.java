package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that wants its session refreshed (RFC 4028). */
class SessionTimerTest {
    private static final long HALF_HOUR_MS = 1_800_000;
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final Phone bob = net.b.phone;
    private Session call;

    @BeforeEach
    void answers() {
        bob.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        bob.onReinvite = (session, nowNs) -> session.acceptReinvite("answer 2", nowNs);
    }

    /** A calls with these lines in its INVITE. */
    private void call(String... lines) {
        Connect.Parties parties =
                new Connect.Parties("sip:12345@192.0.2.2", "<sip:alice@a.example>", "<sip:12345@b.example>");
        Connect.Content content = Connect.Content.sdp("offer").with(List.of(lines));
        call = net.a.agent.connect(new Connect(1, 0, net.b.hop, parties, content), net.nowNs);
        alice.began(call);
        net.run(100);
    }

    private String accepted() {
        return net.texts.get(net.wire.indexOf("B 200 INVITE"));
    }

    private void forget() {
        net.wire.clear();
        net.texts.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Supported", "Require"})
    void aCallerWhoRefreshesNoMoreIsGone(String knowing) {
        call(knowing + ": timer", "Session-Expires: 1800");
        assertTrue(accepted().contains("Session-Expires: 1800;refresher=uac\r\n"), accepted());
        assertTrue(accepted().contains("Require: timer\r\n"), accepted());
        forget();
        net.run(HALF_HOUR_MS - 33_000);
        assertEquals(List.of(), net.wire);
        net.run(2_000);
        assertEquals(List.of("B BYE", "A 200 BYE"), net.wire, "32 s before the end");
        assertTrue(bob.reasons().contains(Ended.TIMEOUT));
        net.assertSilence();
    }

    @Test
    void eachRefreshBeginsItAnew() {
        call("Supported: timer", "Session-Expires: 1800;refresher=uac");
        for (int i = 0; i < 4; i++) {
            net.run(HALF_HOUR_MS / 2);
            refresh("Supported: timer\nSession-Expires: 1800;refresher=uac\n");
        }
        assertEquals(SessionState.CONFIRMED, bob.session.state());
        forget();
        refresh("");
        net.run(2 * HALF_HOUR_MS);
        assertEquals(List.of("B 200 UPDATE"), net.wire, "a refresh without the header ends the timer");
        bob.session.close("", net.nowNs);
        net.assertSilence();
    }

    private final List<String> refreshes = new ArrayList<>();

    private void refresh(String lines) {
        update(lines, "");
    }

    private void update(String lines, String body) {
        var dialog = bob.session.dialogState();
        refreshes.add(lines);
        net.inject(net.b, """
                UPDATE sip:192.0.2.2 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-%1$d
                Max-Forwards: 70
                From: <sip:alice@a.example>;tag=%2$s
                To: <sip:12345@b.example>;tag=%3$s
                Call-ID: %4$s
                CSeq: %5$d UPDATE
                Contact: <sip:alice@192.0.2.1>
                %6$sContent-Length: %7$d

                %8$s""".formatted(
                        refreshes.size(),
                        dialog.id().remoteTag(),
                        dialog.id().localTag(),
                        dialog.id().callId(),
                        100 + refreshes.size(),
                        body.isEmpty() ? lines : lines + "Content-Type: application/sdp\n",
                        body.length(),
                        body));
        net.run(100);
    }

    /** What the INVITE asked for is agreed in its 200: an UPDATE before that neither ends it nor begins it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Supported: timer\n", "Supported: timer\nSession-Expires: 600;refresher=uas\n"})
    void anUpdateBeforeTheAnswerLeavesItAsItWasAskedFor(String lines) {
        bob.onInvite = (session, nowNs) -> session.progress(183, "early answer", nowNs);
        call("Require: 100rel", "Supported: timer", "Session-Expires: 1800");
        update(lines, "");
        assertFalse(net.texts.getLast().contains("Session-Expires"), net.texts.getLast());
        update(lines, "changed");
        assertEquals("B 200 UPDATE", net.wire.getLast());
        assertFalse(net.texts.getLast().contains("Session-Expires"), net.texts.getLast());
        bob.session.accept("", net.nowNs);
        net.run(100);
        assertTrue(accepted().contains("Session-Expires: 1800;refresher=uac\r\n"), accepted());
        forget();
        net.run(HALF_HOUR_MS - 31_000);
        assertEquals(List.of("B BYE", "A 200 BYE"), net.wire);
        net.assertSilence();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Session-Expires: 600;refresher=uas", "Session-Expires: 600;Refresher=UAS"})
    void weRefreshIfTheCallerWantsUsTo(String wish) {
        call("Supported: Timer", wish);
        assertTrue(accepted().contains("Session-Expires: 600;refresher=uas\r\n"), accepted());
        assertTrue(accepted().contains("Require: timer\r\n"), "it clears the call if we do not: " + accepted());
        forget();
        net.run(1_000_000);
        assertEquals(3, Collections.frequency(net.wire, "B UPDATE"), "after 300, 600 and 900 s");
        assertEquals(SessionState.CONFIRMED, call.state());
        net.faults = new Net.Faults(1_000, 0, 10, 10);
        net.run(300_000);
        assertTrue(bob.reasons().contains(Ended.TIMEOUT), "no answer to a refresh");
        net.faults = Net.Faults.NONE;
        call.close("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void tooShortAnInterval() {
        call("Supported: timer", "Session-Expires: 89");
        String refusal = net.texts.get(net.wire.indexOf("B 422 INVITE"));
        assertTrue(refusal.contains("Min-SE: 90\r\n"), refusal);
        net.assertSilence();
    }

    /** §9: a proxy has written the header. The caller does not know it: we refresh, and require nothing of it. */
    @Test
    void askedForByAProxyForACallerThatDoesNotKnowIt() {
        call("Session-Expires: 1800");
        assertTrue(accepted().contains("Session-Expires: 1800;refresher=uas\r\n"), accepted());
        assertFalse(accepted().contains("Require:"), accepted());
        forget();
        net.run(HALF_HOUR_MS * 5 / 4);
        assertEquals(List.of("B UPDATE", "A 200 UPDATE", "B UPDATE", "A 200 UPDATE"), net.wire);
        assertEquals(SessionState.CONFIRMED, call.state());
        bob.session.close("", net.nowNs);
        net.assertSilence();
    }

    /** Below what may be; the caller could make nothing of a 422 (§8.1). */
    @Test
    void tooShortAnIntervalForACallerThatDoesNotKnowIt() {
        call("Session-Expires: 60");
        assertFalse(accepted().contains("Session-Expires"), accepted());
        net.run(2 * HALF_HOUR_MS);
        assertEquals(SessionState.CONFIRMED, call.state());
        call.close("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void aChangeThatIsRefusedLeavesTheTimerAsItWas() {
        bob.onReinvite = (session, nowNs) -> session.rejectReinvite(488, List.of(), nowNs);
        call("Supported: timer", "Session-Expires: 1800");
        call.reinvite("offer 2", net.nowNs);
        net.run(100);
        forget();
        net.run(HALF_HOUR_MS - 31_000);
        assertEquals(List.of("B BYE", "A 200 BYE"), net.wire);
        net.assertSilence();
    }
}
