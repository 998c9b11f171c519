package hotswitch.sip.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class StreamFramerTest implements FrameSink {
    private static final String INVITE = "INVITE sip:a SIP/2.0\r\nContent-Length: 5\r\nSubject: x\r\n\r\nhello";
    private static final String BYE = "BYE sip:a SIP/2.0\r\nl :\t0 \r\n\r\n";
    private static final String RINGING = "SIP/2.0 180 Ringing\r\nCONTENT-LENGTH: 3\r\n\r\nabc";

    private final List<String> frames = new ArrayList<>();
    private final StreamFramer framer = new StreamFramer();
    private int pings;

    @Test
    void severalMessagesInOnePieceAndTheRestInTheNext() {
        assertNull(feed(INVITE + BYE + RINGING.substring(0, 30)));
        assertEquals(List.of(INVITE, BYE), frames);
        assertTrue(framer.heldBytes() > 0);
        assertNull(feed(RINGING.substring(30)));
        assertEquals(List.of(INVITE, BYE, RINGING), frames);
        assertEquals(0, framer.heldBytes());
    }

    @Test
    void anyWayOfCuttingGivesTheSameMessages() {
        String stream = INVITE + "\r\n\r\n" + BYE + RINGING + "\r\n" + INVITE;
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StreamFramerTest peer = new StreamFramerTest();
            for (int at = 0; at < stream.length(); ) {
                int end = Math.min(stream.length(), at + 1 + random.nextInt(40));
                assertNull(peer.feed(stream.substring(at, end)));
                at = end;
            }
            assertEquals(List.of(INVITE, BYE, RINGING, INVITE), peer.frames, "seed " + seed);
            assertEquals(1, peer.pings, "seed " + seed);
        }
    }

    @Test
    void aStreamWithoutALengthIsLost() {
        assertEquals(StreamFault.NO_CONTENT_LENGTH, feed("BYE sip:a SIP/2.0\r\nLength: 0\r\n\r\n"));
    }

    @Test
    void aLengthThatIsNoNumberOrTwoThatDifferAreFaults() {
        for (String bad : List.of("x", "-1", "", "5 5", "5\r\nl: 6", "\r\n 5")) {
            StreamFramer strict = new StreamFramer();
            UnsafeBuffer bytes = bytes("BYE sip:a SIP/2.0\r\nContent-Length: " + bad + "\r\n\r\n");
            assertEquals(StreamFault.NO_CONTENT_LENGTH, strict.feed(bytes, 0, bytes.capacity(), this), bad);
        }
        assertEquals(List.of(), frames);
    }

    @Test
    void whatIsTooLongIsAFault() {
        assertEquals(StreamFault.TOO_LONG, feed("BYE sip:a SIP/2.0\r\nl: 70000\r\n\r\n"));
        StreamFramerTest endless = new StreamFramerTest();
        assertNull(endless.feed("BYE sip:a " + "x".repeat(65_000)));
        assertEquals(StreamFault.TOO_LONG, endless.feed("x".repeat(600)));
    }

    @Test
    void whatCannotBeSipIsRefusedAtItsFirstByte() {
        assertEquals(StreamFault.NOT_SIP, feed("\u0016\u0003\u0001"));
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length) {
        frames.add(buffer.getStringWithoutLengthAscii(offset, length));
    }

    @Override
    public void onPing() {
        pings++;
    }

    private StreamFault feed(String text) {
        UnsafeBuffer bytes = bytes(text);
        return framer.feed(bytes, 0, bytes.capacity(), this);
    }

    private static UnsafeBuffer bytes(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
