package hotswitch.acd.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.stats.WaitErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A morning of a queue, first come, first served: are waits what was expected of them? */
final class PaceTest {
    private static final int AGENTS = 10;
    private static final int CALLS = 800;
    private static final double NS_PER_S = 1e9;
    /** Far from what is assumed where nothing is known. */
    private static final double HANDLING_S = 90;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Event> events = new ArrayList<>();
    private final long[] expectedMs = new long[CALLS];

    /** {@code starts} false: it arrives. */
    private record Event(long timeNs, boolean starts, int call) {}

    private double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    /** Half of the time five in a hundred more come than ten agents can serve. */
    private void morning() {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(AGENTS, 0.0));
        double arrival = 0;
        for (int call = 0; call < CALLS; call++) {
            double load = call < CALLS / 2 ? 1.05 : 0.9;
            arrival += exponential(HANDLING_S / AGENTS / load);
            double start = Math.max(arrival, free.remove());
            free.add(start + exponential(HANDLING_S));
            events.add(new Event((long) (arrival * NS_PER_S), false, call));
            events.add(new Event((long) (start * NS_PER_S), true, call));
        }
        events.sort((a, b) ->
                a.timeNs != b.timeNs ? Long.compare(a.timeNs, b.timeNs) : Boolean.compare(a.starts, b.starts));
    }

    @Test
    void theExpectationIsNearTheWait() {
        morning();
        Pace pace = new Pace();
        WaitErrors measured = new WaitErrors();
        WaitErrors assumed = new WaitErrors();
        List<Long> waits = new ArrayList<>();
        long[] arrivedNs = new long[CALLS];
        int waiting = 0;
        for (Event event : events) {
            if (!event.starts) {
                waiting++;
                arrivedNs[event.call] = event.timeNs;
                expectedMs[event.call] = pace.expectedMs(waiting, AGENTS);
                continue;
            }
            waiting--;
            long waitedMs = (event.timeNs - arrivedNs[event.call]) / 1_000_000;
            pace.answered(AGENTS, waiting, event.timeNs);
            if (waiting == 0) {
                pace.ranEmpty();
            }
            if (waitedMs > 0) {
                waits.add(waitedMs);
                measured.add(Math.abs(expectedMs[event.call] - waitedMs));
                assumed.add(Math.abs(waitedMs));
            }
        }
        Collections.sort(waits);
        long median = waits.get(waits.size() / 2);
        System.out.printf(
                "waits: median %d ms; wrong by %d ms (median), %d ms (90 %%)%n",
                median, measured.quantileMs(500), measured.quantileMs(900));
        assertEquals(HANDLING_S * 1_000, (double) pace.handlingMs(), HANDLING_S * 500);
        assertTrue(measured.quantileMs(500) * 3 < median, "half of the errors are below a third of the median wait");
        assertTrue(measured.quantileMs(900) < assumed.quantileMs(900), "better than to expect nothing");
    }

    @Test
    void aDayAtMost() {
        assertEquals(86_400_000, Pace.expectedMs(1, 0, 1, 0));
        assertEquals(86_400_000, Pace.expectedMs(Integer.MAX_VALUE, 1, 240_000, 0));
        assertEquals(48_000, Pace.expectedMs(2, 10, 240_000, 0));
    }

    @Test
    void quantilesLieWithinTheirBuckets() {
        WaitErrors errors = new WaitErrors();
        assertEquals(0, errors.quantileMs(500));
        for (int n = 1; n <= 10; n++) {
            errors.add(n * 1_000L);
        }
        assertEquals(5_000, errors.quantileMs(500));
        assertEquals(9_000, errors.quantileMs(900));
        errors.add(7_200_000);
        assertEquals(3_600_000, errors.quantileMs(1_000));
    }
}
