package hotswitch.acd.queue;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/**
 * How fast a line becomes shorter. Its agents: measured while it does not run empty, from one answer to the next, as
 * agent-time per call, whatever keeps them (talk, wrap-up, breaks, other queues); until then from the talks alone. Its
 * callers: how long they wait before they give up, of all who had to wait. All in whole ms.
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
    /** Of what callers do, each one's share fades by one part of these with each later one. */
    private static final int CALLERS = 256;

    private static final int MILLI = 1_000;
    /** This part of those who are nearer the head is taken at once. */
    private static final int COARSE = 4;
    /** Parts of a ms in which is summed up. */
    private static final long FINE = 256;
    /** 18 hours, so that nothing overflows. */
    private static final long LONGEST_MS = (1 << 26) - 1;

    private long talksMs;
    private long paceMs;
    private int samples;
    /** Of the last answer since which somebody has waited all the time; 0: the queue has run empty since. */
    private long answeredNs;
    /** By those who had to wait, together. */
    private long waitedMs;
    /** Thousandths of those of them who gave up. */
    private long gaveUp;

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

    /** Somebody who had to wait waits no more: he was answered, sent on, or he {@code left} by himself. */
    public void waited(long ms, boolean left) {
        waitedMs += ms - waitedMs / CALLERS;
        gaveUp += (left ? MILLI : 0) - gaveUp / CALLERS;
    }

    private static long mean(long former, long sample) {
        return former == 0 ? sample : former + (sample - former) / WEIGHT;
    }

    /** Agent-time per call. */
    public long handlingMs() {
        return samples == ENOUGH ? paceMs : talksMs > 0 ? talksMs : USUAL_MS;
    }

    /** How long a caller waits until he gives up, on average, were nobody ever answered; 0: hardly anybody does. */
    public long patienceMs() {
        return gaveUp < ENOUGH * MILLI ? 0 : Math.max(1, waitedMs * MILLI / gaveUp);
    }

    /** Until somebody at this position (from 1) is answered, by so many agents; a day at most. */
    long expectedMs(int position, int agents) {
        return expectedMs(position, agents, handlingMs(), patienceMs());
    }

    /**
     * The same. While i others are before him the line gets shorter by agents ÷ handling + i ÷ patience a ms; the sum
     * over i of the reciprocals (Ibrahim and Whitt, "Real-Time Delay Estimation in Overloaded Multiserver Queues with
     * Abandonments", 2009: QLm). The further back, the more of them are taken at once, all as the middle one.
     */
    public static long expectedMs(int position, int agents, long handlingMs, long patienceMs) {
        if (agents == 0) {
            return DAY_MS;
        }
        if (patienceMs == 0) {
            return Math.min(DAY_MS, position * handlingMs / agents);
        }
        long handling = Math.min(handlingMs, LONGEST_MS);
        long patience = Math.min(patienceMs, LONGEST_MS);
        long sum = 0;
        for (int before = 0, step; before < position; before += step) {
            step = Math.min(position - before, Math.max(1, before / COARSE));
            long twiceTheMiddle = 2L * before + step - 1;
            sum += step * (2 * FINE * handling * patience / (2L * agents * patience + twiceTheMiddle * handling));
        }
        return Math.min(DAY_MS, sum / FINE);
    }

    public void write(BytesWriter out) {
        out.i64(talksMs).i64(paceMs).i32(samples).i64(answeredNs).i64(waitedMs).i64(gaveUp);
    }

    public void read(BytesReader in) {
        talksMs = in.i64();
        paceMs = in.i64();
        samples = in.i32();
        answeredNs = in.i64();
        waitedMs = in.i64();
        gaveUp = in.i64();
    }
}
