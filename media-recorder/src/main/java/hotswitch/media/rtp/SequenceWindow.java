package hotswitch.media.rtp;

/**
 * Judges sequence numbers as RFC 3550 appendix A.1 does, with a window of 64 for what was overtaken or doubled.
 * It also knows how many packets should have come.
 */
public final class SequenceWindow {
    /** What a packet's number says about it. */
    public enum Verdict {
        /** Ahead of all before. */
        NEW,
        /** Overtaken, and not seen yet. */
        LATE,
        /** Seen already, or so old that it cannot be told. */
        DUPLICATE,
        /** Far off; believed only if the next one follows it. */
        STRAY,
        /** The second of two that follow each other far off: the sender began anew. */
        RESTART
    }

    private static final int DROPOUT_MAX = 3_000;
    private static final int WINDOW = 64;
    private static final int NONE = -1;

    private boolean started;
    private int highest;
    private int stray;
    private long cycles;
    private long base;
    private long expectedBefore;
    /** Bit n: the number highest - n has been seen. */
    private long seen;

    public SequenceWindow() {
        begin();
    }

    /** As if nothing had come. */
    void begin() {
        started = false;
        highest = 0;
        stray = NONE;
        cycles = 0;
        base = 0;
        expectedBefore = 0;
        seen = 0;
    }

    public Verdict judge(int sequence) {
        if (!started) {
            start(sequence);
            return Verdict.NEW;
        }
        int ahead = (short) (sequence - highest);
        if (ahead > 0 && ahead < DROPOUT_MAX) {
            advance(sequence, ahead);
            return Verdict.NEW;
        }
        if (ahead <= 0 && ahead > -WINDOW) return overtaken(-ahead);
        if (sequence == stray) {
            expectedBefore = expected();
            start(sequence);
            return Verdict.RESTART;
        }
        stray = (sequence + 1) & 0xFFFF;
        return Verdict.STRAY;
    }

    /** A new sender: numbers begin anew, what was expected so far stays counted. */
    public void restart() {
        if (started) expectedBefore = expected();
        started = false;
    }

    /** How many packets the sender has sent as far as the numbers tell. */
    public long expected() {
        return started ? expectedBefore + extendedHighest() - base + 1 : expectedBefore;
    }

    /** RFC 3550 §6.4.1: the highest number with the count of cycles above it. */
    public long extendedHighest() {
        return cycles + highest;
    }

    private void start(int sequence) {
        started = true;
        highest = sequence;
        cycles = 0;
        base = sequence;
        seen = 1;
        stray = NONE;
    }

    private void advance(int sequence, int ahead) {
        seen = ahead < WINDOW ? (seen << ahead) | 1 : 1;
        if (sequence < highest) cycles += 1 << 16;
        highest = sequence;
        stray = NONE;
    }

    private Verdict overtaken(int behind) {
        long bit = 1L << behind;
        if ((seen & bit) != 0 || extendedHighest() - behind < base) return Verdict.DUPLICATE;
        seen |= bit;
        return Verdict.LATE;
    }
}
