package hotswitch.server.store;

import hotswitch.acd.Fact.Alarm;
import hotswitch.acd.Fact.Audited;
import hotswitch.acd.Fact.CallNoted;
import hotswitch.acd.Fact.ItemChanged;
import hotswitch.acd.Fact.MessageLeft;
import hotswitch.acd.codec.CallFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The way of facts into the tables: a connection of its own, a prepared statement for each table, and each batch one
 * transaction together with the number of its last fact. For one thread.
 */
public final class RecordBatch implements AutoCloseable {
    /**
     * An audited action that is itself the fact: legal hold of a call's recordings, {@code on} or {@code off} and
     * why.
     */
    public static final String HOLD = "recording.hold";

    /** The audit of a recording's file that was removed when its time was over; the file is its subject. */
    public static final String REMOVED = "recording.removed";

    /** Stands in the statements here for a value that is text. */
    private static final String TEXT = "$";
    /** And for the number of a fact. */
    private static final String SEQ = "#";

    private static final String CALL =
            "INSERT INTO calls (id, direction, ani, dnis, trunk, queue, agent, party, displayed, arrived_ns,"
                    + " answered_ns, queued_ns, connected_ns, ended_ns, wait_ms, talk_ms, hold_ms, disposition,"
                    + " ended_by, cause, offers, segments, hops, config) VALUES (?, $, $, $, $, $, ?, $, $, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, $, $, $, ?, ?, $, $)";
    private static final String RECORDING =
            "INSERT INTO recordings (call_id, segment, agent, state, opened_ns, file, length_ms, sha256)"
                    + " VALUES (?, ?, ?, $, ?, $, ?, $) ON CONFLICT (call_id, segment) DO UPDATE SET"
                    + " state = excluded.state, file = excluded.file, length_ms = excluded.length_ms,"
                    + " sha256 = excluded.sha256";
    private static final String RECEIPT = "INSERT INTO receipts (seq, call_id, time_ns, receipt) VALUES (#, ?, ?, ?)";
    private static final String AUDIT = "INSERT INTO audits (seq, time_ns, by_whom, action, subject, allowed, detail)"
            + " VALUES (#, ?, $, $, $, ?, $)";
    private static final String ALARM = "INSERT INTO alarms (code, call_id, detail, raised, time_ns)"
            + " VALUES ($, ?, $, ?, ?) ON CONFLICT (code, call_id) DO UPDATE SET"
            + " detail = excluded.detail, raised = excluded.raised, time_ns = excluded.time_ns";
    private static final String SPAN =
            "INSERT INTO agent_spans (seq, agent, state, from_ns, to_ns) VALUES (#, ?, $, ?, ?)";
    private static final String NOTE = "INSERT INTO call_notes (call_id, name, value) VALUES (?, $, $)"
            + " ON CONFLICT (call_id, name) DO UPDATE SET value = excluded.value";
    private static final String FLOW =
            "INSERT INTO call_flows (seq, call_id, time_ns, flow, content, config) VALUES (#, ?, ?, $, $, $)";
    private static final String INTERVAL =
            "INSERT INTO call_intervals (seq, call_id, role, device, agent, kind, from_ns, to_ns)"
                    + " VALUES (#, ?, $, $, ?, $, ?, ?)";
    private static final String RING = "INSERT INTO rings (agent, call_id) VALUES (?, ?)"
            + " ON CONFLICT (agent) DO UPDATE SET call_id = excluded.call_id";
    private static final String QUALITY =
            "INSERT INTO leg_quality (seq, call_id, trunk, device, received, lost, jitter_us, far_lost_permille,"
                    + " round_trip_us) VALUES (#, ?, $, $, ?, ?, ?, ?, ?)";
    private static final String ITEM =
            "INSERT INTO items (id, state, channel, queue, agent, subject, customer, cause, arrived_ns, changed_ns)"
                    + " VALUES (?, $, $, $, ?, $, $, $, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
                    + " queue = excluded.queue, agent = excluded.agent, cause = excluded.cause,"
                    + " changed_ns = excluded.changed_ns";
    private static final String WAIT =
            "INSERT INTO waits (seq, call_id, queue, time_ns, expected_ms, waited_ms) VALUES (#, ?, $, ?, ?, ?)";
    private static final String MESSAGE = "UPDATE recordings SET kind = 'message' WHERE call_id = ? AND segment = ?";
    private static final String PROJECTED = "INSERT INTO projection (last_seq, name) VALUES (?, $)"
            + " ON CONFLICT (name) DO UPDATE SET last_seq = excluded.last_seq";
    private static final String HELD = "UPDATE recordings SET held = ? WHERE call_id = ?";

