package hotswitch.media.transport;

import hotswitch.disk.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * sendto(2) to a peer whose address was written once. Netty's makes two arrays for each packet, and to a peer that has
 * not spoken yet a prompt is a packet every 20 ms. One for each loop.
 */
final class SendTo {
    /** Of struct sockaddr_in and sockaddr_in6. */
    static final int V4_BYTES = 16;

    static final int V6_BYTES = 28;
    /** errno(3) of Linux: no room to write. */
    private static final int EAGAIN = 11;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int PORT_AT = 2;
    private static final int V4_AT = 4;
    private static final int V6_AT = 8;
    private static final int V6_SCOPE_AT = 24;
    /** Where ::ffff:0:0/96 ends, an IPv4 address on a socket of IPv6 (RFC 4291 §2.5.5.2). */
    private static final int MAPPED_AT = V6_AT + 12;

    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SENDTO = sendto();

    private final MemorySegment callState = Arena.ofAuto().allocate(CALL_STATE);
    private final MemorySegment address = Arena.ofAuto().allocate(V6_BYTES, Long.BYTES);

    private static MethodHandle sendto() {
        return CLibrary.function(
                "sendto",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    /**
     * How many of the {@code length} bytes at this address went: all, none for want of room, or a negative errno.
     * {@code peer}: of {@link #write}.
     */
    int send(int socket, long from, int length, byte[] peer) {
        MemorySegment.copy(peer, 0, address, ValueLayout.JAVA_BYTE, 0, peer.length);
        try {
            long sent = (long) SENDTO.invokeExact(
                    callState, socket, from, (long) length, MSG_DONTWAIT, address.address(), peer.length);
            int errno = sent < 0 ? (int) ERRNO.get(callState, 0L) : 0;
            return errno == 0 ? (int) sent : errno == EAGAIN ? 0 : -errno;
        } catch (Throwable never) {
            throw new IllegalStateException("sendto", never);
        }
    }

    /** The peer's address as a socket of IPv4 wants it, or one of IPv6, by the room that is given. */
    static void write(InetSocketAddress peer, byte[] into) {
        boolean v6 = into.length == V6_BYTES;
        byte[] digits = peer.getAddress().getAddress();
        ByteBuffer out = ByteBuffer.wrap(into);
        out.putShort(PORT_AT, (short) peer.getPort());
        out.order(ByteOrder.nativeOrder()).putShort(0, v6 ? AF_INET6 : AF_INET);
        if (!v6) {
            out.put(V4_AT, digits);
        } else if (peer.getAddress() instanceof Inet6Address own) {
            out.put(V6_AT, digits).putInt(V6_SCOPE_AT, own.getScopeId());
        } else {
            out.putLong(V6_AT, 0).putShort(MAPPED_AT - Short.BYTES, (short) -1).put(MAPPED_AT, digits);
            out.putShort(MAPPED_AT - 2 * Short.BYTES, (short) 0).putInt(V6_SCOPE_AT, 0);
        }
    }
}
