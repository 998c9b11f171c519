package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.watch.WatchConfig;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone watches a seat: SUBSCRIBE to dialog, NOTIFYs, and every way in which that ends (RFC 6665, RFC 4235). */
class LampsTest {
    private static final long SUBSCRIPTION = 21;
    private final Rig rig = new Rig();

    @BeforeEach
    void registered() {
        rig.register();
    }

    private void subscribe(long id, String seat, String event, int expiresS) {
        rig.headset.subscribe(id, seat, event, expiresS, rig.nowNs);
        rig.run(100);
    }

    private void watches() {
        subscribe(SUBSCRIPTION, "8001", "dialog", 600);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 401 SUBSCRIBE
                headset > SUBSCRIBE
                headset < 200 SUBSCRIBE
                headset < NOTIFY (active;expires=600 [])
                headset > 200 NOTIFY""");
    }

    private void refused(long id, String seat, String event, int expiresS, int status) {
        subscribe(id, seat, event, expiresS);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 401 SUBSCRIBE
                headset > SUBSCRIBE
                headset < %d SUBSCRIBE""".formatted(status));
    }

    private void nothingIsLeft() {
        rig.assertNothingLeft();
        assertEquals(0, rig.core.subscriptions.size());
    }

    private void dials() {
        rig.desk.dial("13800000000", rig.nowNs);
        rig.run(600);
    }

    @Test
    void whatTheOtherPhoneDoes() {
        watches();
        dials();
        rig.order(new Order.Ring(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(600);
        rig.order(new Order.Answer(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(600);
        rig.desk.session.bye("", rig.nowNs);
        rig.run(600);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                core: DeviceDialled[callId=e2, legId=e1, device=8001, dialled=13800000000]
                headset < NOTIFY (active;expires=599 [trying])
                headset > 200 NOTIFY
                desk < 180 INVITE
                headset < NOTIFY (active;expires=599 [early])
                headset > 200 NOTIFY
                desk < 200 INVITE
                desk > ACK
                headset < NOTIFY (active;expires=598 [confirmed])
                headset > 200 NOTIFY
                desk > BYE
                desk < 200 BYE
                core: LegCleared[legId=e1, cause=REMOTE_BYE]
                headset < NOTIFY (active;expires=598 [])
                headset > 200 NOTIFY""");
        String told = rig.ladder.last("headset", '<');
        assertTrue(told.contains("Event: dialog\r\n"), told);
        assertTrue(told.contains("Content-Type: application/dialog-info+xml\r\n"), told);
        assertTrue(told.contains("version=\"4\" state=\"full\" entity=\"sip:8001@hotline.local\""), told);
        assertTrue(!told.contains("13800000000"), "nobody sees with whom: " + told);
    }

    /** What happens within half a second is told once. */
    @Test
    void changesAreToldTogether() {
        watches();
        rig.desk.dial("13800000000", rig.nowNs);
        rig.run(100);
        rig.order(new Order.Ring(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.order(new Order.Answer(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(100);
        rig.ladder.forget();
        rig.run(1_000);
        rig.ladder.assertIs("""
                headset < NOTIFY (active;expires=599 [confirmed])
                headset > 200 NOTIFY""");
        rig.desk.session.bye("", rig.nowNs);
        rig.run(700_000);
        nothingIsLeft();
    }

    @Test
    void refreshedAndGivenUp() {
        watches();
        rig.run(300_000);
        subscribe(SUBSCRIPTION, "8001", "dialog", 600);
        rig.run(500_000);
        subscribe(SUBSCRIPTION, "8001", "dialog", 0);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 200 SUBSCRIBE
                headset < NOTIFY (active;expires=600 [])
                headset > 200 NOTIFY
                headset > SUBSCRIBE
                headset < 200 SUBSCRIBE
                headset < NOTIFY (terminated;reason=timeout [])
                headset > 200 NOTIFY""".replace("headset > SUBSCRIBE\nheadset < 200", CHALLENGED));
        nothingIsLeft();
    }

    private static final String CHALLENGED =
            "headset > SUBSCRIBE\nheadset < 401 SUBSCRIBE\nheadset > SUBSCRIBE\nheadset < 200";

    @Test
    void itExpires() {
        watches();
        rig.run(601_000);
        rig.ladder.assertIs("""
                headset < NOTIFY (terminated;reason=timeout [])
                headset > 200 NOTIFY""");
        subscribe(SUBSCRIPTION, "8001", "dialog", 600);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 401 SUBSCRIBE
                headset > SUBSCRIBE
                headset < 481 SUBSCRIBE""");
        nothingIsLeft();
    }

    /** Asked once and told once (RFC 6665 §4.4.3). */
    @Test
    void aFetch() {
        subscribe(SUBSCRIPTION, "8001", "dialog", 0);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 401 SUBSCRIBE
                headset > SUBSCRIBE
                headset < 200 SUBSCRIBE
                headset < NOTIFY (terminated;reason=timeout [])
                headset > 200 NOTIFY""");
        nothingIsLeft();
    }

    @Test
    void whatIsRefused() {
        refused(31, "8001", "conference", 600, 489);
        String others = "Allow-Events: dialog, message-summary, presence, refer\r\n";
        assertTrue(rig.ladder.last("headset", '<').contains(others));
        refused(32, "8777", "dialog", 600, 404);
        refused(33, "8001", "dialog", 5, 423);
        assertTrue(rig.ladder.last("headset", '<').contains("Min-Expires: 60\r\n"));
        watches();
        subscribe(SUBSCRIPTION + 1, "8001", "dialog;id=7", 600);
        assertTrue(rig.ladder.last("headset", '<').contains("Event: dialog;id=7\r\n"));
        rig.ladder.forget();
        refused(34, "8001", "dialog", 600, 403);
        rig.watch(WatchConfig.Who.NOBODY);
        rig.run(100);
        rig.ladder.assertIs("""
                headset < NOTIFY (terminated;reason=rejected [])
                headset < NOTIFY (terminated;reason=rejected [])
                headset > 200 NOTIFY
                headset > 200 NOTIFY""");
        refused(35, "8001", "dialog", 600, 403);
        nothingIsLeft();
    }

    @Test
    void aCarrierWatchesNobody() {
        rig.carrierA.subscribe(SUBSCRIPTION, "8001", "dialog", 600, rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a > SUBSCRIBE
                carrier-a < 403 SUBSCRIBE""");
    }

    /** Its NOTIFY is not answered: nobody is there any more. */
    @Test
    void theWatcherIsGone() {
        watches();
        rig.unplugged.add(rig.headset);
        dials();
        rig.run(40_000);
        assertEquals(0, rig.core.subscriptions.size());
        rig.unplugged.clear();
        rig.desk.session.cancel("", rig.nowNs);
        nothingIsLeft();
    }

    private void says(int status, String... lines) {
        rig.headset.onRequest =
                (transaction, request, nowNs) -> transaction.respond(status, List.of(lines), "", "", nowNs);
    }

    private int told() {
        return (int) rig.ladder
                .text()
                .lines()
                .filter(line -> line.startsWith("headset < NOTIFY"))
                .count();
    }

    private void over() {
        rig.desk.session.cancel("", rig.nowNs);
        rig.run(700_000);
        nothingIsLeft();
    }

    /** RFC 6665 §4.2.2, RFC 5057 §5.1: that NOTIFY has failed, and not the subscription. */
    @ParameterizedTest
    @ValueSource(ints = {491, 500, 503})
    void whatIsRefusedForNowIsToldLater(int status) {
        watches();
        says(status);
        dials();
        assertEquals(1, told());
        rig.run(2_500);
        assertEquals(2, told(), "after 2 s again");
        rig.run(2_000);
        assertEquals(2, told(), "and then after 4");
        says(200);
        rig.run(2_500);
        assertEquals(3, told());
        rig.ladder.forget();
        rig.run(60_000);
        assertEquals(0, told(), "it has been told");
        over();
    }

    @Test
    void theWatcherSaysWhenItWantsToHearIt() {
        watches();
        says(503, "Retry-After: 30");
        dials();
        rig.order(new Order.Ring(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(28_000);
        assertEquals(1, told(), "not even another state");
        rig.run(3_000);
        assertEquals(2, told());
        over();
    }

    /** Nor can it be satisfied: the same once more would be in vain, the next state may not. */
    @ParameterizedTest
    @ValueSource(ints = {403, 407, 603})
    void whatIsRefusedAsItIsIsNotToldAgain(int status) {
        watches();
        says(status);
        dials();
        rig.run(60_000);
        assertEquals(1, told());
        says(200);
        rig.order(new Order.Ring(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(600);
        assertEquals(2, told());
        over();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 480, 481, 489, 501, 604})
    void whoeverDoesNotKnowItHasNone(int status) {
        watches();
        says(status);
        dials();
        assertEquals(0, rig.core.subscriptions.size());
        over();
    }

    /** A connection may come back. */
    @Test
    void whatCouldNotBeSentIsToldLater() {
        watches();
        rig.unplugged.add(rig.headset);
        dials();
        rig.telephony.onTransportFailed(rig.headset.hop, rig.nowNs);
        assertEquals(1, rig.core.subscriptions.size());
        rig.unplugged.clear();
        rig.ladder.forget();
        rig.run(2_500);
        rig.ladder.assertIs("""
                headset < NOTIFY (active;expires=597 [trying])
                headset > 200 NOTIFY""");
        over();
    }

    @Test
    void itOutlivesTheProcess() {
        watches();
        StateView state = new StateView(
                0, rig.nowNs, 0, false, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of());
        rig.restart(state);
        rig.run(100);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                headset < NOTIFY (active;expires=599 [])
                headset > 200 NOTIFY""");
        subscribe(SUBSCRIPTION, "8001", "dialog", 600);
        rig.ladder.assertIs("""
                headset > SUBSCRIBE
                headset < 401 SUBSCRIBE
                headset > SUBSCRIBE
                headset < 200 SUBSCRIBE
                headset < NOTIFY (active;expires=600 [])
                headset > 200 NOTIFY""");
        rig.run(700_000);
        nothingIsLeft();
    }
}
