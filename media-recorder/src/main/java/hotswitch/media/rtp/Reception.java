package hotswitch.media.rtp;

/** What is received of one peer: order, loss and jitter, as a report block needs them (RFC 3550 §6.4.1). */
public final class Reception {
    private static final long NS_PER_TICK = 125_000;

    private final SequenceWindow window = new SequenceWindow();
    private long received;
    private long expectedAtReport;
    private long receivedAtReport;
    private int lastTransit;
    private boolean transitKnown;
    /** Sixteen times the jitter in clock ticks, as in appendix A.8. */
    private int jitter16;

    /** Another peer, of whom nothing came yet. */
    public void begin() {
        window.begin();
        received = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
        lastTransit = 0;
        transitKnown = false;
        jitter16 = 0;
    }

    /** Takes a packet's number; what is not a duplicate or a stray counts as received. */
    public SequenceWindow.Verdict onPacket(int sequence) {
        SequenceWindow.Verdict verdict = window.judge(sequence);
        switch (verdict) {
            case NEW, LATE -> received++;
            case RESTART -> {
                received++;
                transitKnown = false;
            }
            case DUPLICATE, STRAY -> {}
        }
        return verdict;
    }

    /** Takes the timing of a packet of audio: events keep their first timestamp and would falsify the jitter. */
    public void onTiming(int timestamp, long arrivalNs) {
        int transit = (int) (arrivalNs / NS_PER_TICK) - timestamp;
        if (transitKnown) {
            int difference = Math.abs(transit - lastTransit);
            jitter16 += difference - ((jitter16 + 8) >> 4);
        }
        lastTransit = transit;
        transitKnown = true;
    }

    /** Another stream begins. */
    public void restart() {
        window.restart();
        transitKnown = false;
    }

    public long received() {
        return received;
    }

    /** Cumulative loss; negative in theory only, as duplicates are not counted. */
    public long lost() {
        return window.expected() - received;
    }

    /** Interarrival jitter in ticks of 1/8,000 s. */
    public int jitterTicks() {
        return jitter16 >> 4;
    }

    public double jitterMs() {
        return jitter16 / 16.0 / 8.0;
    }

    public long extendedHighest() {
        return window.extendedHighest();
    }

    /** The loss since the last report as a share of 256 (appendix A.3); asking begins the next interval. */
    int takeFractionLost() {
        long expected = window.expected() - expectedAtReport;
        long lost = expected - (received - receivedAtReport);
        expectedAtReport = window.expected();
        receivedAtReport = received;
        return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }
}
