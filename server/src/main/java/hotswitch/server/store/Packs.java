package hotswitch.server.store;

import hotswitch.acd.codec.BytesReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What a batch has of facts that are asked for only by their call or by a stretch of time. They are kept as they are,
 * many in one row: what a row costs is the statement, its values and the indexes, and hardly its bytes. Those about
 * calls are together with those of the calls that came just before and after, so that a call is found by an index and
 * what has to be looked through does not grow.
 */
final class Packs {
    /** Calls whose ids differ in these bits only are a block: 64, when each has one leg with an id of its own. */
    private static final int BLOCK_BITS = 8;

    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    private final Rows callRows;
    private final Stretch agents;
    private final Stretch waits;
    private final Rooms rooms = new Rooms();
    private final Long2ObjectHashMap<Pack> byBlock = new Long2ObjectHashMap<>();
    /** Those of the batch, in the order in which their blocks were first seen. */
    private final List<Pack> used = new ArrayList<>();

    private final List<Pack> idle = new ArrayList<>();

    /** Statements whose marks are: block, number and pack; end, number, begin and pack. */
    Packs(Rows calls, Rows agents, Rows waits) {
        this.callRows = calls;
        this.agents = new Stretch(agents);
        this.waits = new Stretch(waits);
    }

    static long block(long callId) {
        return callId >> BLOCK_BITS;
    }

    /** Which of its block. */
    static int place(long callId) {
        return (int) callId & BLOCK_MASK;
    }

    /** The next bytes are a fact about this call. */
    void ofCall(long callId, long timeNs, BytesReader in, int length) {
        pack(callId).add(place(callId), timeNs, in, length);
    }

    /** There was a fact of this type about the call; it is kept elsewhere. */
    void markCall(long callId, long timeNs, int type) {
        pack(callId).mark(place(callId), timeNs, type);
    }

    /** The next bytes tell of something that began then and is over. */
    void ofAgent(long fromNs, long timeNs, BytesReader in, int length) {
        agents.add(fromNs, timeNs, in, length);
    }

    void ofWait(long timeNs, BytesReader in, int length) {
        waits.add(timeNs, timeNs, in, length);
    }

    private Pack pack(long callId) {
        long block = block(callId);
        Pack pack = byBlock.get(block);
        if (pack == null) {
            pack = (idle.isEmpty() ? new Pack() : idle.removeLast()).begin(block);
            byBlock.put(block, pack);
            used.add(pack);
        }
        return pack;
    }

    /** All of it becomes rows. {@code newest}: the number of the batch's last fact, by which rows follow each other. */
    void end(long newest) throws SQLException {
        for (Pack pack : used) {
            callRows.row().add(pack.key()).add(newest).add(pack.bytes(rooms));
            callRows.end();
        }
        agents.end(newest, rooms);
        waits.end(newest, rooms);
    }

    /** The rows are written. */
    void begin() {
        rooms.giveBack();
        byBlock.clear();
        idle.addAll(used);
        used.clear();
    }

    /** Facts of a stretch of time. */
    private static final class Stretch {
        private final Rows rows;
        private final Pack pack = new Pack();
        private long fromNs = Long.MAX_VALUE;
        private long toNs;

        Stretch(Rows rows) {
            this.rows = rows;
        }

        void add(long beginNs, long timeNs, BytesReader in, int length) {
            pack.add(0, timeNs, in, length);
            fromNs = Math.min(fromNs, beginNs);
            toNs = timeNs;
        }

        void end(long newest, Rooms rooms) throws SQLException {
            if (!pack.isEmpty()) {
                rows.row().add(toNs).add(newest).add(fromNs).add(pack.bytes(rooms));
                rows.end();
                pack.begin(0);
                fromNs = Long.MAX_VALUE;
            }
        }
    }
}
