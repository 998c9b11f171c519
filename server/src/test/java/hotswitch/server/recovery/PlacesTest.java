package hotswitch.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Room for facts: hardly larger than they are, used again, and not kept for good after a peak. */
final class PlacesTest {
    private final Places places = new Places();

    @Test
    void aPlaceIsAtMostAnEighthLarger() {
        for (int length = 1; length < 20_000; length++) {
            byte[] place = places.take(length);
            assertTrue(place.length >= length, length + " bytes in " + place.length);
            assertTrue(place.length <= Math.max(64, length + length / 8 + 1), length + " bytes in " + place.length);
            assertTrue(Places.fits(place, length), length + " bytes in " + place.length);
            assertEquals(length <= 64, Places.fits(place, Math.max(1, length / 2)));
        }
    }

    @Test
    void itIsTheNextOneOfItsSize() {
        byte[] place = places.take(700);
        places.giveBack(place);
        assertFalse(places.take(600).length == place.length);
        assertSame(place, places.take(690));
    }

    @Test
    void whatAPeakLeftGoes() {
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            taken.add(places.take(700));
        }
        taken.forEach(places::giveBack);
        places.tidy();
        assertEquals(1_000 * 704, places.unused(), "they came since the last look");
        for (int i = 0; i < 20; i++) {
            List<byte[]> some = List.of(places.take(700), places.take(700), places.take(700));
            some.forEach(places::giveBack);
            places.tidy();
        }
        assertEquals(3 * 704, places.unused(), "as many as are wanted at once");
    }
}
