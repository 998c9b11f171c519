package hotswitch.media.rtp;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The RTCP side of one leg: writes our compound packet, reads the peer's (RFC 3550 §6). */
public final class RtcpReports {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int CNAME = 1;
    private static final int BLOCK_BYTES = 24;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NTP_EPOCH_S = 2_208_988_800L;
    private static final long LOSS_MAX = 0x7F_FFFF;

    private final OutboundStream sent;
    private final Reception reception;
    private long packetsAtReport;
    private int lastSenderReport;
    private long lastSenderReportNs;
    private int farLostFraction;
    private double roundTripMs;

    public RtcpReports(OutboundStream sent, Reception reception) {
        this.sent = sent;
        this.reception = reception;
        begin();
    }

    /** Another peer, who has reported nothing yet. */
    public void begin() {
        packetsAtReport = 0;
        lastSenderReport = 0;
        lastSenderReportNs = 0;
        farLostFraction = -1;
        roundTripMs = -1;
    }

    /** Of what we send, lost as the peer last said (of 256), or -1. */
    public int farLostFraction() {
        return farLostFraction;
    }

    /** The way there and back as the peer's last report gives it, or -1. */
    public double roundTripMs() {
        return roundTripMs;
    }

    /** A sender report if we sent since the last one, else a receiver report; with SDES as RFC 3550 §6.1 demands. */
    public int write(MutableDirectBuffer to, int peerSsrc, boolean peerHeard, long nowNs) {
        boolean sender = sent.packets() > packetsAtReport;
        packetsAtReport = sent.packets();
        int at = 8;
        if (sender) at = putSenderInfo(to, at, nowNs);
        if (peerHeard) at = putBlock(to, at, peerSsrc, nowNs);
        putHeader(to, 0, peerHeard ? 1 : 0, sender ? SENDER_REPORT : RECEIVER_REPORT, at);
        to.putInt(4, sent.ssrc(), ByteOrder.BIG_ENDIAN);
        return putDescription(to, at);
    }

    /** Reads a compound packet; what is not RTCP is left at the first part that does not fit. */
    public void read(DirectBuffer from, int length, long nowNs) {
        int at = 0;
        while (at + 8 <= length && (from.getByte(at) & 0xC0) == 0x80) {
            int bytes = 4 * (1 + (from.getShort(at + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF));
            if (at + bytes > length) return;
            int type = from.getByte(at + 1) & 0xFF;
            int blocks = from.getByte(at) & 0x1F;
            if (type == SENDER_REPORT && bytes >= 28) {
                lastSenderReport = from.getInt(at + 10, ByteOrder.BIG_ENDIAN);
                lastSenderReportNs = nowNs;
                readBlocks(from, at + 28, Math.min(blocks, (bytes - 28) / BLOCK_BYTES), nowNs);
            } else if (type == RECEIVER_REPORT) {
                readBlocks(from, at + 8, Math.min(blocks, (bytes - 8) / BLOCK_BYTES), nowNs);
            }
            at += bytes;
        }
    }

    private void readBlocks(DirectBuffer from, int offset, int blocks, long nowNs) {
        for (int at = offset, end = offset + blocks * BLOCK_BYTES; at < end; at += BLOCK_BYTES) {
            if (from.getInt(at, ByteOrder.BIG_ENDIAN) != sent.ssrc()) continue;
            farLostFraction = from.getByte(at + 4) & 0xFF;
            int report = from.getInt(at + 16, ByteOrder.BIG_ENDIAN);
            int delay = from.getInt(at + 20, ByteOrder.BIG_ENDIAN);
            int ticks = (int) (ntp(nowNs) >>> 16) - report - delay; // units of 1/65,536 s
            if (report != 0 && ticks >= 0) roundTripMs = ticks / 65.536;
        }
    }

    private int putSenderInfo(MutableDirectBuffer to, int at, long nowNs) {
        to.putLong(at, ntp(nowNs), ByteOrder.BIG_ENDIAN);
        to.putInt(at + 8, sent.timestampAt(nowNs), ByteOrder.BIG_ENDIAN);
        to.putInt(at + 12, (int) sent.packets(), ByteOrder.BIG_ENDIAN);
        to.putInt(at + 16, (int) sent.octets(), ByteOrder.BIG_ENDIAN);
        return at + 20;
    }

    private int putBlock(MutableDirectBuffer to, int at, int peerSsrc, long nowNs) {
        to.putInt(at, peerSsrc, ByteOrder.BIG_ENDIAN);
        int lost = (int) Math.max(-LOSS_MAX, Math.min(LOSS_MAX, reception.lost())) & 0xFF_FFFF;
        to.putInt(at + 4, (reception.takeFractionLost() << 24) | lost, ByteOrder.BIG_ENDIAN);
        to.putInt(at + 8, (int) reception.extendedHighest(), ByteOrder.BIG_ENDIAN);
        to.putInt(at + 12, reception.jitterTicks(), ByteOrder.BIG_ENDIAN);
        to.putInt(at + 16, lastSenderReport, ByteOrder.BIG_ENDIAN);
        long delay = lastSenderReport == 0 ? 0 : (nowNs - lastSenderReportNs) * 65_536 / NS_PER_S;
        to.putInt(at + 20, (int) delay, ByteOrder.BIG_ENDIAN);
        return at + BLOCK_BYTES;
    }

    /** The CNAME is made of the SSRC: random, of this call only, and it names no machine (RFC 7022 §4.2). */
    private int putDescription(MutableDirectBuffer to, int at) {
        to.putInt(at + 4, sent.ssrc(), ByteOrder.BIG_ENDIAN);
        to.putByte(at + 8, (byte) CNAME);
        to.putByte(at + 9, (byte) 8);
        for (int i = 0; i < 8; i++) {
            int nibble = (sent.ssrc() >>> (28 - 4 * i)) & 0x0F;
            to.putByte(at + 10 + i, (byte) (nibble < 10 ? '0' + nibble : 'a' + nibble - 10));
        }
        to.putShort(at + 18, (short) 0);
        putHeader(to, at, 1, DESCRIPTION, 20);
        return at + 20;
    }

    private static void putHeader(MutableDirectBuffer to, int at, int count, int type, int bytes) {
        to.putInt(at, ((0x80 | count) << 24) | (type << 16) | (bytes / 4 - 1), ByteOrder.BIG_ENDIAN);
    }

    /** RFC 3550 §4: seconds since 1900 above, fraction below. */
    private static long ntp(long epochNs) {
        long seconds = epochNs / NS_PER_S + NTP_EPOCH_S;
        return (seconds << 32) | (((epochNs % NS_PER_S) << 32) / NS_PER_S);
    }
}
