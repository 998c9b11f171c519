package hotswitch.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutboundStreamTest {
    private static final long MS = 1_000_000;

    private final OutboundStream stream = new OutboundStream(0x1234_5678_9ABC_FFFEL);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RtpPacket.HEADER_BYTES]);
    private final RtpPacket packet = new RtpPacket();

    @Test
    void aSwitchGoesOnInNumbersAndFollowsTheClock() {
        send(1, 500, 80_000, 0);
        int sequence = packet.sequence();
        int timestamp = packet.timestamp();
        assertTrue(packet.marker());
        send(1, 501, 80_160, 20 * MS);
        assertFalse(packet.marker());
        send(2, 9, 7, 120 * MS);
        assertTrue(packet.marker());
        assertEquals((sequence + 2) & 0xFFFF, packet.sequence());
        assertEquals(timestamp + 160 + 800, packet.timestamp());
    }

    @Test
    void aLossStaysVisibleAndWhatWasOvertakenGetsItsOwnNumber() {
        send(1, 10, 0, 0);
        int first = packet.sequence();
        send(1, 13, 480, 60 * MS);
        assertEquals((first + 3) & 0xFFFF, packet.sequence());
        send(1, 12, 320, 61 * MS);
        assertEquals((first + 2) & 0xFFFF, packet.sequence());
        send(2, 0, 0, 80 * MS);
        assertEquals((first + 4) & 0xFFFF, packet.sequence());
    }

    @Test
    void whatIsOlderThanTheSwitchIsNotSent() {
        stream.feed(1, 10, 0, 0);
        assertTrue(stream.admits(10));
        assertFalse(stream.admits(9));
    }

    @Test
    void aFeedMayRunForHours() {
        stream.feed(1, 10, 0, 0);
        for (int i = 0; i < 200_000; i++) assertTrue(stream.admits((10 + i) & 0xFFFF));
    }

    @Test
    void anEventThatKeepsItsTimestampDoesNotHoldTheClock() {
        send(1, 1, 0, 0);
        int timestamp = packet.timestamp();
        for (int i = 1; i <= 25; i++) send(1, 1 + i, 160, 20L * i * MS);
        send(2, 0, 0, 520 * MS);
        assertEquals(timestamp + 520 * 8, packet.timestamp());
    }

    private void send(long feed, int sequence, int timestamp, long nowNs) {
        stream.feed(feed, sequence, timestamp, nowNs);
        stream.putHeader(buffer, 0, 8, sequence, timestamp);
        stream.sent(timestamp, 160, nowNs);
        assertTrue(packet.wrap(buffer, 0, buffer.capacity()));
    }
}
