package hotswitch.acd.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.config.QueueRouting.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line of a whole province: it must stay a bushy tree, whatever the order of arrival. */
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
}
