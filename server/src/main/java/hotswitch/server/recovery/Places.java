package hotswitch.server.recovery;

import hotswitch.sip.timer.Spares;
import java.util.ArrayList;
import java.util.List;

/**
 * Room for the values of facts, used again. A place is at most an eighth larger than what lies in it, for there is one
 * for each fact of each call.
 */
final class Places {
    /** So many sizes from one power of two to the next. */
    private static final int STEPS = 8;

    private static final int STEP_BITS = 3;
    private static final int SMALLEST_BITS = 6;
    private static final int LARGEST_BITS = 14;

    private final List<Spares<byte[]>> unused = new ArrayList<>();

    Places() {
        for (int i = 0; i <= (LARGEST_BITS - SMALLEST_BITS) * STEPS; i++) {
            unused.add(new Spares<>());
        }
    }

    /** For so many bytes: of the size that {@link #fits} wants. */
    byte[] take(int length) {
        int index = index(length);
        if (index >= unused.size()) {
            return new byte[length];
        }
        byte[] place = unused.get(index).take();
        return place == null ? new byte[bytes(index)] : place;
    }

    /** It is neither too small for so many bytes nor so large that another should be taken. */
    static boolean fits(byte[] place, int length) {
        return place.length >= length && index(place.length) == index(length);
    }

    /** One that nobody has any more. */
    void giveBack(byte[] place) {
        int index = index(place.length);
        if (index < unused.size()) {
            unused.get(index).add(place);
        }
    }

    /** A while has passed. */
    void tidy() {
        unused.forEach(size -> size.tidy(1));
    }

    /** Bytes that lie here unused. */
    long unused() {
        long bytes = 0;
        for (int i = 0; i < unused.size(); i++) {
            bytes += (long) unused.get(i).size() * bytes(i);
        }
        return bytes;
    }

    private static int index(int length) {
        if (length <= 1 << SMALLEST_BITS) {
            return 0;
        }
        int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length - 1);
        int step = ((length - 1) >>> (bits - STEP_BITS)) - STEPS;
        return (bits - SMALLEST_BITS) * STEPS + step + 1;
    }

    private static int bytes(int index) {
        int bits = SMALLEST_BITS - STEP_BITS + index / STEPS;
        return (STEPS + index % STEPS) << bits;
    }
}
