package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.ItemState;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.watch.Seats.Sitting;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone watches a mailbox: SUBSCRIBE to message-summary (RFC 3842). */
class MailboxTest {
    private static final long SUBSCRIPTION = 21;
    private final Rig rig = new Rig();

    @BeforeEach
    void registered() {
        rig.register();
    }

    private void subscribe(String mailbox) {
        rig.headset.subscribe(SUBSCRIPTION, mailbox, "message-summary", 600, rig.nowNs);
        rig.run(100);
    }

    private void item(long id, String queue, ItemState state) {
        rig.order(new Order.MailboxChanged(queue, id, state));
        rig.run(600);
    }

    private void told(String waiting, String numbers) {
        String notify = rig.ladder.last("headset", '<');
        assertTrue(notify.startsWith("NOTIFY "), notify);
        assertTrue(notify.contains("\r\nEvent: message-summary\r\n"), notify);
        assertTrue(notify.contains("\r\nContent-Type: application/simple-message-summary\r\n"), notify);
        assertTrue(notify.contains("\r\n\r\nMessages-Waiting: " + waiting + "\r\nMessage-Account: sip:"), notify);
        assertTrue(notify.endsWith("\r\nVoice-Message: " + numbers + " (0/0)\r\n"), notify);
        rig.ladder.forget();
    }

    @Test
    void theMessagesOfAQueue() {
        subscribe("appeals");
        told("no", "0/0");
        item(5, "appeals", ItemState.WAITING);
        told("yes", "1/0");
        item(5, "appeals", ItemState.OFFERED);
        item(6, "chats", ItemState.WAITING);
        rig.ladder.assertIs("");
        item(5, "appeals", ItemState.OPEN);
        told("no", "0/1");
        item(5, "appeals", ItemState.DONE);
        told("no", "0/0");
        item(7, "appeals", ItemState.WITHDRAWN);
        rig.ladder.assertIs("");
    }

    private void sits(int agent, String... queues) {
        Sitting who = agent == 0 ? null : new Sitting(agent, AgentState.READY, "", List.of(queues));
        rig.telephony.seats(seat -> seat.equals("8001") ? who : null);
        rig.telephony.seatChanged("8001", rig.nowNs);
        rig.run(600);
    }

    /** Whoever sits there: his queues, and nothing while nobody does. */
    @Test
    void aPhonesOwnSeatStandsForTheQueuesOfItsAgent() {
        item(5, "appeals", ItemState.WAITING);
        item(6, "chats", ItemState.WAITING);
        rig.ladder.forget();
        subscribe("8001");
        told("no", "0/0");
        sits(1001, "appeals", "chats");
        told("yes", "2/0");
        item(6, "chats", ItemState.OPEN);
        told("yes", "1/1");
        sits(1001, "appeals", "chats");
        rig.ladder.assertIs("");
        sits(1002, "chats");
        told("no", "0/1");
        item(7, "appeals", ItemState.WAITING);
        rig.ladder.assertIs("");
        sits(0);
        told("no", "0/0");
    }

    @Test
    void whatIsNoMailbox() {
        subscribe("nobody");
        assertTrue(rig.ladder.last("headset", '<').startsWith("SIP/2.0 404 "));
        rig.headset.subscribe(22, "appeals", "conference", 600, rig.nowNs);
        rig.run(100);
        String refusal = rig.ladder.last("headset", '<');
        assertTrue(refusal.startsWith("SIP/2.0 489 "), refusal);
        assertTrue(refusal.contains("\r\nAllow-Events: dialog, message-summary, presence, refer\r\n"), refusal);
        rig.assertNothingLeft();
    }

    @Test
    void afterARestartItIsToldAgain() {
        subscribe("appeals");
        rig.headset.subscribe(22, "8001", "dialog", 600, rig.nowNs);
        rig.run(100);
        assertEquals(2, rig.core.subscriptions.size());
        rig.ladder.forget();
        StateView.ItemRow waits = new StateView.ItemRow(
                5, ItemState.WAITING, "message", "appeals", 0, "A-17", "13800000000", rig.nowNs, false);
        StateView state = new StateView(
                0,
                rig.nowNs,
                0,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(waits));
        rig.restart(state);
        rig.run(2_000);
        assertEquals(2, rig.core.subscriptions.size());
        item(6, "appeals", ItemState.WAITING);
        told("yes", "2/0");
    }
}
