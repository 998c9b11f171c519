package hotswitch.sip.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final class Alarm extends TimerHeap.Timed {
        private final int number;
        private final List<String> rang;

        Alarm(int number, List<String> rang) {
            this.number = number;
            this.rang = rang;
        }

        @Override
        protected void onDue(long nowNs) {
            rang.add(number + "@" + nowNs);
        }
    }

    private record Set(int number, long dueNs, long age) {}

    @Test
    void ringsInOrderOfTimeAndAgeWhateverWasMovedOrCancelled() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TimerHeap heap = new TimerHeap();
            List<String> rang = new ArrayList<>();
            List<Alarm> alarms = new ArrayList<>();
            List<Set> expected = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                alarms.add(new Alarm(i, rang));
            }
            for (int age = 0; age < 1_000; age++) {
                int number = random.nextInt(alarms.size());
                expected.removeIf(set -> set.number() == number);
                if (random.nextInt(3) == 0) {
                    heap.cancel(alarms.get(number));
                } else {
                    long dueNs = random.nextInt(100);
                    if (random.nextBoolean()) {
                        heap.set(alarms.get(number), dueNs);
                    } else {
                        dueNs = Math.min(99, dueNs / 10 + age / 10);
                        heap.setLast(alarms.get(number), dueNs);
                    }
                    expected.add(new Set(number, dueNs, age));
                }
            }
            expected.sort(Comparator.comparingLong(Set::dueNs).thenComparingLong(Set::age));
            assertEquals(expected.size(), heap.size());
            assertEquals(expected.getFirst().dueNs(), heap.nextDueNs());
            heap.expire(49);
            heap.expire(100);
            List<String> wanted = expected.stream()
                    .map(set -> set.number() + "@" + (set.dueNs() <= 49 ? 49 : 100))
                    .toList();
            assertEquals(wanted, rang);
            assertEquals(TimerHeap.NEVER, heap.nextDueNs());
        }
    }
}
