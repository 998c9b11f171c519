package hotswitch.server.node;

import hotswitch.disk.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * When the kernel lets a thread run (sched_setattr(2), which the C library of many systems does not have: by its number
 * on x86-64).
 */
final class SchedulingPolicy {
    private static final long SCHED_SETATTR = 314;
    private static final long SCHED_GETATTR = 315;
    /** struct sched_attr of its first version: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int ATTR_BYTES = 48;

    private static final int POLICY_AT = 4;
    private static final int FLAGS_AT = 8;
    private static final int PRIORITY_AT = 20;
    private static final int RUNTIME_AT = 24;
    private static final int FIFO = 1;
    /** SCHED_FLAG_RESET_ON_FORK: what such a thread starts is ordinary. */
    private static final long ORDINARY_CHILDREN = 1;

    private final MethodHandle syscall = syscall();

    /**
     * How long the thread, of the ordinary policy, may run before another has its turn; 0: the system's own slice.
     * Policy and nice value stay as they are. False: the system does not allow it, or the thread has ended.
     */
    boolean slice(int thread, long ns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = attr(arena);
            boolean there = call(SCHED_GETATTR, thread, attr, ATTR_BYTES, 0) == 0;
            attr.set(ValueLayout.JAVA_LONG, RUNTIME_AT, ns);
            return there && call(SCHED_SETATTR, thread, attr, 0, 0) == 0;
        }
    }

    /** As it is now; 0: the system's own, or it knows none of a thread's own. */
    long slice(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            return now(thread, arena).get(ValueLayout.JAVA_LONG, RUNTIME_AT);
        }
    }

    /**
     * The thread runs as soon as it has something to do, whatever ordinary thread has the processor (SCHED_FIFO).
     * False: the system does not allow it (it wants CAP_SYS_NICE or RLIMIT_RTPRIO), or the thread has ended.
     *
     * @param priority from 1 to 99; the higher comes first
     */
    boolean realtime(int thread, int priority) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = attr(arena);
            attr.set(ValueLayout.JAVA_INT, POLICY_AT, FIFO);
            attr.set(ValueLayout.JAVA_LONG, FLAGS_AT, ORDINARY_CHILDREN);
            attr.set(ValueLayout.JAVA_INT, PRIORITY_AT, priority);
            return call(SCHED_SETATTR, thread, attr, 0, 0) == 0;
        }
    }

    /** Whether it has that policy. */
    boolean isRealtime(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            return now(thread, arena).get(ValueLayout.JAVA_INT, POLICY_AT) == FIFO;
        }
    }

    private MemorySegment now(int thread, Arena arena) {
        MemorySegment attr = attr(arena);
        if (call(SCHED_GETATTR, thread, attr, ATTR_BYTES, 0) != 0) {
            throw new IllegalStateException("thread " + thread + " says nothing of its policy");
        }
        return attr;
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

    private static MethodHandle syscall() {
        return CLibrary.function(
                "syscall",
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
