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
    private static final String AUDIT = "INSERT INTO audits (seq, time_ns, by_whom, action, subject, allowed, detail)"
            + " VALUES (?, ?, $, $, $, ?, $)";
    private static final String ALARM = "INSERT INTO alarms (code, call_id, detail, raised, time_ns)"
            + " VALUES ($, ?, $, ?, ?) ON CONFLICT (code, call_id) DO UPDATE SET"
            + " detail = excluded.detail, raised = excluded.raised, time_ns = excluded.time_ns";
    private static final String NOTE = "INSERT INTO call_notes (call_id, name, value) VALUES (?, $, $)"
            + " ON CONFLICT (call_id, name) DO UPDATE SET value = excluded.value";
    private static final String ITEM =
            "INSERT INTO items (id, state, channel, queue, agent, subject, customer, cause, arrived_ns, changed_ns)"
                    + " VALUES (?, $, $, $, ?, $, $, $, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
                    + " queue = excluded.queue, agent = excluded.agent, cause = excluded.cause,"
                    + " changed_ns = excluded.changed_ns";
    private static final String MESSAGE = "UPDATE recordings SET kind = 'message' WHERE call_id = ? AND segment = ?";
    private static final String PROJECTED = "INSERT INTO projection (last_seq, name, rings) VALUES (?, $, ?)"
            + " ON CONFLICT (name) DO UPDATE SET last_seq = excluded.last_seq, rings = excluded.rings";
    private static final String OF_CALLS = "INSERT INTO call_facts (block, seq, facts) VALUES (?, ?, ?)";
    private static final String OF_AGENTS = "INSERT INTO agent_facts (to_ns, seq, from_ns, facts) VALUES (?, ?, ?, ?)";
    private static final String OF_WAITS = "INSERT INTO wait_facts (to_ns, seq, from_ns, facts) VALUES (?, ?, ?, ?)";
    private static final String HELD = "UPDATE recordings SET held = ? WHERE call_id = ?";

    private final Connection connection;
    private final Numbers numbers = new Numbers();
    /** Null: texts are given to the driver as they are. */
    private final Texts texts;
    /** In the order in which they were prepared: recordings before the messages among them. */
    private final List<Rows> all = new ArrayList<>();

    private final Rows calls;
    private final Rows recordings;
    private final Rows audits;
    private final Rows holds;
    private final Rows alarms;
    private final Rows notes;
    private final Rows messages;
    private final Rows items;
    private final Packs packs;
    private final Rows projected;

    private RecordBatch(Connection connection, Texts texts) throws SQLException {
        this.connection = connection;
        this.texts = texts;
        connection.setAutoCommit(false);
        calls = rows(CALL);
        recordings = rows(RECORDING);
        audits = rows(AUDIT);
        holds = rows(HELD);
        alarms = rows(ALARM);
        notes = rows(NOTE);
        messages = rows(MESSAGE);
        items = rows(ITEM);
        packs = new Packs(rows(OF_CALLS), rows(OF_AGENTS), rows(OF_WAITS));
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

    void audit(long seq, long timeNs, Audited f) throws SQLException {
        audits.row()
                .add(seq)
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

    void note(CallNoted f) throws SQLException {
        notes.row().add(f.callId()).add(f.name()).add(f.value());
        notes.end();
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

    /** The recording stands before: its fact comes first. */
    void message(MessageLeft f) throws SQLException {
        messages.row().add(f.callId()).add(f.segment());
        messages.end();
    }

    /** For facts that are kept as they are. */
    Packs packs() {
        return packs;
    }

    /**
     * Ends the batch: all of it is in the tables, or nothing. {@code rings}: what the projection has to know at a start
     * beside its number.
     */
    void commit(String projection, long newest, byte[] rings) throws SQLException {
        packs.end(newest);
        projected.row().add(newest).add(projection).add(rings);
        projected.end();
        for (Rows each : all) {
            each.execute();
        }
        connection.commit();
        packs.begin();
    }

    private Rows rows(String insert) throws SQLException {
        String statement = insert.replace(TEXT, texts == null ? "?" : "CAST(? AS TEXT)");
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
