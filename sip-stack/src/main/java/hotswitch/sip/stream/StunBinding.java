package hotswitch.sip.stream;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * STUN Binding on the SIP port (RFC 5389 §15.2), the keep-alive of phones behind NAT (RFC 5626 §4.4.2): they ask under
 * which address we see them, and notice when that changes.
 */
public final class StunBinding {
    /** Of the longest answer. */
    public static final int ANSWER_BYTES_MAX = 44;

    private static final int HEADER_BYTES = 20;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112a442;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final ByteOrder WIRE = ByteOrder.BIG_ENDIAN;

    private StunBinding() {}

    /** True for a Binding request; nothing of SIP begins with such bytes. */
    public static boolean isRequest(DirectBuffer bytes, int offset, int length) {
        return length >= HEADER_BYTES
                && (bytes.getShort(offset, WIRE) & 0xffff) == REQUEST
                && (bytes.getShort(offset + 2, WIRE) & 0xffff) == length - HEADER_BYTES
                && bytes.getInt(offset + 4, WIRE) == COOKIE;
    }

    /**
     * Writes the answer to a request.
     *
     * @param address where it came from: 4 or 16 bytes
     * @return bytes written
     */
    public static int answer(DirectBuffer request, int offset, byte[] address, int port, MutableDirectBuffer out) {
        out.putShort(0, (short) SUCCESS, WIRE);
        out.putShort(2, (short) (8 + address.length), WIRE);
        out.putBytes(4, request, offset + 4, HEADER_BYTES - 4);
        out.putShort(HEADER_BYTES, (short) XOR_MAPPED_ADDRESS, WIRE);
        out.putShort(HEADER_BYTES + 2, (short) (4 + address.length), WIRE);
        out.putShort(HEADER_BYTES + 4, (short) (address.length == 4 ? 1 : 2), WIRE);
        out.putShort(HEADER_BYTES + 6, (short) (port ^ COOKIE >>> 16), WIRE);
        for (int i = 0; i < address.length; i++) {
            // The key is the cookie and then the transaction's number, as they stand in the header.
            out.putByte(HEADER_BYTES + 8 + i, (byte) (address[i] ^ request.getByte(offset + 4 + i)));
        }
        return HEADER_BYTES + 8 + address.length;
    }
}
