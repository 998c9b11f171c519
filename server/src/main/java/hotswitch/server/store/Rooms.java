package hotswitch.server.store;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Arrays for receipts, used again: JDBC wants each of just its length and keeps it until the end of the batch, and
 * receipts of one centre have a few dozen lengths.
 */
final class Rooms {
    private static final int IDLE_MAX = 4_096;

    private final Int2ObjectHashMap<List<byte[]>> idle = new Int2ObjectHashMap<>();
    private final List<byte[]> taken = new ArrayList<>();
    private int idleCount;

    byte[] take(int length) {
        List<byte[]> free = idle.get(length);
        boolean none = free == null || free.isEmpty();
        byte[] room = none ? new byte[length] : free.removeLast();
        idleCount -= none ? 0 : 1;
        taken.add(room);
        return room;
    }

    /** The batch is over: nobody has any of them any more. */
    void giveBack() {
        if (idleCount >= IDLE_MAX) { // of lengths that nobody asks for any more
            idle.clear();
            idleCount = 0;
        }
        for (int i = 0; i < taken.size(); i++) {
            byte[] room = taken.get(i);
            List<byte[]> free = idle.get(room.length);
            if (free == null) {
                free = new ArrayList<>();
                idle.put(room.length, free);
            }
            free.add(room);
            idleCount++;
        }
        taken.clear();
    }
}
