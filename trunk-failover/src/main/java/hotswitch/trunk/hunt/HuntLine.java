package hotswitch.trunk.hunt;

import hotswitch.trunk.hunt.HuntConfig.LineConfig;
import java.nio.ByteBuffer;

/** One line: {@code IDLE → BUSY → IDLE}, {@code BUSY → FAILED → IDLE} after a rest. */
public final class HuntLine {
    /** Written length. */
    static final int BYTES = 1 + 4 * Long.BYTES;

    private LineConfig config;
    private LineState state = LineState.IDLE;
    private long callId;
    private long sinceNs;
    private long restUntilNs;
    private long idleRank;

    HuntLine(LineConfig config, long idleRank) {
        this.config = config;
        this.idleRank = idleRank;
    }

    public LineConfig config() {
        return config;
    }

    public String name() {
        return config.name();
    }

    public LineState state() {
        return state;
    }

    /** Who has it, 0 = nobody. */
    public long callId() {
        return callId;
    }

    /** Epoch ns of the last change. */
    public long sinceNs() {
        return sinceNs;
    }

    /** End of the rest, epoch ns; 0 unless FAILED. */
    public long restUntilNs() {
        return restUntilNs;
    }

    /** The smaller, the longer idle. */
    long idleRank() {
        return idleRank;
    }

    void configure(LineConfig next) {
        config = next;
    }

    void take(long call, long nowNs) {
        become(LineState.BUSY, nowNs);
        callId = call;
    }

    void free(long rank, long nowNs) {
        become(LineState.IDLE, nowNs);
        callId = 0;
        restUntilNs = 0;
        idleRank = rank;
    }

    void fail(long untilNs, long nowNs) {
        become(LineState.FAILED, nowNs);
        callId = 0;
        restUntilNs = untilNs;
    }

    void write(ByteBuffer out) {
        out.put((byte) state.ordinal())
                .putLong(callId)
                .putLong(sinceNs)
                .putLong(restUntilNs)
                .putLong(idleRank);
    }

    void read(ByteBuffer in) {
        state = LineState.values()[in.get()];
        callId = in.getLong();
        sinceNs = in.getLong();
        restUntilNs = in.getLong();
        idleRank = in.getLong();
    }

    private void become(LineState next, long nowNs) {
        boolean legal = switch (next) {
            case IDLE -> state != LineState.IDLE;
            case BUSY -> state == LineState.IDLE;
            case FAILED -> state == LineState.BUSY;
        };
        if (!legal) {
            throw new IllegalStateException("line " + name() + ": " + state + " -> " + next);
        }
        state = next;
        sinceNs = nowNs;
    }
}
