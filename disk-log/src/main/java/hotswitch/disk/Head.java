package hotswitch.disk;

/**
 * The eight bytes before a record: its length, and a check over length, place and the file's salt. So a head can be
 * looked for from anywhere in a file, and nothing that a record holds can pass for one.
 */
final class Head {
    static final int BYTES = 8;
    /** Heads lie at multiples of this. */
    static final int ALIGNMENT = 8;

    static final int LENGTH_MAX = (1 << 27) - 1;
    private static final int NONE = -1;
    /** The odd constants of MurmurHash3's finalizer. */
    private static final long MIX_1 = 0xff51afd7ed558ccdL;

    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

    private Head() {}

    static long of(int length, long at, long salt) {
        return (long) length << Integer.SIZE | Integer.toUnsignedLong(check(length, at, salt));
    }

    /** Of the record whose head this is; −1 if it is none. */
    static int length(long head, long at, long salt) {
        int length = (int) (head >>> Integer.SIZE);
        boolean fits = length > 0 && length <= LENGTH_MAX && (int) head == check(length, at, salt);
        return fits ? length : NONE;
    }

    /** Where the next head lies. */
    static long behind(long at, int length) {
        return align(at + BYTES + length);
    }

    static long align(long at) {
        return at + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private static int check(int length, long at, long salt) {
        long mixed = salt ^ at ^ (long) length << Integer.SIZE;
        mixed = (mixed ^ mixed >>> 33) * MIX_1;
        mixed = (mixed ^ mixed >>> 33) * MIX_2;
        return (int) (mixed ^ mixed >>> 33);
    }
}
