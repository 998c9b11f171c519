package hotswitch.acd.kpi;

import hotswitch.acd.CallRecord;

/**
 * One ended call as it is counted. {@code wrapUpMs}: the wrap-up of its agent that followed; {@code served}: the flow
 * did what the caller wanted; {@code messageLeft}: the caller said something that is recorded, to nobody.
 */
public record CallRow(CallRecord record, long wrapUpMs, boolean served, boolean messageLeft) {
    public boolean connected() {
        return record.times().connectedNs() != 0;
    }

    /** From the entry into the first queue to the answer or the end. */
    public long waitMs() {
        return record.times().durations().waitMs();
    }

    public long handledMs() {
        return record.times().durations().talkMs() + record.times().durations().holdMs() + wrapUpMs;
    }
}