    private final Connection connection;
    private final Numbers numbers = new Numbers();
    /** Null: texts are given to the driver as they are. */
    private final Texts texts;
    /** In the order in which they were prepared: recordings before the messages among them. */
    private final List<Rows> all = new ArrayList<>();

    private final Rows calls;
    private final Rows recordings;
    private final Rows receipts;
    private final Rows audits;
    private final Rows holds;
    private final Rows alarms;
    private final Rows spans;
    private final Rows notes;
    private final Rows flows;
    private final Rows messages;
    private final Rows intervals;
    private final Rows rings;
    private final Rows qualities;
    private final Rows items;
    private final Rows waits;
    private final Rows projected;

    private RecordBatch(Connection connection, Texts texts) throws SQLException {
        this.connection = connection;
        this.texts = texts;
        connection.setAutoCommit(false);
        calls = rows(CALL);
        recordings = rows(RECORDING);
        receipts = rows(RECEIPT);
        audits = rows(AUDIT);
        holds = rows(HELD);
        alarms = rows(ALARM);
        spans = rows(SPAN);
        notes = rows(NOTE);
        flows = rows(FLOW);
        messages = rows(MESSAGE);
        intervals = rows(INTERVAL);
        rings = rows(RING);
        qualities = rows(QUALITY);
        items = rows(ITEM);
        waits = rows(WAIT);
        projected = rows(PROJECTED);
    }

    static RecordBatch open(DataSource source, boolean sqlite) {
        try {
            return new RecordBatch(source.getConnection(), sqlite ? new Texts() : null);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be written", e);
        }
    }

    void call(CallFacts.Ended f) throws SQLException {
        calls.row()
                .add(f.callId)
                .add(f.direction.name())
                .add(f.ani)
                .add(f.dnis)
                .add(f.trunk)
                .add(f.queue)
                .add(f.agent)
                .add(f.party)
                .add(f.displayed)
                .add(f.arrivedNs)
                .add(f.answeredNs)
                .add(f.queuedNs)
                .add(f.connectedNs)
                .add(f.endedNs)
                .add(f.waitMs)
                .add(f.talkMs)
                .add(f.holdMs)
                .add(f.disposition.name())
                .add(f.endedBy)
                .add(f.cause)
                .add(f.offers)
                .add(f.segments)
                .add(f.hops)
                .add(f.config);
        calls.end();
    }

    void recording(CallFacts.Recording f, long timeNs) throws SQLException {
        recordings
                .row()
                .add(f.callId)
                .add(f.segment)
                .add(f.agent)
                .add(f.state.name())
                .add(timeNs)
                .add(f.file)
                .add(f.lengthMs)
                .add(f.sha256);
        recordings.end();
    }

    void receipt(long seq, long timeNs, long callId, byte[] receipt) throws SQLException {
        receipts.row().seq(seq).add(callId).add(timeNs).add(receipt);
        receipts.end();
    }

    void audit(long seq, long timeNs, Audited f) throws SQLException {
        audits.row()
                .seq(seq)
                .add(timeNs)
                .add(f.by())
                .add(f.action())
                .add(f.subject())
                .add(f.allowed() ? 1 : 0)
                .add(f.detail());
        audits.end();
        if (f.allowed() && f.action().equals(HOLD)) {
            holds.row().add(f.detail().startsWith("on") ? 1 : 0).add(Long.parseLong(f.subject()));
            holds.end();
        }
    }

    void alarm(Alarm f, long timeNs) throws SQLException {
        alarms.row()
                .add(f.code())
                .add(f.callId())
                .add(f.detail())
                .add(f.on() ? 1 : 0)
                .add(timeNs);
        alarms.end();
    }

