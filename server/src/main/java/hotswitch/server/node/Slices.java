package hotswitch.server.node;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * How long a thread may run before another has its turn (sched_setattr(2), which the C library of many systems does not
 * have: by its number on x86-64). For threads of the ordinary policy.
 */
final class Slices {
    private static final long SCHED_SETATTR = 314;
    private static final long SCHED_GETATTR = 315;
    /** struct sched_attr of its first version: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int ATTR_BYTES = 48;

    private static final int RUNTIME_AT = 24;

    private final MethodHandle syscall = syscall();

    /**
     * Policy and nice value stay as they are; 0: the system's own slice. False: the system does not allow it, or the
     * thread has ended.
     */
    boolean set(int thread, long ns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = attr(arena);
            boolean there = call(SCHED_GETATTR, thread, attr, ATTR_BYTES, 0) == 0;
            attr.set(ValueLayout.JAVA_LONG, RUNTIME_AT, ns);
            return there && call(SCHED_SETATTR, thread, attr, 0, 0) == 0;
        }
    }

    /** As it is now; 0: the system's own, or it knows none of a thread's own. */
    long of(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = attr(arena);
            if (call(SCHED_GETATTR, thread, attr, ATTR_BYTES, 0) != 0) {
                throw new IllegalStateException("thread " + thread + " says nothing of its slice");
            }
            return attr.get(ValueLayout.JAVA_LONG, RUNTIME_AT);
        }
    }

    private static MemorySegment attr(Arena arena) {
        MemorySegment attr = arena.allocate(ATTR_BYTES, Long.BYTES);
        attr.set(ValueLayout.JAVA_INT, 0, ATTR_BYTES);
        return attr;
    }

    private long call(long number, long thread, MemorySegment attr, long size, long flags) {
        try {
            return (long) syscall.invokeExact(number, thread, attr, size, flags);
        } catch (Throwable never) {
            throw new IllegalStateException("syscall", never);
        }
    }

    @SuppressWarnings("restricted") // the signature is that of the C library
    private static MethodHandle syscall() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }
}
