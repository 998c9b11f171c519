package hotswitch.acd.kpi;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Disposition;

/** One ended call as it is counted. {@code wrapUpMs}: the wrap-up of its agent that followed it. */
public record CallRow(CallRecord record, long wrapUpMs) {
    /** How a flow names a call's end after it has served the caller. */
    public static final String SELF_SERVICE = "self-service";

    public boolean connected() {
        return record.times().connectedNs() != 0;
    }

    /** From the entry into the first queue to the answer or the end. */
    public long waitMs() {
        return record.times().durations().waitMs();
    }

    public boolean served() {
        return record.disposition() == Disposition.FLOW_COMPLETED
                && record.outcome().cause().equals(SELF_SERVICE);
    }

    public long handledMs() {
        return record.times().durations().talkMs() + record.times().durations().holdMs() + wrapUpMs;
    }
}
