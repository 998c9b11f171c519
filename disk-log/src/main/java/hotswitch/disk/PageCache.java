package hotswitch.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** What the kernel keeps of one file in memory. What the file system does not offer is left to the kernel. */
final class PageCache implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final int POSIX_FADV_DONTNEED = 4;

    private static final MethodHandle OPEN = CLibrary.function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = CLibrary.function("close", ValueLayout.JAVA_INT);
    private static final MethodHandle FALLOCATE = CLibrary.function(
            "fallocate", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    private static final MethodHandle SYNC_FILE_RANGE = ofRange("sync_file_range");
    private static final MethodHandle POSIX_FADVISE = ofRange("posix_fadvise");

    private final int file;
    private boolean refused;
    /** The file system does not offer it, or has no room: whoever writes will be told. */
    private boolean unreserved;

    private PageCache(int file) {
        this.file = file;
        refused = file < 0;
        unreserved = refused;
    }

    static PageCache of(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return new PageCache((int) OPEN.invokeExact(name, O_RDWR));
        } catch (Throwable never) {
            throw new IllegalStateException("open", never);
        }
    }

    /** Finds room on the disk for this stretch before it is written; the file stays as long as it is. */
    void reserve(long from, long to) {
        if (unreserved) {
            return;
        }
        try {
            unreserved = (int) FALLOCATE.invokeExact(file, FALLOC_FL_KEEP_SIZE, from, to - from) != 0;
        } catch (Throwable never) {
            throw new IllegalStateException("fallocate", never);
        }
    }

    /** Begins to write this stretch to the disk, and does not wait until it is there. */
    void writeBack(long from, long to) {
        call(SYNC_FILE_RANGE, from, to, SYNC_FILE_RANGE_WRITE);
    }

    /** Frees the memory of this stretch, as far as it is on the disk. */
    void drop(long from, long to) {
        call(POSIX_FADVISE, from, to, POSIX_FADV_DONTNEED);
    }

    private void call(MethodHandle function, long from, long to, int what) {
        if (refused) {
            return;
        }
        try {
            refused = (int) function.invokeExact(file, from, to - from, what) != 0;
        } catch (Throwable never) {
            throw new IllegalStateException("page cache", never);
        }
    }

    @Override
    public void close() {
        if (file < 0) {
            return;
        }
        try {
            int ignored = (int) CLOSE.invokeExact(file);
        } catch (Throwable never) {
            throw new IllegalStateException("close", never);
        }
    }

    private static MethodHandle ofRange(String name) {
        return CLibrary.function(
                name, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    }
}
