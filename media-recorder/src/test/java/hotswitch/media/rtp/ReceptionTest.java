package hotswitch.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long PACKET_NS = 20_000_000;

    private final Reception reception = new Reception();
    private final OutboundStream sent = new OutboundStream(0x1111_2222_3333_4444L);
    private final RtcpReports reports = new RtcpReports(sent, reception);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);

    @Test
    void anEvenStreamHasNoJitter() {
        for (int i = 0; i < 100; i++) reception.onTiming(160 * i, START_NS + i * PACKET_NS);
        assertEquals(0, reception.jitterTicks());
    }

    @Test
    void jitterGoesToTheMeanDifference() {
        // Every second packet is 5 ms late: each pair differs by 40 ticks, and so the estimate tends to 40.
        for (int i = 0; i < 400; i++) reception.onTiming(160 * i, START_NS + i * PACKET_NS + (i % 2) * 5_000_000L);
        assertTrue(Math.abs(reception.jitterTicks() - 40) <= 1, "jitter " + reception.jitterTicks());
        assertEquals(5.0, reception.jitterMs(), 0.2);
    }

    @Test
    void aReceiverReportTellsTheLoss() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 3) reception.onPacket(1_000 + i);
        }
        int length = reports.write(buffer, 0xCAFE, true, START_NS);
        assertEquals(8 + 24 + 20, length);
        assertEquals(201, buffer.getByte(1) & 0xFF);
        assertEquals(0xCAFE, buffer.getInt(8, ByteOrder.BIG_ENDIAN));
        assertEquals(24, buffer.getInt(12, ByteOrder.BIG_ENDIAN) & 0xFF_FFFF, "24 of 99 are known to be lost");
        assertEquals(24 * 256 / 99, buffer.getByte(12) & 0xFF);
        assertEquals(1_098, buffer.getInt(16, ByteOrder.BIG_ENDIAN));
        reports.write(buffer, 0xCAFE, true, START_NS);
        assertEquals(0, buffer.getByte(12), "nothing was lost since the last report");
    }

    @Test
    void twoSidesMeasureTheWayBetweenThem() {
        OutboundStream farStream = new OutboundStream(0x5555_6666_7777_8888L);
        Reception farReception = new Reception();
        RtcpReports far = new RtcpReports(farStream, farReception);
        sent.feed(1, 0, 0, START_NS);
        sent.putHeader(buffer, 0, 8, 0, 0);
        sent.sent(0, 160, START_NS);
        farReception.onPacket(buffer.getShort(2, ByteOrder.BIG_ENDIAN) & 0xFFFF);

        int length = reports.write(buffer, 0, false, START_NS);
        assertEquals(200, buffer.getByte(1) & 0xFF);
        far.read(buffer, length, START_NS + 30_000_000);
        length = far.write(buffer, sent.ssrc(), true, START_NS + 530_000_000);
        reports.read(buffer, length, START_NS + 560_000_000);
        assertEquals(60, reports.roundTripMs(), 0.2);
        assertEquals(0, reports.farLostFraction());
    }

    @Test
    void garbageIsNoReport() {
        for (int length = 0; length < 64; length++) {
            for (int i = 0; i < length; i++) buffer.putByte(i, (byte) (i * 37 + length));
            buffer.putShort(0, (short) 0x9FC8, ByteOrder.BIG_ENDIAN);
            reports.read(buffer, length, START_NS);
        }
        assertEquals(-1, reports.farLostFraction());
    }
}
