package hotswitch.sip.overload;

/** The waits of one window in one line: of datagrams, or of streams. */
final class Waits {
    /** Fewer messages than this in a window are no overload, whatever delayed them. */
    private static final int MESSAGES_MIN = 20;

    private long leastNs;
    private long mostNs;
    private int messages;

    Waits() {
        clear();
    }

    void clear() {
        leastNs = Long.MAX_VALUE;
        mostNs = 0;
        messages = 0;
    }

    void add(long waitNs, int count) {
        leastNs = Math.min(leastNs, waitNs);
        mostNs = Math.max(mostNs, waitNs);
        messages += count;
    }

    private boolean tells() {
        return messages >= MESSAGES_MIN;
    }

    /** The shortest wait, 0 where too few came to tell. */
    long leastNs() {
        return tells() ? leastNs : 0;
    }

    /** The longest. */
    long mostNs() {
        return tells() ? mostNs : 0;
    }
}
