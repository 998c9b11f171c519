package hotswitch.server.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A Chronicle Queue of raw byte records, rolled daily by the time that its writer names (not by the clock, so that
 * it never rolls back). One process writes; others of this process may read at the same time with their own {@link
 * Cursor}.
 */
final class Excerpts implements AutoCloseable {
    private static final long BLOCK_BYTES = 64L << 20;
    private static final int DIRECT_MAX = (int) (BLOCK_BYTES / 8);
    private static final long DAY_NS = 86_400_000_000_000L;
    /** How long an append waits for the lock of a process that died holding it. */
    private static final long LOCK_TIMEOUT_MS = 500;

    private static final String SUFFIX = ".cq4";
    private static final int DATE_LENGTH = 8;

    private final Path directory;
    private final FileChannel lockFile;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    /** Where in the mapped file a record goes. */
    private final UnsafeBuffer mapped = new UnsafeBuffer(0, 0);

    private final FreshPages pages = new FreshPages();

    private volatile long timeMs;
    private int cycle = -1;
    /** Files written to since the last sync, and the present one. */
    private final Deque<Path> unsynced = new ArrayDeque<>();

    private Excerpts(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK_BYTES)
                .timeProvider(() -> timeMs)
                .timeoutMS(LOCK_TIMEOUT_MS)
                .readOnly(lockFile == null)
                .build();
        if (lockFile == null) {
            appender = null;
        } else {
            appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
        }
    }

    /** For the one process that writes. */
    static Excerpts open(Path directory) {
        return new Excerpts(directory, lock(directory));
    }

    /** To look at, also while another process writes. */
    static Excerpts openToRead(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(directory + " does not exist");
        }
        return new Excerpts(directory, null);
    }

    /** Where a record lies; positions grow. */
    long append(byte[] record, int length, long timeNs) {
        timeMs = Math.max(timeMs, timeNs / 1_000_000);
        try (DocumentContext document = appender.writingDocument()) {
            put(record, length, document.wire().bytes());
        }
        if (appender.cycle() != cycle) {
            cycle = appender.cycle();
            synchronized (unsynced) {
                unsynced.add(appender.currentFile().toPath());
            }
        }
        return appender.lastIndexAppended();
    }

    /**
     * In one go: Chronicle's own {@code write} takes eight bytes at a time, 76–180 µs of processor time for 64 KiB into
     * a fresh file; this 33–48. Mapped blocks overlap by a quarter, so that a record has room behind its block's end.
     */
    private void put(byte[] record, int length, Bytes<?> into) {
        if (length > DIRECT_MAX) {
            into.write(record, 0, length);
            return;
        }
        long address = into.addressForWrite(into.writePosition());
        pages.ready(address, length, address + into.realWriteRemaining());
        mapped.wrap(address, length);
        mapped.putBytes(0, record, 0, length);
        into.writeSkip(length);
    }

    /** All written bytes to the disk (the kernel knows which pages of the file are dirty, mapped or not). */
    void sync() {
        synchronized (unsynced) {
            for (Path file : unsynced) {
                force(file);
            }
            while (unsynced.size() > 1) {
                unsynced.removeFirst(); // rolled: nothing more will come to it
            }
        }
    }

    private static void force(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Cursor cursor() {
        return new Cursor(this);
    }

    /** Days since 1970 in UTC. */
    int dayAt(long timeNs) {
        return (int) Math.floorDiv(timeNs, DAY_NS);
    }

    int dayOf(long position) {
        return queue.rollCycle().toCycle(position);
    }

    /** Where a day's first record lies. */
    long positionAt(int day) {
        return queue.rollCycle().toIndex(day, 0);
    }

    /** The days that have a file, in order. */
    List<Integer> days() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(Excerpts::day)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int day(String name) {
        String date = name.substring(0, DATE_LENGTH);
        return (int) LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
    }

    /** Deletes the files of all days before this one; whoever is reading one reads it to its end. */
    void removeBefore(int day) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && day(name) < day) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        queue.refreshDirectoryListing();
    }

    @Override
    public void close() {
        if (appender != null) {
            appender.close();
        }
        queue.close();
        try {
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IOException(directory + " is in use by another process");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Reads records; for one thread at a time. */
    static final class Cursor implements AutoCloseable {
        private final Excerpts excerpts;
        private final SingleChronicleQueue queue;
        private final ExcerptTailer tailer;
        private long position;

        private Cursor(Excerpts excerpts) {
            this.excerpts = excerpts;
            queue = excerpts.queue;
            tailer = queue.createTailer();
            tailer.singleThreadedCheckDisabled(true);
        }

        /** To the oldest record; goes by the files that are there. */
        void toStart() {
            toDayFrom(0);
        }

        /** To the first record of a later day than that of this position. */
        void toDayAfter(long before) {
            toDayFrom(excerpts.dayOf(before) + 1);
        }

        private void toDayFrom(int day) {
            for (int each : excerpts.days()) {
                if (each >= day && moveTo(excerpts.positionAt(each))) {
                    return;
                }
            }
            tailer.direction(TailerDirection.FORWARD).toStart();
        }

        /** The next {@link #next} goes backwards from the end. */
        void toEndBackwards() {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
        }

        /** Whether there is a record at this position; it will be the next one. */
        boolean moveTo(long wanted) {
            return tailer.direction(TailerDirection.FORWARD).moveToIndex(wanted);
        }

        /** Copies the next record into the sink's array; -1 if there is none yet. */
        int next(ArraySink into) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return -1;
                }
                position = document.index();
                Bytes<?> bytes = document.wire().bytes();
                int length = Math.toIntExact(bytes.readRemaining());
                bytes.read(into.arrayFor(length), 0, length);
                return length;
            }
        }

        /** Of the record that {@link #next} gave. */
        long position() {
            return position;
        }

        /** Whether the queue holds records behind the last one that could be read. */
        boolean isStuck() {
            long last = queue.lastIndex();
            return last != Long.MIN_VALUE && last > position;
        }

        int firstCycle() {
            List<Integer> days = excerpts.days();
            return days.isEmpty() ? Integer.MAX_VALUE : days.getFirst();
        }

        int lastCycle() {
            return queue.lastCycle();
        }

        long countIn(int cycle) {
            return tailer.excerptsInCycle(cycle);
        }

        long positionOf(int cycle, long n) {
            return queue.rollCycle().toIndex(cycle, n);
        }

        @Override
        public void close() {
            tailer.close();
        }
    }

    /** Gives the array that a record of this length is copied to. */
    interface ArraySink {
        byte[] arrayFor(int length);
    }
}
