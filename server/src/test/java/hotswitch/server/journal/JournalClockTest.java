package hotswitch.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class JournalClockTest {
    private static final long S = 1_000_000_000L;
    private static final long START = 1_800_000_000L * S;

    /** Stepped by hand. */
    private static final class Stepped implements JournalClock.Source {
        private long wallNs = START;
        private long nano = -7 * S;

        @Override
        public long wallNs() {
            return wallNs;
        }

        @Override
        public long nanoTime() {
            return nano;
        }

        void step(long ns) {
            wallNs += ns;
            nano += ns;
        }
    }

    private final Stepped source = new Stepped();

    @Test
    void startsAtTheWallAndGoesWithIt() {
        JournalClock clock = new JournalClock(source, 0);
        assertEquals(START, clock.stamp());
        source.step(3);
        assertEquals(START + 3, clock.stamp());
        assertEquals(source.nano + 10, clock.nanoTimeAt(START + 13));
    }

    @Test
    void whatComesInOneBatchFollowsByNanosecondsAndNothingGoesBackBehindIt() {
        JournalClock clock = new JournalClock(source, 0);
        clock.stamp();
        assertEquals(START + 1, clock.stampNext());
        assertEquals(START + 2, clock.stampNext());
        source.step(1);
        assertEquals(START + 2, clock.stamp());
        source.step(2);
        assertEquals(START + 3, clock.stamp());
    }

    @Test
    void neverBeforeTheLastEntryAndDrawnBackToTheWall() {
        JournalClock clock = new JournalClock(source, START + 10 * S);
        long last = clock.stamp();
        assertEquals(START + 10 * S, last);
        for (int i = 0; i < 20_000; i++) {
            source.step(S);
            long now = clock.stamp();
            assertTrue(now >= last);
            last = now;
        }
        assertEquals(source.wallNs, last);
    }

    @Test
    void aWallThatIsSetBackDoesNotTurnTimeBackAndASmallErrorIsDrawnSlowly() {
        JournalClock clock = new JournalClock(source, 0);
        clock.stamp();
        source.wallNs -= S;
        source.step(2 * S);
        assertEquals(START + 2 * S - 2 * S / 2_000, clock.stamp());
    }
}
