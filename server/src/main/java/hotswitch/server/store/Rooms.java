package hotswitch.server.store;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Arrays for packs, used again: JDBC writes all of the array that it is given and keeps it until the end of the batch.
 * They come in steps of a sixteenth of their length, so that few are longer than they have to be and those of one
 * batch serve the next.
 */
final class Rooms {
    private static final int IDLE_BYTES_MAX = 8 << 20;
    private static final int STEPS_BITS = 4;

    private final Int2ObjectHashMap<List<byte[]>> idle = new Int2ObjectHashMap<>();
    private final List<byte[]> taken = new ArrayList<>();
    private int idleBytes;

    /** At least so long; what it holds is of no meaning. */
    byte[] take(int atLeast) {
        int length = rounded(atLeast);
        List<byte[]> free = idle.get(length);
        boolean none = free == null || free.isEmpty();
        byte[] room = none ? new byte[length] : free.removeLast();
        idleBytes -= none ? 0 : length;
        taken.add(room);
        return room;
    }

    static int rounded(int length) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(length);
        int low = (1 << Math.max(0, bits - STEPS_BITS - 1)) - 1;
        return length + low & ~low;
    }

    /** The batch is over: nobody has any of them any more. */
    void giveBack() {
        if (idleBytes >= IDLE_BYTES_MAX) { // of lengths that nobody asks for any more
            idle.clear();
            idleBytes = 0;
        }
        for (int i = 0; i < taken.size(); i++) {
            byte[] room = taken.get(i);
            List<byte[]> free = idle.get(room.length);
            if (free == null) {
                free = new ArrayList<>();
                idle.put(room.length, free);
            }
            free.add(room);
            idleBytes += room.length;
        }
        taken.clear();
    }
}
