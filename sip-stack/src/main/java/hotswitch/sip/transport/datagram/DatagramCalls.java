package hotswitch.sip.transport.datagram;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The two system calls that move many datagrams at once, recvmmsg(2) and sendmmsg(2): the platform library has
 * neither. Neither waits. For one thread.
 */
public final class DatagramCalls {
    /** errno(3) of Linux: nothing to read, or no room to write; a signal came first. */
    public static final int EAGAIN = 11;

    public static final int EINTR = 4;
    private static final int MSG_DONTWAIT = 0x40;
    private static final long NO_TIMEOUT = 0;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle RECVMMSG = function(
            "recvmmsg",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);
    private static final MethodHandle SENDMMSG = function(
            "sendmmsg", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private final MemorySegment callState = Arena.ofAuto().allocate(CALL_STATE);

    @SuppressWarnings("restricted") // the signatures above are those of the C library
    private static MethodHandle function(String name, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters),
                Linker.Option.captureCallState("errno"));
    }

    /** Receives into the first {@code count} places; how many came, or a negative errno. */
    public int receive(int socket, DatagramVector into, int count) {
        try {
            int received =
                    (int) RECVMMSG.invokeExact(callState, socket, into.address(0), count, MSG_DONTWAIT, NO_TIMEOUT);
            return received < 0 ? -errno() : received;
        } catch (Throwable never) {
            throw new IllegalStateException("recvmmsg", never);
        }
    }

    /**
     * Sends {@code count} places from {@code first} on; how many went before one that was refused, or the negative
     * errno of the first if it was that one.
     */
    public int send(int socket, DatagramVector from, int first, int count) {
        try {
            int sent = (int) SENDMMSG.invokeExact(callState, socket, from.address(first), count, MSG_DONTWAIT);
            return sent < 0 ? -errno() : sent;
        } catch (Throwable never) {
            throw new IllegalStateException("sendmmsg", never);
        }
    }

    private int errno() {
        return (int) ERRNO.get(callState, 0L);
    }
}
