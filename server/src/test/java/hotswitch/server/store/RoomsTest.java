package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoomsTest {
    private final Rooms rooms = new Rooms();

    @Test
    void whatWasTakenIsNobodyElsesUntilTheBatchIsOver() {
        byte[] first = rooms.take(5);
        byte[] second = rooms.take(5);
        assertNotSame(first, second);
        rooms.giveBack();
        assertSame(second, rooms.take(5));
        assertSame(first, rooms.take(5));
        assertNotSame(first, rooms.take(5));
        assertEquals(6, rooms.take(6).length);
    }

    @Test
    void fewAreLongerThanTheyHaveToBe() {
        for (int length = 1; length < 100_000; length++) {
            int rounded = Rooms.rounded(length);
            assertTrue(rounded >= length && rounded - length <= length / 16, length + " becomes " + rounded);
            assertEquals(rounded, Rooms.rounded(rounded));
        }
        assertEquals(1_088, Rooms.rounded(1_025));
        assertEquals(0, Rooms.rounded(0));
    }

    @Test
    void lengthsThatAreAskedForNoMoreMakeRoomForOthers() {
        byte[] former = rooms.take(900);
        for (int length = 1_000; length < 20_000; length += 10) {
            rooms.take(length);
        }
        rooms.giveBack();
        byte[] wanted = rooms.take(7_000);
        rooms.giveBack();
        assertSame(wanted, rooms.take(7_000));
        assertNotSame(former, rooms.take(900));
    }
}
