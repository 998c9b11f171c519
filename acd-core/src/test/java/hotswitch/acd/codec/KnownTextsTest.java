package hotswitch.acd.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that a lasting reader gives out are those of a reader that knows none. */
final class KnownTextsTest {
    private final BytesReader lasting = BytesReader.lasting();
    private final BytesWriter written = new BytesWriter();

    private String read(String text) {
        written.reset().text(text);
        return lasting.wrap(written).text();
    }

    /** The two have the same hash, as callers' numbers have it with seats'. */
    @Test
    void whatComesAgainIsTheSameObjectThoughAnotherCameBetween() {
        String seat = read("Aa");
        String number = read("BB");
        assertEquals("Aa", seat);
        assertEquals("BB", number);
        assertSame(seat, read("Aa"));
        assertSame(number, read("BB"));
    }

    /** Three for two places: the one that has not come for longest goes. */
    @Test
    void theLastTwoAreKnown() {
        String seat = read("AaAa");
        read("BBBB");
        assertSame(seat, read("AaAa"));
        assertEquals("AaBB", read("AaBB"));
        assertSame(seat, read("AaAa"));
        assertEquals("BBBB", read("BBBB"));
    }

    /** More texts than there are places, of every length, with letters beyond ASCII. */
    @Test
    void asIfNoneWasKnown() {
        Random random = new Random(11);
        String letters = "abc019 \u00e9\u4e2d";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(i % 9 == 0 ? 80 : 5); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertEquals(text.toString(), read(text.toString()));
        }
    }
}
