package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** RFC 3261 §25.1, SIP-date: two digits for the day, English names of three letters, GMT. */
final class DateTextTest {
    private static final long NS_PER_S = 1_000_000_000;

    @Test
    void aSecondHasOneText() {
        DateText dates = new DateText();
        // The example of RFC 3261 §20.17.
        long nowNs = 1_289_690_940 * NS_PER_S;
        String text = dates.at(nowNs);
        assertEquals("Sat, 13 Nov 2010 23:29:00 GMT", text);
        assertSame(text, dates.at(nowNs + NS_PER_S - 1));
        assertEquals("Sat, 13 Nov 2010 23:29:01 GMT", dates.at(nowNs + NS_PER_S));
        assertEquals("Sat, 13 Nov 2010 23:28:59 GMT", dates.at(nowNs - 1));
        assertEquals("Tue, 01 Sep 2026 00:00:09 GMT", dates.at(1_788_220_809 * NS_PER_S));
    }
}
