package hotswitch.sip.transport.datagram;

import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Places for datagrams: an array of {@code struct mmsghdr} with an {@code iovec} and a socket address each (64-bit
 * Linux, recvmmsg(2)), over one block of bytes.
 */
public final class DatagramVector {
    private static final int HEADER_BYTES = 64;
    private static final int NAME_AT = 0;
    private static final int NAME_LENGTH_AT = 8;
    private static final int PIECES_AT = 16;
    private static final int PIECE_COUNT_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int LENGTH_AT = 56;
    /** {@code struct cmsghdr}: length, level, type, data; each begins at a multiple of eight. */
    private static final int CONTROL_BYTES = 64;

    private static final int CONTROL_DATA_AT = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_TIMESTAMPNS = 35;
    private static final int SO_RXQ_OVFL = 40;
    private static final int PIECE_BYTES = 16;
    private static final int PIECE_LENGTH_AT = 8;
    private static final int ALIGNMENT = 64;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int places;
    private final UnsafeBuffer headers;
    private final UnsafeBuffer pieces;
    private final UnsafeBuffer names;
    private final UnsafeBuffer block;
    /** Null: none. */
    private UnsafeBuffer controls;

    /** @param blockBytes of all datagrams together */
    public DatagramVector(int places, int blockBytes) {
        this.places = places;
        headers = memory(places * HEADER_BYTES);
        pieces = memory(places * PIECE_BYTES);
        names = memory(places * WireAddress.BYTES_MAX);
        block = memory(blockBytes);
        for (int i = 0; i < places; i++) {
            int header = i * HEADER_BYTES;
            headers.putLong(header + NAME_AT, names.addressOffset() + nameAt(i), ORDER);
            headers.putLong(header + PIECES_AT, pieces.addressOffset() + (long) i * PIECE_BYTES, ORDER);
            headers.putLong(header + PIECE_COUNT_AT, 1, ORDER);
        }
    }

    private static UnsafeBuffer memory(int bytes) {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, ALIGNMENT));
    }

    public int places() {
        return places;
    }

    /** Where the bytes of all datagrams lie. */
    public UnsafeBuffer block() {
        return block;
    }

    /** The same address and length of each place's part of the block, for receiving. */
    public void divide(int bytesEach) {
        for (int i = 0; i < places; i++) {
            piece(i, i * bytesEach, bytesEach);
            headers.putInt(i * HEADER_BYTES + NAME_LENGTH_AT, WireAddress.BYTES_MAX, ORDER);
        }
    }

    /** Room for what the kernel says of each datagram; before the first is received. */
    public void heedControl() {
        controls = memory(places * CONTROL_BYTES);
        for (int i = 0; i < places; i++) {
            headers.putLong(i * HEADER_BYTES + CONTROL_AT, controls.addressOffset() + (long) i * CONTROL_BYTES, ORDER);
            headers.putLong(i * HEADER_BYTES + CONTROL_LENGTH_AT, CONTROL_BYTES, ORDER);
        }
    }

    /** Epoch ns at which the kernel took this datagram; 0: it does not say (SO_TIMESTAMPNS). */
    public long arrivedNs(int place) {
        int at = control(place, SCM_TIMESTAMPNS);
        return at < 0 ? 0 : controls.getLong(at, ORDER) * 1_000_000_000L + controls.getLong(at + 8, ORDER);
    }

    /** Datagrams for which the socket had no room before this one came; 0: none (SO_RXQ_OVFL). */
    public int lostBefore(int place) {
        int at = control(place, SO_RXQ_OVFL);
        return at < 0 ? 0 : controls.getInt(at, ORDER);
    }

    private int control(int place, int type) {
        long end = headers.getLong(place * HEADER_BYTES + CONTROL_LENGTH_AT, ORDER);
        int from = place * CONTROL_BYTES;
        for (int at = 0; at + CONTROL_DATA_AT <= end; ) {
            long length = controls.getLong(from + at, ORDER);
            boolean ours = controls.getInt(from + at + 8, ORDER) == SOL_SOCKET;
            if (ours && controls.getInt(from + at + 12, ORDER) == type) {
                return from + at + CONTROL_DATA_AT;
            }
            at += (int) (Math.max(length, CONTROL_DATA_AT) + 7 & ~7L);
        }
        return -1;
    }

    /** After a place was read: room for an address of any kind again. */
    public void renew(int place) {
        headers.putInt(place * HEADER_BYTES + NAME_LENGTH_AT, WireAddress.BYTES_MAX, ORDER);
        if (controls != null) {
            headers.putLong(place * HEADER_BYTES + CONTROL_LENGTH_AT, CONTROL_BYTES, ORDER);
        }
    }

    /** A datagram to be sent: part of the block, and to whom. */
    public void set(int place, int offset, int length, byte[] to) {
        piece(place, offset, length);
        names.putBytes(nameAt(place), to);
        headers.putInt(place * HEADER_BYTES + NAME_LENGTH_AT, to.length, ORDER);
    }

    private void piece(int place, int offset, int length) {
        pieces.putLong(place * PIECE_BYTES, block.addressOffset() + offset, ORDER);
        pieces.putLong(place * PIECE_BYTES + PIECE_LENGTH_AT, length, ORDER);
    }

    /** Bytes of a received datagram. */
    public int received(int place) {
        return headers.getInt(place * HEADER_BYTES + LENGTH_AT, ORDER);
    }

    /** Where the addresses lie; that of a place begins at {@link #nameAt}. */
    public DirectBuffer names() {
        return names;
    }

    public int nameAt(int place) {
        return place * WireAddress.BYTES_MAX;
    }

    long address(int place) {
        return headers.addressOffset() + place * (long) HEADER_BYTES;
    }
}
