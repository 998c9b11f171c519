package hotswitch.acd.hunt;

import hotswitch.acd.LineState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.LineConfig;

/** A backup line: {@code IDLE → BUSY → IDLE}, {@code BUSY → FAILED → IDLE} after a rest. */
public final class Line {
    public LineConfig config;
    private LineState state = LineState.IDLE;
    /** Who has it; 0: nobody. */
    long callId;
    /** The end of the rest, epoch ns. */
    long restUntilNs;
    /** Grows with each release: the longest idle has the smallest. */
    long idleOrder;
    /** No longer in the configuration: vanishes when idle. */
    boolean removed;

    Line(LineConfig config) {
        this.config = config;
    }

    public String name() {
        return config.name();
    }

    public LineState state() {
        return state;
    }

    public long callId() {
        return callId;
    }

    void become(LineState next) {
        boolean legal = switch (next) {
            case IDLE -> state != LineState.IDLE;
            case BUSY -> state == LineState.IDLE;
            case FAILED -> state == LineState.BUSY;
        };
        if (!legal) {
            throw new IllegalStateException("line " + name() + ": " + state + " -> " + next);
        }
        state = next;
    }

    void write(BytesWriter out) {
        out.text(name()).i8(state.ordinal()).i64(callId).i64(restUntilNs);
    }

    void readRest(BytesReader in) {
        state = LineState.values()[in.i8()];
        callId = in.i64();
        restUntilNs = in.i64();
    }
}
