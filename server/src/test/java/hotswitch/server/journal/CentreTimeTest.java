package hotswitch.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Late in the evening elsewhere it is the next day in the centre, and who reads it sees which zone is meant. */
final class CentreTimeTest {
    private static final long NS = 1_795_562_100_123_456_789L;

    @Test
    void withItsOffset() {
        assertEquals("2026-11-25T07:15:00.123+08:00", CentreTime.text(NS));
        assertEquals("2026-11-25T07:15:00.123456789+08:00", CentreTime.toTheNanosecond(NS));
    }
}
