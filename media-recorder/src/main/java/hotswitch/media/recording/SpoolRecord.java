package hotswitch.media.recording;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Bytes of one record in ring and spool, little-endian: type 0, segment 4, callId 8, timeNs 16, RTP timestamp 24,
 * sequence 28, payload length 30, side 32, payload type or damage flag 33, payload from 36. A view: wraps, never
 * copies.
 */
final class SpoolRecord {
    static final int OPENED = 1;
    static final int PACKET = 2;
    static final int CLOSED = 3;
    static final int LOST = 4;
    static final int CALL_ENDED = 5;

    static final int HEADER_BYTES = 36;
    static final int PAYLOAD_BYTES_MAX = 1_460;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private DirectBuffer buffer;
    private int at;

    SpoolRecord wrap(DirectBuffer source, int offset) {
        buffer = source;
        at = offset;
        return this;
    }

    static void putHeader(MutableDirectBuffer to, int at, int type, long callId, int segment, long timeNs) {
        to.putInt(at, type, LITTLE);
        to.putInt(at + 4, segment, LITTLE);
        to.putLong(at + 8, callId, LITTLE);
        to.putLong(at + 16, timeNs, LITTLE);
        to.putLong(at + 24, 0, LITTLE);
        to.putInt(at + 32, 0, LITTLE);
    }

    static void putStream(MutableDirectBuffer to, int at, int rtpTimestamp, int sequence, int sideAndPayloadType) {
        to.putInt(at + 24, rtpTimestamp, LITTLE);
        to.putShort(at + 28, (short) sequence, LITTLE);
        to.putShort(at + 32, (short) sideAndPayloadType, LITTLE);
    }

    static void putPayload(MutableDirectBuffer to, int at, DirectBuffer payload, int offset, int length) {
        to.putShort(at + 30, (short) length, LITTLE);
        to.putBytes(at + HEADER_BYTES, payload, offset, length);
    }

    static void putDamaged(MutableDirectBuffer to, int at) {
        to.putByte(at + 33, (byte) 1);
    }

    int type() {
        return buffer.getInt(at, LITTLE);
    }

    int segment() {
        return buffer.getInt(at + 4, LITTLE);
    }

    long callId() {
        return buffer.getLong(at + 8, LITTLE);
    }

    long timeNs() {
        return buffer.getLong(at + 16, LITTLE);
    }

    int rtpTimestamp() {
        return buffer.getInt(at + 24, LITTLE);
    }

    int sequence() {
        return buffer.getShort(at + 28, LITTLE) & 0xFFFF;
    }

    int payloadLength() {
        return buffer.getShort(at + 30, LITTLE) & 0xFFFF;
    }

    int side() {
        return buffer.getByte(at + 32);
    }

    int payloadType() {
        return buffer.getByte(at + 33);
    }

    /** Of {@link #CLOSED} and {@link #LOST}: audio of the segment did not reach the spool. */
    boolean damaged() {
        return buffer.getByte(at + 33) != 0;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int payloadOffset() {
        return at + HEADER_BYTES;
    }
}
