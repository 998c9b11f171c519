package hotswitch.media.recording;

/**
 * Places the packets of one side on the talk segment's time axis, in samples at 8 kHz from its start. The first packet
 * stands where it arrived; those after it stand by their RTP timestamps, so that jitter does not distort. Where the
 * timestamps cannot be the same stream any more (another source, a restarted sender) the next packet is placed by
 * arrival again; where the sender's clock runs away from ours the axis is shifted back in small steps.
 */
final class TimeAxis {
    private static final long NS_PER_SAMPLE = 125_000;
    private static final int SAMPLES_PER_MS = 8;
    /** A packet whose timestamp and sequence agree is believed even if the network held it so long. */
    private static final long HELD_UP_MAX = 10_000 * SAMPLES_PER_MS;
    /** One whose timestamp jumped otherwise (a pause of the sender) must agree with its arrival so closely. */
    private static final long JITTER_MAX = 250 * SAMPLES_PER_MS;

    private static final int STEPS_MAX = 500;
    private static final long DRIFT_WINDOW_NS = 10_000_000_000L;
    private static final long DRIFT_MAX = 40 * SAMPLES_PER_MS;

    private final long startNs;
    private boolean anchored;
    private int anchorTimestamp;
    private long anchorPosition;
    private int lastTimestamp;
    private int lastSequence;
    private long end;
    private long windowStartNs;
    private long windowEarliest;

    TimeAxis(long startNs) {
        this.startNs = startNs;
    }

    static long samples(long ns) {
        return ns / NS_PER_SAMPLE;
    }

    /** Where the last sample placed so far ends. */
    long end() {
        return end;
    }

    /** @return position of the packet's first sample; may be negative, and may lie before earlier packets */
    long place(long arrivalNs, int rtpTimestamp, int sequence, int samples) {
        long arrival = samples(arrivalNs - startNs);
        if (!anchored || !sameStream(arrival, rtpTimestamp, sequence, samples))
            anchor(arrival, arrivalNs, rtpTimestamp);
        long position = position(rtpTimestamp);
        lastTimestamp = rtpTimestamp;
        lastSequence = sequence;
        end = Math.max(end, position + samples);
        watchDrift(arrivalNs, position - arrival);
        return position;
    }

    private long position(int rtpTimestamp) {
        return anchorPosition + (rtpTimestamp - anchorTimestamp);
    }

    private boolean sameStream(long arrival, int rtpTimestamp, int sequence, int samples) {
        int steps = (short) (sequence - lastSequence);
        boolean agrees = Math.abs(steps) <= STEPS_MAX && rtpTimestamp - lastTimestamp == steps * samples;
        return Math.abs(position(rtpTimestamp) - arrival) <= (agrees ? HELD_UP_MAX : JITTER_MAX);
    }

    /** A new stream that comes in a burst must not overwrite what is placed already. */
    private void anchor(long arrival, long arrivalNs, int rtpTimestamp) {
        anchorTimestamp = rtpTimestamp;
        anchorPosition = anchored ? Math.max(arrival, Math.min(end, arrival + JITTER_MAX)) : arrival;
        anchored = true;
        windowStartNs = arrivalNs;
        windowEarliest = anchorPosition - arrival;
    }

    /** The least delayed packet of a window shows the drift; the others show jitter. */
    private void watchDrift(long arrivalNs, long ahead) {
        if (arrivalNs - windowStartNs < DRIFT_WINDOW_NS) {
            windowEarliest = Math.max(windowEarliest, ahead);
            return;
        }
        long shift = Math.abs(windowEarliest) > DRIFT_MAX ? windowEarliest : 0;
        anchorPosition -= shift;
        windowStartNs = arrivalNs;
        windowEarliest = ahead - shift;
    }
}
