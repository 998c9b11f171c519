package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.acd.LegQuality;
import hotswitch.acd.TalkKind;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.server.journal.InPlace;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.QualityRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Facts that share their rows with others: each is found again, once, whatever batches they came in. */
final class PacksTest {
    private static final long FIRST_CALL = (7L << 40) - 8;
    private static final int CALLS = 600;
    private static final int LEGS = 3;

    @TempDir
    private Path data;

    private SQLiteDataSource tables() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("hotswitch.db"));
        return source;
    }

    private static Fact receipt() {
        Fact.Decision decision = new Fact.Decision(5, 0, 1_000, 0, "", 0, 0);
        return new Fact.Receipt(10, 11, "appeals", 1, "longest-idle", decision, List.of(), List.of());
    }

    private static Fact measured(long callId, int leg) {
        return new Fact.LegMeasured(
                callId, 9, "carrier-a", "seat " + leg, new LegQuality(callId & 0xffff, leg, 1, -1, 2));
    }

    private static List<QualityRow> expected(long callId) {
        List<QualityRow> rows = new ArrayList<>();
        for (int leg = 0; leg < LEGS; leg++) {
            rows.add(new QualityRow("carrier-a", "seat " + leg, new LegQuality(callId & 0xffff, leg, 1, -1, 2)));
        }
        return rows;
    }

    @Test
    void aPackIsReadAsItWasWritten() {
        byte[] fact = InPlace.bytes(measured(3, 1));
        byte[] longFact = InPlace.bytes(new Fact.FlowEntered(3, "x".repeat(1_000), "", ""));
        Pack pack = new Pack().begin(5);
        assertTrue(pack.isEmpty());
        pack.add(255, Long.MAX_VALUE, new BytesReader(fact), fact.length);
        pack.mark(0, 8, FactCodec.CALL_ENDED);
        pack.add(7, 9, new BytesReader(longFact), longFact.length);
        Rooms rooms = new Rooms();
        byte[] bytes = pack.bytes(rooms);
        Arrays.fill(bytes, (byte) 1);
        rooms.giveBack();
        assertSame(bytes, pack.bytes(rooms), "an array that held another");
        Unpacked at = Unpacked.few().open(bytes);
        assertTrue(at.next());
        assertEquals("255 9223372036854775807 86", at.whose() + " " + at.timeNs() + " " + at.type());
        assertEquals("seat 1", at.read().measured.device);
        assertTrue(at.next(), "one that was not read is passed over as well");
        assertEquals("0 8 6", at.whose() + " " + at.timeNs() + " " + at.type());
        assertTrue(at.next());
        assertEquals(1_000, at.read().entered.flow.length());
        assertFalse(at.next(), "what is behind it in the array is nothing");
        assertFalse(at.next());
    }

    /** Calls of one block and of several, their facts mixed, in three batches; the second is lost once. */
    @Test
    void eachCallHasItsOwn() {
        try (RecordStore store = RecordStore.open(data, "")) {
            legs(store, 0);
            store.endOfBatch();
            legs(store, 1);
        }
        try (RecordStore store = RecordStore.open(data, "")) {
            assertEquals(CALLS, store.last(), "what was not written is nowhere");
            for (int leg = 0; leg < LEGS; leg++) { // as a log that begins before what the tables have
                legs(store, leg);
                store.endOfBatch();
            }
            Records records = store.records();
            for (int n = 0; n < CALLS; n++) {
                assertEquals(expected(FIRST_CALL + n), records.quality(FIRST_CALL + n), "call " + n);
            }
            assertEquals(List.of(), records.quality(FIRST_CALL - 1));
            assertEquals(List.of(), records.flows(FIRST_CALL));
            assertEquals(List.of(), records.receipts(FIRST_CALL));
        }
    }

    private static void legs(RecordStore store, int leg) {
        for (int n = 0; n < CALLS; n++) {
            InPlace.hand((long) leg * CALLS + n + 1, leg * 1_000L + n, measured(FIRST_CALL + n, leg), store);
        }
    }

    /** Those that end in the stretch of time, or begin in it: not all that are in the same row. */
    @Test
    void spansThatTouchAStretchOfTime() {
        try (RecordStore store = RecordStore.open(data, "")) {
            for (int n = 1; n <= 100; n++) {
                AgentState state = n % 2 == 0 ? AgentState.READY : AgentState.NOT_READY;
                AgentState former = n % 2 == 0 ? AgentState.NOT_READY : AgentState.READY;
                Fact fact = new Fact.AgentChanged(n % 3, state, former, 10, "break", "8001", 0);
                InPlace.hand(n, n * 10_000_000L, fact, store);
                if (n % 7 == 0) {
                    store.endOfBatch();
                }
            }
            store.endOfBatch();
            Records records = store.records();
            assertEquals(100, records.spans(0, Long.MAX_VALUE).size());
            assertEquals(
                    List.of(
                            new AgentSpan(0, AgentState.NOT_READY, 290_000_000L, 300_000_000L),
                            new AgentSpan(1, AgentState.READY, 300_000_000L, 310_000_000L)),
                    records.spans(290_000_001L, 309_999_999L));
            assertEquals(1, records.spans(300_000_000L, 300_000_001L).size());
            assertEquals(0, records.spans(1_000_000_000L, Long.MAX_VALUE).size());
        }
    }

    /** Facts of before and of now about the same call; of before there is nothing but these rows. */
    @Test
    void rowsOfBeforeAreReadBesideThem() throws SQLException {
        Flyway.configure()
                .locations(Schema.locations(true))
                .target("8")
                .dataSource(tables())
                .load()
                .migrate();
        byte[] receipt = InPlace.bytes(receipt());
        try (var connection = tables().getConnection();
                var fill = connection.createStatement();
                var keep = connection.prepareStatement("INSERT INTO receipts VALUES (5, 10, 50, ?)")) {
            keep.setBytes(1, receipt);
            keep.execute();
            fill.execute("INSERT INTO projection VALUES ('records', 8)");
            fill.execute("INSERT INTO call_flows VALUES (1, 10, 20, 'main', 'abc', 'rules')");
            fill.execute("INSERT INTO call_intervals VALUES (2, 10, 'caller', '138', 0, 'TALK', 30, 40)");
            fill.execute("INSERT INTO leg_quality VALUES (3, 10, 'carrier-a', '', 5, 0, 1, -1, 2)");
            fill.execute("INSERT INTO agent_spans VALUES (4, 1, 'READY', 10, 30)");
            fill.execute("INSERT INTO waits VALUES (6, 10, 'appeals', 20, 2000, 3000)");
            fill.execute("INSERT INTO rings VALUES (1, 10), (2, 0)");
        }
        try (RecordStore store = RecordStore.open(data, "")) {
            assertEquals(8, store.last());
            goOn(store);
            Records records = store.records();
            assertEquals(
                    List.of(new FlowRow(20, "main", "abc", "rules"), new FlowRow(60, "survey", "def", "rules")),
                    records.flows(10));
            assertEquals(
                    "RING 9 TALK 30 TALK 50",
                    String.join(
                            " ",
                            records.intervals(10).stream()
                                    .map(row -> row.kind() + " " + row.fromNs())
                                    .toList()));
            assertEquals(2, records.quality(10).size());
            assertEquals(
                    List.of(50L, 63L),
                    records.receipts(10).stream()
                            .map(Records.ReceiptRow::timeNs)
                            .toList());
            assertEquals(
                    List.of(
                            new AgentSpan(1, AgentState.READY, 10, 30),
                            new AgentSpan(1, AgentState.ALERTING, 9, 1_000_009)),
                    records.spans(0, Long.MAX_VALUE));
            assertEquals(
                    2, records.waitErrors("appeals", 0, Long.MAX_VALUE).get(0L).total());
        }
    }

    private static void goOn(RecordStore store) {
        InPlace.hand(9, 60, new Fact.FlowEntered(10, "survey", "def", "rules"), store);
        InPlace.hand(10, 61, new Fact.TalkInterval(10, 1, "caller", "138", 0, TalkKind.TALK, 50, 61), store);
        InPlace.hand(11, 62, measured(10, 1), store);
        InPlace.hand(12, 63, receipt(), store);
        InPlace.hand(13, 64, new Fact.WaitMeasured(10, "appeals", 1_000, 3_000), store);
        InPlace.hand(14, 64, new Fact.WaitMeasured(10, "advice", 1_000, 3_000), store);
        AgentState rang = AgentState.ALERTING;
        InPlace.hand(15, 1_000_009, new Fact.AgentChanged(1, AgentState.BUSY, rang, 1, "", "8001", 10), store);
        store.endOfBatch();
    }
}
