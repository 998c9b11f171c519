package hotswitch.server.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.LineConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The backup lines without a core: the next idle line for each caller, in order of arrival. */
final class HuntDeskTest {
    private static final long S = 1_000_000_000L;
    private final List<String> story = new ArrayList<>();
    private long nowNs = 1_000 * S;
    private final List<CallRecord> records = new ArrayList<>();
    private final HuntDesk desk = new HuntDesk(
            config(),
            new HuntDesk.Outlets(o -> story.add(text(o)), line -> {}, (call, callerLeg, lineLeg) -> records.add(call)),
            () -> nowNs,
            101);

    private static HuntConfig config() {
        List<LineConfig> lines = List.of(
                new LineConfig("line-1", "9001", "carrier-a", 1), new LineConfig("line-2", "9002", "carrier-a", 2));
        return new HuntConfig(lines, HuntStrategy.LINEAR, 20_000, 30_000, 0, 0, "wait-line", "music", "12345");
    }

    private static String text(Order order) {
        return switch (order) {
            case Order.Answer o -> "answer " + o.legId();
            case Order.DialLeg o -> "dial " + o.number() + " leg " + o.legId();
            case Order.Play o -> "play " + o.legId() + " " + o.prompts();
            case Order.Bridge o -> "bridge " + o.legA() + " " + o.legB();
            case Order.StartRecording o -> "record " + o.callId();
            case Order.StopRecording o -> "stop " + o.callId();
            case Order.MailboxChanged o -> "mailbox " + o.queue();
            case Order.FinishRecording o -> "finish " + o.callId();
            case Order.ClearLeg o -> "clear " + o.legId();
            case Order.Reject o -> "reject " + o.legId() + " " + o.status();
            default -> order.toString();
        };
    }

    private void told(Command command, String... expected) {
        story.clear();
        desk.tell(command);
        assertEquals(List.of(expected), story);
    }

    private void arrives(long call, String... expected) {
        story.clear();
        desk.arrive(new CallArrived(call, call + 1, "13800000000", "12345", "carrier-a"));
        assertEquals(List.of(expected), story);
    }

    @Test
    void theThirdCallerWaitsAndGetsTheFirstLineThatComesFree() {
        arrives(10, "answer 11", "dial 9001 leg 103", "play 11 [music]");
        arrives(20, "answer 21", "dial 9002 leg 107", "play 21 [music]");
        arrives(30, "answer 31", "play 31 [wait-line, music]");
        told(new LegAnswered(103), "bridge 11 103", "record 10");
        told(new LegCleared(11, "REMOTE_BYE"), "stop 10", "finish 10", "clear 11", "clear 103", "dial 9001 leg 113");
        told(new LegAnswered(113), "bridge 31 113", "record 30");
        assertEquals(2, desk.calls());
    }

    @Test
    void aBusyLineRestsAndTheCallerKeepsHisPlace() {
        arrives(10, "answer 11", "dial 9001 leg 103", "play 11 [music]");
        told(new LegRefused(103, 486, "busy"), "dial 9002 leg 107");
        arrives(20, "answer 21", "play 21 [wait-line, music]");
        told(new LegRefused(107, 486, "busy"), "play 11 [wait-line, music]");
        story.clear();
        nowNs += 31 * S;
        desk.onTime(nowNs);
        assertEquals(List.of("dial 9001 leg 113", "dial 9002 leg 115"), story);
    }

    @Test
    void aLineThatOnlyRingsGivesWay() {
        arrives(10, "answer 11", "dial 9001 leg 103", "play 11 [music]");
        story.clear();
        nowNs += 21 * S;
        desk.onTime(nowNs);
        assertEquals(List.of("clear 103", "dial 9002 leg 107"), story);
        told(new LegAnswered(103));
        told(new LegCleared(11, "CANCELLED"), "clear 11", "clear 107");
        assertEquals(0, desk.calls());
    }

    private void recorded(Disposition disposition, String by, String party, long waitMs, long talkMs) {
        CallRecord record = records.removeFirst();
        assertEquals(disposition, record.disposition());
        assertEquals(by, record.outcome().endedBy());
        assertEquals(party, record.parties().party());
        assertEquals(new CallRecord.Durations(waitMs, talkMs, 0), record.times().durations());
    }

    @Test
    void whoeverEndsEachCallHasOneRecord() {
        arrives(10, "answer 11", "dial 9001 leg 103", "play 11 [music]");
        nowNs += 2 * S;
        desk.tell(new LegAnswered(103));
        arrives(20, "answer 21", "dial 9002 leg 107", "play 21 [music]");
        arrives(30, "answer 31", "play 31 [wait-line, music]");
        nowNs += 5 * S;
        desk.tell(new LegCleared(31, "REMOTE_BYE"));
        recorded(Disposition.ABANDONED, "caller", "", 5_000, 0);
        desk.tell(new LegCleared(103, "REMOTE_BYE"));
        recorded(Disposition.ANSWERED, "line", "line-1", 2_000, 5_000);
        desk.tell(new LegAnswered(107));
        desk.tell(new MediaTimedOut(21));
        recorded(Disposition.MEDIA_LOST, "media", "line-2", 5_000, 0);
        arrives(40, "answer 41", "dial 9001 leg 113", "play 41 [music]");
        story.clear();
        desk.endAll();
        assertEquals(List.of("clear 41", "clear 113"), story);
        recorded(Disposition.DRAINED, "node", "", 0, 0);
        assertEquals(List.of(), records);
    }

    @Test
    void aSeatCannotDialInThisMode() {
        desk.arrive(new DeviceDialled(40, 41, "8001", "13900000000"));
        assertEquals(List.of("reject 41 503"), story);
    }
}