    /** The state that ended with this fact. */
    void span(long seq, long timeNs, CallFacts.AgentChange f) throws SQLException {
        spans.row()
                .seq(seq)
                .add(f.agent)
                .add(f.former.name())
                .add(f.formerFromNs(timeNs))
                .add(timeNs);
        spans.end();
    }

    void note(CallNoted f) throws SQLException {
        notes.row().add(f.callId()).add(f.name()).add(f.value());
        notes.end();
    }

    void flow(long seq, long timeNs, CallFacts.Entered f) throws SQLException {
        flows.row()
                .seq(seq)
                .add(f.callId)
                .add(timeNs)
                .add(f.flow)
                .add(f.content)
                .add(f.config);
        flows.end();
    }

    /** {@code seq}: of the fact that tells of its end. */
    void interval(long seq, CallFacts.Talk f) throws SQLException {
        party(seq, f.callId, f.role, f.device, f.agent)
                .add(f.kind.name())
                .add(f.fromNs)
                .add(f.toNs);
        intervals.end();
    }

    /** The caller waited: from the entry into the first queue until somebody talked with him, or the end. */
    void waited(long seq, CallFacts.Ended f) throws SQLException {
        party(seq, f.callId, "caller", f.ani, 0)
                .add("QUEUE")
                .add(f.queuedNs)
                .add(f.connectedNs == 0 ? f.endedNs : f.connectedNs);
        intervals.end();
    }

    /** An agent's phone rings no more, answered or not. */
    void rang(long seq, long timeNs, long callId, CallFacts.AgentChange f) throws SQLException {
        party(seq, callId, "agent", f.device, f.agent)
                .add("RING")
                .add(f.formerFromNs(timeNs))
                .add(timeNs);
        intervals.end();
    }

    private Rows party(long seq, long callId, String role, String device, int agent) throws SQLException {
        return intervals.row().seq(seq).add(callId).add(role).add(device).add(agent);
    }

    /** {@code callId} 0: for none any more. */
    void rings(int agent, long callId) throws SQLException {
        rings.row().add(agent).add(callId);
        rings.end();
    }

    void quality(long seq, CallFacts.Measured f) throws SQLException {
        qualities
                .row()
                .seq(seq)
                .add(f.callId)
                .add(f.trunk)
                .add(f.device)
                .add(f.received)
                .add(f.lost)
                .add(f.jitterUs)
                .add(f.farLostPerMille)
                .add(f.roundTripUs);
        qualities.end();
    }

    void item(long timeNs, ItemChanged f) throws SQLException {
        items.row()
                .add(f.itemId())
                .add(f.state().name())
                .add(f.channel())
                .add(f.queue())
                .add(f.agent())
                .add(f.subject())
                .add(f.customer())
                .add(f.cause())
                .add(timeNs)
                .add(timeNs);
        items.end();
    }

    void wait(long seq, long timeNs, CallFacts.Waited f) throws SQLException {
        waits.row()
                .seq(seq)
                .add(f.callId)
                .add(f.queue)
                .add(timeNs)
                .add(f.expectedMs)
                .add(f.waitedMs);
        waits.end();
    }

    /** The recording stands before: its fact comes first. */
    void message(MessageLeft f) throws SQLException {
        messages.row().add(f.callId()).add(f.segment());
        messages.end();
    }

    /** Ends the batch: all of it is in the tables, or nothing. */
    void commit(String projection, long newest) throws SQLException {
        projected.row().add(newest).add(projection);
        projected.end();
        for (Rows each : all) {
            each.execute();
        }
        connection.commit();
    }

    private Rows rows(String insert) throws SQLException {
        String statement =
                insert.replace(TEXT, texts == null ? "?" : "CAST(? AS TEXT)").replace(SEQ, "? + ?");
        Rows rows = new Rows(connection.prepareStatement(statement), numbers, texts);
        all.add(rows);
        return rows;
    }

    @Override
    public void close() {
        try {
            for (Rows each : all) {
                each.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables did not close", e);
        }
    }
}
