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
    private static final int LENGTH_AT = 56;
    private static final int PIECE_BYTES = 16;
    private static final int PIECE_LENGTH_AT = 8;
    private static final int ALIGNMENT = 64;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int places;
    private final UnsafeBuffer headers;
    private final UnsafeBuffer pieces;
    private final UnsafeBuffer names;
    private final UnsafeBuffer block;

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

    /** After a place was read: room for an address of any kind again. */
    public void renew(int place) {
        headers.putInt(place * HEADER_BYTES + NAME_LENGTH_AT, WireAddress.BYTES_MAX, ORDER);
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
