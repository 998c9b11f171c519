package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

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
    void lengthsThatAreAskedForNoMoreMakeRoomForOthers() {
        for (int length = 0; length < 5_000; length++) {
            rooms.take(length);
        }
        rooms.giveBack();
        byte[] wanted = rooms.take(7_000);
        rooms.giveBack();
        assertSame(wanted, rooms.take(7_000));
    }
}
