package hotswitch.acd.centre;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** What only counts on: the time seen last, facts, ids, places. */
public final class Counts {
    private static final int ID_STEP = 2;
    /** Epoch ns. */
    long nowNs;

    long eventSeq;
    private long lastId = -1;
    private long lastPlace;
    private long lastIdle;
    private long lastArrived;
    /** The last call of hunt-only mode that was taken in: file and line. */
    private String huntFile = "";

    private int huntLine;

    public long eventSeq() {
        return eventSeq;
    }

    /** An id of the core: odd ({@code Ids}). */
    public long newId() {
        lastId += ID_STEP;
        return lastId;
    }

    /** Each entry into the centre's waiting lines has its own. */
    public long newPlace() {
        return ++lastPlace;
    }

    /** Who becomes idle later has a greater one. */
    public long newIdle() {
        return ++lastIdle;
    }

    /** An edge gave this call its id, greater than all before. */
    public void arrived(long callId) {
        lastArrived = Math.max(lastArrived, callId);
    }

    /** The last call that an edge brought; 0 none. */
    public long lastArrived() {
        return lastArrived;
    }

    /** False: this line was passed before. */
    public boolean huntedUpTo(String file, int line) {
        if (file.equals(huntFile) && line <= huntLine) {
            return false;
        }
        huntFile = file;
        huntLine = line;
        return true;
    }

    public void write(BytesWriter out) {
        out.i64(nowNs).i64(eventSeq).i64(lastId).i64(lastPlace).i64(lastIdle).i64(lastArrived);
        out.text(huntFile).i32(huntLine);
    }

    public void read(BytesReader in) {
        nowNs = in.i64();
        eventSeq = in.i64();
        lastId = in.i64();
        lastPlace = in.i64();
        lastIdle = in.i64();
        lastArrived = in.i64();
        huntFile = in.text();
        huntLine = in.i32();
    }
}
