package hotswitch.server.store;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact.Alarm;
import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.LegQuality;
import hotswitch.acd.RecordingState;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.stats.DayCounters;
import hotswitch.acd.stats.WaitErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** What can be read from the tables. Blocking: for worker threads. */
public final class Records {
    /** The segments of a call follow each other in its file. */
    private static final String OFFSET =
            "(SELECT COALESCE(SUM(e.length_ms), 0) FROM recordings e WHERE e.call_id = r.call_id"
                    + " AND e.segment < r.segment AND e.file = r.file)";

    private static final int FETCHED = 1_000;
    private final Jdbi jdbi;
    private final PackedRecords packed;
    private final FormerRows former;

    Records(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.packed = new PackedRecords(jdbi);
        this.former = new FormerRows(jdbi);
    }

    public ItemRecords items() {
        return new ItemRecords(jdbi);
    }

    /** Which ended calls: bounds in epoch ns (0 and {@link Long#MAX_VALUE}: open); "" and 0: any. */
    public record CallFilter(long fromNs, long toNs, String ani, int agent) {}

    /** Which recordings; bounds and 0 as for calls. */
    public record RecordingFilter(long fromNs, long toNs, long callId, int agent) {}

    /**
     * One talk segment. {@code ani} and {@code dnis} "" while the call goes on. {@code offsetMs}: where it begins in
     * the file, which the segments of a call share.
     */
    public record RecordingRow(
            long callId,
            int segment,
            int agent,
            RecordingState state,
            Numbers numbers,
            long openedNs,
            long lengthMs,
            long offsetMs,
            String file,
            String sha256,
            boolean held,
            boolean message) {}

    public record Numbers(String ani, String dnis) {}

    /** The audio of a leg over this trunk, or of this seat. */
    public record QualityRow(String trunk, String device, LegQuality quality) {}

    /** A flow that a call entered, and what it could do then. */
    public record FlowRow(long timeNs, String flow, String content, String config) {}

    public record ReceiptRow(long timeNs, Receipt receipt) {}

    /** By arrival; {@link Page} says which, if they are too many. */
    public List<CallRecord> calls(CallFilter filter) {
        return calls(filter, Page.from(filter.fromNs()));
    }

