package hotswitch.server.journal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Has the kernel make the pages of a mapped file that are written next, many at once: by faults, one for each page,
 * they cost several times as much. For one thread, which writes forwards.
 */
final class FreshPages {
    /** madvise(2), since Linux 5.14: makes the pages present and writable, as if each had been written to. */
    private static final int MADV_POPULATE_WRITE = 23;

    private static final long PAGE = 4_096;
    private static final long AHEAD = 64 * PAGE;
    private static final MethodHandle MADVISE = madvise();

    /** What was made last: from, to. */
    private long from;

    private long to;
    private boolean refused;

    /** {@code length} bytes from this address on will be written, and then what is behind them, up to {@code end}. */
    void ready(long address, int length, long end) {
        boolean there = address >= from && address + length <= to;
        if (there || refused) {
            return;
        }
        from = address & -PAGE;
        to = Math.min(address + length + AHEAD, end) & -PAGE;
        if (to > from) {
            refused = advise(from, to - from) != 0; // an older kernel: then by faults
        }
    }

    @SuppressWarnings("restricted") // the signature is that of the C library
    private static MethodHandle madvise() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("madvise"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    }

    private static int advise(long address, long length) {
        try {
            return (int) MADVISE.invokeExact(address, length, MADV_POPULATE_WRITE);
        } catch (Throwable never) {
            throw new IllegalStateException("madvise", never);
        }
    }
}
