package hotswitch.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Raw records in files by period, rolled by the time that the writer names (not by the clock, so that it never rolls
 * back). One process writes, from one thread; any number read at the same time, each with its own {@link LogCursor}.
 *
 * <p>Records go to the kernel by write(2), not through mapped memory: a mapped page costs a fault, and where the disk
 * reads ahead (8 MiB on some machines) a fault fetches what is not there yet, 18 ms at once; a full disk is an
 * exception and not a dead process. What was written survives the death of the process; after {@link #sync} also that
 * of the machine.
 */
public final class DiskLog implements AutoCloseable {
    /** A position: the period, and in the lower bits the place in its file. */
    private static final int PLACE_BITS = 40;

    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;
    private static final int GATHERED_BYTES = 1 << 16;

    private final Path directory;
    private final Period period;
    /** Null: to read. */
    private final FileChannel lockFile;

    private final PageReturn pages = new PageReturn();
    /** Files written to since the last sync, and the present one. */
    private final Deque<LogFile> unsynced = new ArrayDeque<>();

    private boolean folderSynced;
    private String cut = "";
    /** Records that the kernel does not have yet. */
    private ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED_BYTES);

    /** Null until the first record. */
    private LogFile file;
    /** Where {@link #gathered} goes. */
    private long place;
    /** Behind the last record that can be read; 0: there is none, or another process writes. */
    private volatile long end;

    private DiskLog(Path directory, Period period, FileChannel lockFile) {
        this.directory = directory;
        this.period = period;
        this.lockFile = lockFile;
        List<Integer> there = lockFile == null ? List.of() : periods();
        if (!there.isEmpty()) {
            resume(there.getLast());
        }
    }

    /** For the one process that writes; throws {@link UncheckedIOException} if another one does. */
    public static DiskLog open(Path directory, Period period) {
        return new DiskLog(directory, period, lock(directory));
    }

    /** To look at, also while another process writes. */
    public static DiskLog openToRead(Path directory, Period period) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(directory + " does not exist");
        }
        return new DiskLog(directory, period, null);
    }

    /** Behind the last whole record of the last file. */
    private void resume(int last) {
        enter(last);
        Tail tail = Tail.of(file);
        place = tail.place();
        cut = tail.cut();
        end = position(last, place);
    }

    /** What lay behind the last record when this was opened, was none and was cut off; "" if nothing. */
    public String cut() {
        return cut;
    }

    private void enter(int next) {
        file = LogFile.open(directory.resolve(period.fileName(next)), next);
        place = LogFile.FIRST;
        synchronized (unsynced) {
            unsynced.add(file);
            folderSynced = false;
        }
        pages.follow(file.path(), file.size());
    }

    /** Where a record lies; positions grow. It can be read, and survives the process, when this returns. */
    public long append(byte[] record, int length, long timeNs) {
        try {
            long at = begin(length, timeNs);
            gathered.put(record, 0, length);
            finish();
            flush();
            return at;
        } catch (UncheckedIOException failed) {
            gathered.clear(); // whoever goes on writes over what is there of it
            throw failed;
        }
    }

    /** As {@link #append}, but gathered with others until {@link #flush}. */
    public long put(DirectBuffer from, int offset, int length, long timeNs) {
        long at = begin(length, timeNs);
        from.getBytes(offset, gathered, length);
        finish();
        return at;
    }

    private long begin(int length, long timeNs) {
        if (length <= 0 || length > Head.LENGTH_MAX) {
            throw new IllegalArgumentException("a record of " + length + " bytes");
        }
        int now = period.at(timeNs);
        if (file == null || now > file.period()) {
            flush();
            trim();
            enter(now);
        }
        if (gathered.remaining() < Head.BYTES + length + Head.ALIGNMENT) {
            room(Head.BYTES + length + Head.ALIGNMENT);
        }
        long at = place + gathered.position();
        gathered.putLong(Head.of(length, at, file.salt()));
        return position(file.period(), at);
    }

    /** What was reserved behind the end and not needed goes back to the disk. */
    private void trim() {
        if (file != null) {
            file.cut(place);
        }
    }

    private void finish() {
        while (gathered.position() % Head.ALIGNMENT != 0) {
            gathered.put((byte) 0);
        }
    }

    private void room(int wanted) {
        int least = gathered.position() + wanted;
        ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(least, 2 * gathered.capacity()));
        gathered = larger.put(gathered.flip());
    }

    /** Gives what was put to the kernel; if that fails, it is kept for the next try. */
    public void flush() {
        if (gathered.position() == 0) {
            return;
        }
        int length = gathered.position();
        gathered.flip();
        try {
            file.write(gathered, place);
        } catch (UncheckedIOException failed) {
            gathered.limit(gathered.capacity()).position(length);
            throw failed;
        }
        gathered.clear();
        place += length;
        end = position(file.period(), place);
        pages.written(place);
    }

    /** All flushed records to the disk. From any thread. */
    public void sync() {
        synchronized (unsynced) {
            unsynced.forEach(LogFile::force);
            while (unsynced.size() > 1) {
                unsynced.removeFirst().close(); // rolled: nothing more will come to it
            }
            if (!folderSynced && !unsynced.isEmpty()) {
                syncFolder();
                folderSynced = true;
            }
        }
    }

    /** That a file is there must be on the disk too. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads from the first record on. */
    public LogCursor cursor() {
        return new LogCursor(this);
    }

    /** Of the period with this number; {@link Period#at}. */
    public static long positionOf(int period) {
        return position(period, 0);
    }

    static long position(int period, long place) {
        return (long) period << PLACE_BITS | place;
    }

    public static int periodOf(long position) {
        return (int) (position >>> PLACE_BITS);
    }

    static long placeOf(long position) {
        return position & PLACE_MASK;
    }

    public Period period() {
        return period;
    }

    /** Those that have a file, in order. */
    public List<Integer> periods() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> period.of(path.getFileName().toString()))
                    .filter(number -> number >= 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first period after this one that has a file. */
    OptionalInt periodAfter(int before) {
        return isOpenEnd(before)
                ? OptionalInt.empty()
                : periods().stream()
                        .mapToInt(Integer::intValue)
                        .filter(number -> number > before)
                        .findFirst();
    }

    /** Known without a look at the folder; who waits for the first or the next record asks it often. */
    private boolean isOpenEnd(int number) {
        long seen = end;
        return lockFile != null && (seen == 0 || number >= periodOf(seen));
    }

    /** Up to where a period's file can be read. */
    long limit(LogFile read) {
        long seen = end;
        return lockFile != null && periodOf(seen) == read.period() ? placeOf(seen) : read.size();
    }

    Path path(int number) {
        return directory.resolve(period.fileName(number));
    }

    /** Deletes the files of all periods before this one, and says how many; who is reading one reads it to its end. */
    public int removeBefore(int number) {
        int removed = 0;
        for (int old : periods()) {
            try {
                removed += old < number && Files.deleteIfExists(path(old)) ? 1 : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return removed;
    }

    @Override
    public void close() {
        pages.close();
        try {
            if (lockFile != null) {
                flush();
                trim();
                lockFile.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (unsynced) {
                unsynced.forEach(LogFile::close);
                unsynced.clear();
            }
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
}