    List<CallRecord> calls(CallFilter filter, Page page) {
        return page.inOrder(jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM calls WHERE arrived_ns >= :from"
                        + " AND arrived_ns < :to AND (:ani = '' OR ani = :ani)"
                        + " AND (:agent = 0 OR agent = :agent)" + page.order("arrived_ns", "id"))
                .bind("from", filter.fromNs())
                .bind("to", filter.toNs())
                .bind("ani", filter.ani())
                .bind("agent", filter.agent())
                .map((rs, ctx) -> callRow(rs))
                .list()));
    }

    /** Every call that arrived from then (epoch ns) to then, in the order of arrival. */
    public List<CallRecord> arrivedIn(long fromNs, long toNs) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM calls WHERE arrived_ns >= :from AND arrived_ns < :to ORDER BY arrived_ns, id")
                .bind("from", fromNs)
                .bind("to", toNs)
                .setFetchSize(FETCHED)
                .map((rs, ctx) -> callRow(rs))
                .list());
    }

    /** Of the calls that arrived from then to then, those for whom a flow did what they wanted. */
    public Set<Long> served(long fromNs, long toNs) {
        List<Long> calls = jdbi.withHandle(
                handle -> handle.createQuery("SELECT n.call_id FROM call_notes n JOIN calls c ON c.id = n.call_id"
                                + " WHERE n.name = :name AND c.arrived_ns >= :from AND c.arrived_ns < :to")
                        .bind("name", RecordStore.SELF_SERVED)
                        .bind("from", fromNs)
                        .bind("to", toNs)
                        .mapTo(Long.class)
                        .list());
        return new TreeSet<>(calls);
    }

    /** Of the calls that arrived from then to then, those that left a message with something in it. */
    public Set<Long> messages(long fromNs, long toNs) {
        List<Long> calls = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT r.call_id FROM recordings r JOIN calls c ON c.id = r.call_id"
                                + " WHERE r.kind = 'message' AND r.state <> :empty"
                                + " AND c.arrived_ns >= :from AND c.arrived_ns < :to")
                .bind("empty", RecordingState.EMPTY.name())
                .bind("from", fromNs)
                .bind("to", toNs)
                .mapTo(Long.class)
                .list());
        return new TreeSet<>(calls);
    }

    /** What agents did, all of it that touches this stretch of time and has ended. */
    public List<AgentSpan> spans(long fromNs, long toNs) {
        List<AgentSpan> spans = former.spans(fromNs, toNs);
        packed.spans(fromNs, toNs, spans);
        return spans;
    }

    /** Null when there is no such ended call. */
    public CallRecord call(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM calls WHERE id = :id")
                .bind("id", id)
                .map((rs, ctx) -> callRow(rs))
                .findOne()
                .orElse(null));
    }

    private static CallRecord callRow(ResultSet rs) throws SQLException {
        return new CallRecord(
                rs.getLong("id"),
                Direction.valueOf(rs.getString("direction")),
                new CallRecord.Parties(
                        rs.getString("ani"),
                        rs.getString("dnis"),
                        rs.getString("trunk"),
                        rs.getString("queue"),
                        rs.getInt("agent"),
                        rs.getString("party"),
                        rs.getString("displayed")),
                new CallRecord.Times(
                        rs.getLong("arrived_ns"),
                        rs.getLong("answered_ns"),
                        rs.getLong("queued_ns"),
                        rs.getLong("connected_ns"),
                        rs.getLong("ended_ns"),
                        new CallRecord.Durations(rs.getLong("wait_ms"), rs.getLong("talk_ms"), rs.getLong("hold_ms"))),
                Disposition.valueOf(rs.getString("disposition")),
                new CallRecord.Outcome(
                        rs.getString("ended_by"),
                        rs.getString("cause"),
                        rs.getInt("offers"),
                        rs.getInt("segments"),
                        rs.getString("hops"),
                        rs.getString("config")));
    }

    /** In the order in which they began; {@link Page} says which, if they are too many. */
    public List<RecordingRow> recordings(RecordingFilter filter) {
        return recordings(filter, Page.from(filter.fromNs()));
    }

    List<RecordingRow> recordings(RecordingFilter filter, Page page) {
        return page.inOrder(jdbi.withHandle(handle -> handle.createQuery("SELECT r.*, " + OFFSET
                        + " AS offset_ms, COALESCE(c.ani, '') AS ani, COALESCE(c.dnis, '') AS dnis"
                        + " FROM recordings r LEFT JOIN calls c ON c.id = r.call_id"
                        + " WHERE r.opened_ns >= :from AND r.opened_ns < :to"
                        + " AND (:call = 0 OR r.call_id = :call) AND (:agent = 0 OR r.agent = :agent)"
                        + page.order("r.opened_ns", "r.call_id", "r.segment"))
                .bind("from", filter.fromNs())
                .bind("to", filter.toNs())
                .bind("call", filter.callId())
                .bind("agent", filter.agent())
                .map((rs, ctx) -> recordingRow(rs))
                .list()));
    }

    /** Of a day's folder the files that were removed because their time was over. */
    public Set<String> removed(String day) {
        List<String> files = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT subject FROM audits" + " WHERE action = :action AND subject LIKE :files")
                .bind("action", RecordBatch.REMOVED)
                .bind("files", day + "/%")
                .mapTo(String.class)
                .list());
        return new TreeSet<>(files);
    }

    /** Null when there is none. */
    public RecordingRow recording(long callId, int segment) {
        return recordings(new RecordingFilter(0, Long.MAX_VALUE, callId, 0)).stream()
                .filter(row -> row.segment() == segment)
                .findFirst()
                .orElse(null);
    }

    private static RecordingRow recordingRow(ResultSet rs) throws SQLException {
        return new RecordingRow(
                rs.getLong("call_id"),
                rs.getInt("segment"),
                rs.getInt("agent"),
                RecordingState.valueOf(rs.getString("state")),
                new Numbers(rs.getString("ani"), rs.getString("dnis")),
                rs.getLong("opened_ns"),
                rs.getLong("length_ms"),
                rs.getLong("offset_ms"),
                rs.getString("file"),
                rs.getString("sha256"),
                rs.getInt("held") != 0,
                rs.getString("kind").equals("message"));
    }

    /** Alarms that are raised and not cleared, in the order of their codes. */
    public List<Alarm> alarms() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT code, call_id, detail FROM alarms WHERE raised = 1 ORDER BY code, call_id")
                .map((rs, ctx) -> new Alarm(rs.getString(1), rs.getLong(2), rs.getString(3), true))
                .list());
    }

    /** True if any segment of a call is under legal hold. */
    public boolean held(long callId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM recordings WHERE call_id = :call AND held = 1")
                                .bind("call", callId)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /** What flows noted about a call, by name. */
    public SortedMap<String, String> notes(long callId) {
        SortedMap<String, String> notes = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT name, value FROM call_notes WHERE call_id = :call")
                .bind("call", callId)
                .map((rs, ctx) -> notes.put(rs.getString(1), rs.getString(2)))
                .list());
        return notes;
    }

    /** The flows that a call entered, in order. */
    public List<FlowRow> flows(long callId) {
        List<FlowRow> rows = former.flows(callId);
        packed.flows(callId, rows);
        return rows;
    }

    /** What each party of an ended call did, by time. */
    public List<IntervalRow> intervals(long callId) {
        List<IntervalRow> rows = former.intervals(callId);
        int waitedAt = packed.intervals(callId, rows);
        if (waitedAt >= 0) {
            rows.add(waitedAt, waited(call(callId)));
        }
        rows.sort(Comparator.comparingLong(IntervalRow::fromNs));
        return rows;
    }

    /** From the entry into the first queue until somebody talked with the caller, or the end. */
    private static IntervalRow waited(CallRecord call) {
        CallRecord.Times times = call.times();
        long untilNs = times.connectedNs() == 0 ? times.endedNs() : times.connectedNs();
        return new IntervalRow(call.callId(), "caller", call.parties().ani(), 0, "QUEUE", times.queuedNs(), untilNs);
    }

    /** How the audio of its legs was, as they ended. */
    public List<QualityRow> quality(long callId) {
        List<QualityRow> rows = former.quality(callId);
        packed.quality(callId, rows);
        return rows;
    }

    /** The errors of the expected waits in a queue by day in China (epoch days). */
    public SortedMap<Long, WaitErrors> waitErrors(String queue, long fromNs, long toNs) {
        SortedMap<Long, WaitErrors> days = new TreeMap<>();
        FormerRows.Wait count =
                (timeNs, errorMs) -> days.computeIfAbsent(DayCounters.dayOf(timeNs), day -> new WaitErrors())
                        .add(errorMs);
        former.waits(queue, fromNs, toNs, count);
        packed.waits(queue, fromNs, toNs, count);
        return days;
    }

    /** Receipts of a call, in the order of its offers. */
    public List<ReceiptRow> receipts(long callId) {
        List<ReceiptRow> rows = former.receipts(callId);
        packed.receipts(callId, rows);
        return rows;
    }
}
