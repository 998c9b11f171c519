package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A text in its owner's room, which is that of usual texts and not of the longest that ever was. */
final class OwnTextTest {
    private final OwnText text = new OwnText();

    private void take(int length) {
        UnsafeBuffer bytes = new UnsafeBuffer("v".repeat(length).getBytes(StandardCharsets.US_ASCII));
        text.take(bytes, 0, length);
        assertEquals("v".repeat(length), text.toString());
    }

    @Test
    void muchTheSameLengthHasTheSameRoom() {
        take(200);
        byte[] room = text.ascii();
        assertTrue(room.length < 216, room.length + " bytes for 200");
        take(180);
        take(150);
        take(60);
        take(200);
        assertSame(room, text.ascii());
    }

    @Test
    void theRoomOfAnUnusualTextDoesNotStay() {
        take(1_900);
        take(200);
        assertTrue(text.ascii().length < 216, text.ascii().length + " bytes for 200");
    }

    @Test
    void beingEmptiedKeepsTheRoom() {
        take(400);
        byte[] room = text.ascii();
        text.take("");
        assertEquals(0, text.length());
        take(400);
        assertSame(room, text.ascii());
    }
}
