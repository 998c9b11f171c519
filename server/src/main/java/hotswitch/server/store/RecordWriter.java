package hotswitch.server.store;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact.Audited;
import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.Fact.RecordingChanged;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import org.jdbi.v3.core.Handle;

/** One row for each fact that leaves one. */
public final class RecordWriter {
    /**
     * An audited action that is itself the fact: legal hold of a call's recordings, {@code on} or {@code off} and
     * why.
     */
    public static final String HOLD = "recording.hold";

    private static final String CALL =
            "INSERT INTO calls (id, direction, ani, dnis, trunk, queue, agent, party, displayed, arrived_ns,"
                    + " answered_ns, queued_ns, connected_ns, ended_ns, wait_ms, talk_ms, hold_ms, disposition,"
                    + " ended_by, cause, offers, segments, hops, config) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RECORDING =
            "INSERT INTO recordings (call_id, segment, agent, state, opened_ns, file, length_ms, sha256)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call_id, segment) DO UPDATE SET"
                    + " state = excluded.state, file = excluded.file, length_ms = excluded.length_ms,"
                    + " sha256 = excluded.sha256";

    void call(Handle handle, CallRecord r) {
        handle.execute(
                CALL,
                r.callId(),
                r.direction().name(),
                r.parties().ani(),
                r.parties().dnis(),
                r.parties().trunk(),
                r.parties().queue(),
                r.parties().agent(),
                r.parties().party(),
                r.parties().displayed(),
                r.times().arrivedNs(),
                r.times().answeredNs(),
                r.times().queuedNs(),
                r.times().connectedNs(),
                r.times().endedNs(),
                r.times().durations().waitMs(),
                r.times().durations().talkMs(),
                r.times().durations().holdMs(),
                r.disposition().name(),
                r.outcome().endedBy(),
                r.outcome().cause(),
                r.outcome().offers(),
                r.outcome().segments(),
                r.outcome().hops(),
                r.outcome().config());
    }

    void recording(Handle handle, RecordingChanged f, long timeNs) {
        handle.execute(
                RECORDING,
                f.callId(),
                f.segment(),
                f.agent(),
                f.state().name(),
                timeNs,
                f.file(),
                f.lengthMs(),
                f.sha256());
    }

    void receipt(Handle handle, long seq, long timeNs, Receipt f) {
        BytesWriter bytes = new BytesWriter();
        FactCodec.write(f, bytes);
        handle.execute(
                "INSERT INTO receipts (seq, call_id, time_ns, receipt) VALUES (?, ?, ?, ?)",
                seq,
                f.callId(),
                timeNs,
                bytes.toBytes());
    }

    void audit(Handle handle, long seq, long timeNs, Audited f) {
        handle.execute(
                "INSERT INTO audits (seq, time_ns, by_whom, action, subject, allowed, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                seq,
                timeNs,
                f.by(),
                f.action(),
                f.subject(),
                f.allowed() ? 1 : 0,
                f.detail());
        if (f.allowed() && f.action().equals(HOLD)) {
            handle.execute(
                    "UPDATE recordings SET held = ? WHERE call_id = ?",
                    f.detail().startsWith("on") ? 1 : 0,
                    call(f));
        }
    }

    private static long call(Audited hold) {
        return Long.parseLong(hold.subject());
    }
}
