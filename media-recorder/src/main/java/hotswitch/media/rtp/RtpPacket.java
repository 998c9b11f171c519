package hotswitch.media.rtp;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A view on one RTP packet in a buffer (RFC 3550 §5.1). Reused: it holds nothing but where things are. */
public final class RtpPacket {
    public static final int HEADER_BYTES = 12;

    private static final int VERSION_BITS = 0x80;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;
    private static final int MARKER = 0x80;

    private DirectBuffer buffer;
    private int start;
    private int payloadOffset;
    private int payloadLength;

    /** Looks at what was received; false if it cannot be RTP. CSRCs, extension and padding are stepped over. */
    public boolean wrap(DirectBuffer received, int offset, int length) {
        if (length < HEADER_BYTES) return false;
        int flags = received.getByte(offset) & 0xFF;
        if ((flags & 0xC0) != VERSION_BITS) return false;
        int header = HEADER_BYTES + 4 * (flags & 0x0F);
        if ((flags & EXTENSION) != 0) {
            if (header + 4 > length) return false;
            header += 4 + 4 * (received.getShort(offset + header + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF);
        }
        int padding = (flags & PADDING) != 0 ? received.getByte(offset + length - 1) & 0xFF : 0;
        if (header + padding > length || ((flags & PADDING) != 0 && padding == 0)) return false;
        buffer = received;
        start = offset;
        payloadOffset = offset + header;
        payloadLength = length - header - padding;
        return true;
    }

    /** RFC 5761 §4: with these second bytes a packet on an RTP port is RTCP. */
    public static boolean looksLikeRtcp(DirectBuffer received, int offset, int length) {
        if (length < 8) return false;
        int second = received.getByte(offset + 1) & 0xFF;
        return second >= 192 && second <= 223;
    }

    public boolean marker() {
        return (buffer.getByte(start + 1) & MARKER) != 0;
    }

    public int payloadType() {
        return buffer.getByte(start + 1) & 0x7F;
    }

    public int sequence() {
        return buffer.getShort(start + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    public int timestamp() {
        return buffer.getInt(start + 4, ByteOrder.BIG_ENDIAN);
    }

    public int ssrc() {
        return buffer.getInt(start + 8, ByteOrder.BIG_ENDIAN);
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Writes the first four bytes of a plain header: no CSRC, no extension, no padding. */
    static void putStart(MutableDirectBuffer to, int offset, boolean marker, int payloadType, int sequence) {
        int second = (marker ? MARKER : 0) | payloadType;
        to.putInt(offset, (VERSION_BITS << 24) | (second << 16) | (sequence & 0xFFFF), ByteOrder.BIG_ENDIAN);
    }

    static void putStream(MutableDirectBuffer to, int offset, int timestamp, int ssrc) {
        to.putInt(offset + 4, timestamp, ByteOrder.BIG_ENDIAN);
        to.putInt(offset + 8, ssrc, ByteOrder.BIG_ENDIAN);
    }
}
