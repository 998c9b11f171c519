package hotswitch.server.store;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact.AgentChanged;
import hotswitch.acd.Fact.TalkInterval;

/** What one party of a call did; {@code kind}: queue, ring, or a talk's, in capitals. */
public record IntervalRow(long callId, String role, String device, int agent, String kind, long fromNs, long toNs) {
    private static final long NS_PER_MS = 1_000_000;

    static IntervalRow of(TalkInterval f) {
        return new IntervalRow(
                f.callId(), f.role(), f.device(), f.agent(), f.kind().name(), f.fromNs(), f.toNs());
    }

    /** From the entry into the first queue until somebody talked with him, or the end. */
    static IntervalRow queue(CallRecord r) {
        CallRecord.Times t = r.times();
        long toNs = t.connectedNs() == 0 ? t.endedNs() : t.connectedNs();
        return new IntervalRow(r.callId(), "caller", r.parties().ani(), 0, "QUEUE", t.queuedNs(), toNs);
    }

    /** An agent's phone rings no more, answered or not. */
    static IntervalRow ring(long callId, AgentChanged f, long timeNs) {
        long fromNs = timeNs - f.inStateMs() * NS_PER_MS;
        return new IntervalRow(callId, "agent", f.device(), f.agent(), "RING", fromNs, timeNs);
    }
}
