package hotswitch.acd.queue;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/**
 * How fast a queue is served. Measured while it does not run empty, from one answer to the next: agent-time per call,
 * whatever keeps the agents (talk, wrap-up, breaks, other queues). Until then from the talks alone. All in whole ms.
 */
public final class Pace {
    /** Handling time of a call where nothing else is known (requirements: 240 s with wrap-up). */
    private static final long USUAL_MS = 240_000;

    /** Nobody is there to say anything about: no expected wait is longer. */
    public static final long DAY_MS = 86_400_000;

    private static final long NS_PER_MS = 1_000_000;
    /** Each sample moves the mean by one part of these. */
    private static final int WEIGHT = 16;
    /** After so many samples the pace itself is believed, not the talks. */
    private static final int ENOUGH = 5;

    private long talksMs;
    private long paceMs;
    private int samples;
    /** Of the last answer since which somebody has waited all the time; 0: the queue has run empty since. */
    private long answeredNs;

    /** An agent answered; {@code agents}: how many are logged on, {@code waiting}: how many are still there. */
    void answered(int agents, int waiting, long nowNs) {
        if (answeredNs != 0 && agents > 0) {
            paceMs = mean(paceMs, (nowNs - answeredNs) / NS_PER_MS * agents);
            samples = Math.min(samples + 1, ENOUGH);
        }
        answeredNs = waiting > 0 ? nowNs : 0;
    }

    /** Nobody waits any more. */
    void ranEmpty() {
        answeredNs = 0;
    }

    /** A call was talked and wrapped up. */
    public void handled(long ms) {
        talksMs = mean(talksMs, ms);
    }

    private static long mean(long former, long sample) {
        return former == 0 ? sample : former + (sample - former) / WEIGHT;
    }

    /** Agent-time per call. */
    public long handlingMs() {
        return samples == ENOUGH ? paceMs : talksMs > 0 ? talksMs : USUAL_MS;
    }

    /** Until somebody at this position (from 1) is answered, by so many agents; a day at most. */
    public static long expectedMs(int position, int agents, long handlingMs) {
        return agents == 0 ? DAY_MS : Math.min(DAY_MS, position * handlingMs / agents);
    }

    public void write(BytesWriter out) {
        out.i64(talksMs).i64(paceMs).i32(samples).i64(answeredNs);
    }

    public void read(BytesReader in) {
        talksMs = in.i64();
        paceMs = in.i64();
        samples = in.i32();
        answeredNs = in.i64();
    }
}
