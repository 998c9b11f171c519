package hotswitch.acd.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.stats.WaitErrors;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Callers who give up make the line shorter: does the expected wait foresee it? */
final class PatienceTest {
    private static final int AGENTS = 10;
    private static final int CALLS = 6_000;
    private static final double HANDLING_S = 90;
    private static final double PATIENCE_S = 120;
    /** So much more comes than could be served. */
    private static final double LOAD = 1.4;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Pace pace = new Pace();
    private final WaitErrors foreseen = new WaitErrors();
    private final WaitErrors blind = new WaitErrors();
    private final ArrayDeque<Waiter> line = new ArrayDeque<>();
    private double nowS;
    private long waits;
    private long signed;

    private record Waiter(double sinceS, double giveUpS, long expectedMs, long blindMs) {}

    private double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    private static long ms(double s) {
        return Math.round(s * 1_000);
    }

    /** A day of a queue, first come, first served. */
    private void day() {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(AGENTS, 0.0));
        double arrivalS = 0;
        for (int call = 0; call < CALLS; call++) {
            arrivalS += exponential(HANDLING_S / AGENTS / LOAD);
            while (!line.isEmpty() && free.peek() <= arrivalS) {
                goOn(free.peek());
                if (!line.isEmpty()) {
                    answer(line.removeFirst());
                    free.add(free.remove() + exponential(HANDLING_S));
                }
            }
            goOn(arrivalS);
            if (free.peek() <= nowS) {
                free.remove();
                free.add(nowS + exponential(HANDLING_S));
            } else {
                int position = line.size() + 1;
                long blindMs = Pace.expectedMs(position, AGENTS, pace.handlingMs(), 0);
                line.addLast(
                        new Waiter(nowS, nowS + exponential(PATIENCE_S), pace.expectedMs(position, AGENTS), blindMs));
            }
        }
    }

    private void goOn(double toS) {
        nowS = Math.max(nowS, toS);
        line.removeIf(waiter -> {
            boolean left = waiter.giveUpS <= nowS;
            if (left) {
                pace.waited(ms(waiter.giveUpS - waiter.sinceS), true);
            }
            return left;
        });
        if (line.isEmpty()) {
            pace.ranEmpty();
        }
    }

    private void answer(Waiter waiter) {
        long waitedMs = ms(nowS - waiter.sinceS);
        pace.answered(AGENTS, line.size(), (long) (nowS * 1e9));
        pace.waited(waitedMs, false);
        foreseen.add(Math.abs(waiter.expectedMs - waitedMs));
        blind.add(Math.abs(waiter.blindMs - waitedMs));
        signed += waiter.expectedMs - waitedMs;
        waits++;
    }

    @Test
    void whoGivesUpIsForeseen() {
        day();
        System.out.printf(
                "patience %d ms; wrong by %d ms (median), %d ms (90 %%), on average %d ms too long;"
                        + " without it by %d and %d ms%n",
                pace.patienceMs(),
                foreseen.quantileMs(500),
                foreseen.quantileMs(900),
                signed / waits,
                blind.quantileMs(500),
                blind.quantileMs(900));
        assertEquals(PATIENCE_S * 1_000, (double) pace.patienceMs(), PATIENCE_S * 300);
        assertTrue(foreseen.quantileMs(500) < blind.quantileMs(500), "half of the errors are smaller");
        assertTrue(4 * foreseen.quantileMs(900) < 3 * blind.quantileMs(900), "and the large ones by a quarter");
    }

    /** The sum of the reciprocals, step by step. */
    @Test
    void theWaitIsTheSumOverWhoIsBefore() {
        for (int position : new int[] {1, 2, 5, 8, 9, 17, 40, 1_000, 10_000}) {
            double sum = 0;
            for (int before = 0; before < position; before++) {
                sum += 1 / (12 / 240_000.0 + before / 180_000.0);
            }
            assertEquals(
                    sum, (double) Pace.expectedMs(position, 12, 240_000, 180_000), sum / 200 + 1, "at " + position);
        }
        assertEquals(60_000, Pace.expectedMs(3, 12, 240_000, 0));
    }

    /** Nobody is said to be impatient before some were, and those who find somebody ready say nothing. */
    @Test
    void aFewSayNothing() {
        for (int n = 0; n < 4; n++) {
            pace.waited(60_000, true);
        }
        assertEquals(0, pace.patienceMs());
        pace.waited(60_000, true);
        pace.waited(60_000, true);
        pace.waited(360_000, false);
        pace.waited(360_000, false);
        assertEquals(180_000, (double) pace.patienceMs(), 3_000, "1,080 s of waiting, six left");
    }
}
