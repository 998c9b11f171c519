package hotswitch.acd.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.config.QueueRouting.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A line against a sorted list; and one of a whole province, which must stay a bushy tree. */
class WaitingLineTest {
    private static final int CALLERS = 200_000;

    @Test
    void aLineOfManyWhoCameOneAfterTheOther() {
        WaitingLine line = new WaitingLine();
        List<Place> places = new ArrayList<>();
        for (int i = 1; i <= CALLERS; i++) {
            Place place = new Place().begin(2L * i, i);
            place.rate(Score.USUAL, 0, i);
            line.add(place);
            places.add(place);
        }
        assertEquals(CALLERS, line.position(places.getLast()));
        assertEquals(2, line.firstCall());
        line.served(places.getLast());
        for (Place place : places) {
            assertEquals(1, line.position(place));
            line.remove(place);
        }
        assertEquals(0, line.size());
    }

    @Test
    void holdsWhatASortedListHolds() {
        Random random = new Random(31);
        WaitingLine line = new WaitingLine();
        List<Place> model = new ArrayList<>();
        int[] overtaken = new int[CALLERS];
        for (int i = 1; i < 20_000; i++) {
            if (random.nextInt(i % 4_000 < 2_000 ? 3 : 2) > 0 || model.isEmpty()) {
                Place place = new Place().begin(i, i);
                // Mostly behind everybody, as calls come; some before others.
                place.rate(Score.USUAL, random.nextInt(4) == 0 ? random.nextInt(5) : 0, i / 2);
                line.add(place);
                model.add(place);
                model.sort(Comparator.comparing(p -> p, (a, b) -> a.before(b, 0) ? -1 : b.before(a, 0) ? 1 : 0));
            } else {
                int at = random.nextBoolean() ? 0 : random.nextInt(model.size());
                line.served(model.get(at));
                for (Place before : model.subList(0, at)) {
                    overtaken[(int) before.seq]++;
                }
                Place served = model.remove(at);
                line.remove(served);
                assertEquals(overtaken[(int) served.seq], served.overtaken());
            }
            assertSame(line, model, random);
        }
    }

    private static void assertSame(WaitingLine line, List<Place> model, Random random) {
        assertEquals(model.size(), line.size());
        if (!model.isEmpty()) {
            int at = random.nextInt(model.size());
            assertEquals(at + 1, line.position(model.get(at)));
            assertEquals(model.size(), line.position(model.getLast()));
            assertEquals(model.getFirst().callId, line.firstCall());
        }
    }
}
