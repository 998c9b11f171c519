package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.ItemState;
import hotswitch.acd.TalkKind;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.journal.InPlace;
import hotswitch.server.store.ItemRecords.EndedItem;
import hotswitch.server.store.ItemRecords.ItemFilter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From facts into the tables and out again: what each party did, items that are over, errors of expected waits. */
final class IntervalsTest {
    private static final long START_NS = 1_795_478_400_000_000_000L;

    @TempDir
    private Path data;

    private RecordStore store;
    private long seq;

    @BeforeEach
    void open() {
        store = RecordStore.open(data, "");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static long at(long second) {
        return START_NS + second * 1_000_000_000L;
    }

    private void fact(long second, Fact fact) {
        InPlace.hand(++seq, at(second), fact, store);
    }

    private void agent(long second, AgentState state, AgentState former, long inStateMs, long callId) {
        fact(second, new Fact.AgentChanged(1, state, former, inStateMs, "", "8001", callId));
    }

    private static String text(IntervalRow row) {
        return "%s %s %d-%d"
                .formatted(
                        row.role(),
                        row.kind(),
                        (row.fromNs() - START_NS) / 1_000_000_000L,
                        (row.toNs() - START_NS) / 1_000_000_000L);
    }

    /** The process ends while the second phone rings: the next one knows for whom. */
    @Test
    void whatEachPartyDid() {
        agent(5, AgentState.ALERTING, AgentState.READY, 5_000, 10);
        agent(8, AgentState.NOT_READY, AgentState.ALERTING, 3_000, 0);
        agent(9, AgentState.READY, AgentState.NOT_READY, 1_000, 0);
        agent(9, AgentState.ALERTING, AgentState.READY, 0, 10);
        store.endOfBatch();
        store.close();
        open();
        agent(11, AgentState.BUSY, AgentState.ALERTING, 2_000, 10);
        fact(20, new Fact.TalkInterval(10, 100, "caller", "138", 0, TalkKind.TALK, at(11), at(20)));
        fact(20, new Fact.TalkInterval(10, 5, "agent", "8001", 1, TalkKind.TALK, at(11), at(20)));
        fact(
                20,
                new Fact.CallEnded(new CallRecord(
                        10,
                        Direction.INBOUND,
                        new CallRecord.Parties("138", "12345", "carrier-a", "appeals", 1, "8001", ""),
                        new CallRecord.Times(
                                at(1), at(1), at(2), at(11), at(20), new CallRecord.Durations(9_000, 9_000, 0)),
                        Disposition.ANSWERED,
                        new CallRecord.Outcome("caller", "bye", 2, 1, "", "rules"))));
        store.endOfBatch();
        assertEquals(
                List.of(
                        "caller QUEUE 2-11",
                        "agent RING 5-8",
                        "agent RING 9-11",
                        "caller TALK 11-20",
                        "agent TALK 11-20"),
                store.records().intervals(10).stream().map(IntervalsTest::text).toList());
        assertEquals(List.of(), store.records().intervals(11));
        store.close();
        open();
        agent(31, AgentState.READY, AgentState.ALERTING, 1_000, 0);
        store.endOfBatch();
        assertEquals(5, store.records().intervals(10).size(), "no phone rings for this call any more");
    }

    private void item(long second, long id, ItemState state, int agent, String cause) {
        fact(second, new Fact.ItemChanged(id, state, "chat", "chats", agent, "case " + id, "138", cause));
    }

    @Test
    void workItemsThatAreOver() {
        item(1, 7, ItemState.WAITING, 0, "");
        item(2, 8, ItemState.WAITING, 0, "");
        item(3, 7, ItemState.OFFERED, 1, "");
        item(4, 7, ItemState.OPEN, 1, "");
        store.endOfBatch();
        assertNull(store.records().items().ended(7), "it goes on");
        item(9, 7, ItemState.DONE, 1, "solved");
        item(10, 8, ItemState.WITHDRAWN, 0, "left");
        store.endOfBatch();
        ItemRecords items = store.records().items();
        EndedItem done = items.ended(7);
        assertEquals(
                "DONE 1 case 7 solved",
                "%s %d %s %s"
                        .formatted(
                                done.state(),
                                done.agent(),
                                done.said().subject(),
                                done.said().cause()));
        assertEquals(at(1), done.arrivedNs());
        assertEquals(at(9), done.endedNs());
        assertEquals(2, items.ended(new ItemFilter(0, Long.MAX_VALUE, "", 0)).size());
        assertEquals(
                1, items.ended(new ItemFilter(0, Long.MAX_VALUE, "chats", 1)).size());
        assertEquals(1, items.ended(new ItemFilter(at(10), at(11), "", 0)).size());
        assertEquals(
                0, items.ended(new ItemFilter(0, Long.MAX_VALUE, "other", 0)).size());
    }

    @Test
    void errorsOfExpectedWaitsByDay() {
        long day = DayCounters.dayOf(START_NS);
        for (int i = 1; i <= 10; i++) {
            fact(i, new Fact.WaitMeasured(i, "appeals", 60_000, 60_000 + 1_000L * i * (i % 2 == 0 ? 1 : -1)));
        }
        fact(1, new Fact.WaitMeasured(11, "advice", 60_000, 0));
        fact(86_400, new Fact.WaitMeasured(12, "appeals", 0, 100_000));
        store.endOfBatch();
        var days = store.records().waitErrors("appeals", 0, Long.MAX_VALUE);
        assertEquals(List.of(day, day + 1), List.copyOf(days.keySet()));
        assertEquals(10, days.get(day).total());
        assertEquals(5_000, days.get(day).quantileMs(500));
        assertEquals(9, (days.get(day).quantileMs(900) + 500) / 1_000);
        assertEquals(1, days.get(day + 1).total());
        assertEquals(
                List.of(day + 1),
                List.copyOf(store.records()
                        .waitErrors("appeals", at(86_400), Long.MAX_VALUE)
                        .keySet()));
    }
}
