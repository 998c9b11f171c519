package hotswitch.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * One file: sixteen bytes (what it is, its salt), then records, each behind its {@link Head}, at places that are
 * multiples of eight. It is as long as what was written: a record that the file is too short for was never finished.
 */
final class LogFile implements AutoCloseable {
    /** Where the first head lies. */
    static final long FIRST = 16;

    /** "HSWDLOG1". */
    private static final long MAGIC = 0x485357444c4f4731L;

    private static final int WINDOW_BYTES = 1 << 16;
    private static final long NONE = -1;

    private final Path path;
    private final int period;
    private final FileChannel channel;
    private long salt;
    private boolean begun;
    /** What was read last, and where it begins in the file; for one thread at a time. */
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);

    private long windowAt;
    private int windowLength;

    private LogFile(Path path, int period, FileChannel channel) {
        this.path = path;
        this.period = period;
        this.channel = channel;
    }

    /** To append to; made if it is not there. */
    static LogFile open(Path path, int period) {
        try {
            LogFile file = new LogFile(
                    path,
                    period,
                    FileChannel.open(
                            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            if (file.size() < FIRST) {
                file.begin();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogFile openToRead(Path path, int period) {
        try {
            return new LogFile(path, period, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        long random = new SecureRandom().nextLong();
        write(ByteBuffer.allocate((int) FIRST).putLong(MAGIC).putLong(random).flip(), 0);
    }

    /** Of a file that has begun: a killed process may have left it empty. */
    long salt() {
        if (!begun) {
            ByteBuffer start = ByteBuffer.allocate((int) FIRST);
            read(start, 0);
            if (start.getLong(0) != MAGIC) {
                throw new IllegalStateException(path + " is no file of a log, or its first bytes are damaged");
            }
            salt = start.getLong(Long.BYTES);
            begun = true;
        }
        return salt;
    }

    Path path() {
        return path;
    }

    int period() {
        return period;
    }

    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To this length, and what is reserved behind it is free: a channel would not ask the system if it is as long. */
    void cut(long size) {
        try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "rw")) {
            whole.setLength(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(ByteBuffer bytes, long at) {
        try {
            long place = at;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the record with this place; −1: there is no head within this limit. */
    int lengthAt(long at, long limit) {
        if (at < FIRST || at + Head.BYTES > limit) {
            return (int) NONE;
        }
        if (at < windowAt || at + Head.BYTES > windowAt + windowLength) {
            look(at, limit);
        }
        return Head.length(headAt(at), at, salt());
    }

    private long headAt(long at) {
        return window.getLong((int) (at - windowAt));
    }

    /** The record's bytes; it must be whole. */
    void copy(long at, byte[] into, int length) {
        long from = at + Head.BYTES;
        if (from >= windowAt && from + length <= windowAt + windowLength) {
            window.get((int) (from - windowAt), into, 0, length);
        } else {
            read(ByteBuffer.wrap(into, 0, length), from);
        }
    }

    private void look(long from, long limit) {
        windowAt = from;
        windowLength = (int) Math.min(WINDOW_BYTES, limit - from);
        read(window.clear().limit(windowLength), from);
        window.clear();
    }

    private void read(ByteBuffer into, long at) {
        try {
            long place = at;
            while (into.hasRemaining()) {
                int count = channel.read(into, place);
                if (count < 0) {
                    throw new IOException(path + " ends before " + (place + into.remaining()));
                }
                place += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first place from this one on with a record that is whole within the limit; −1: none. */
    long firstFrom(long from, long limit) {
        for (long at = Math.max(FIRST, Head.align(from)); at + Head.BYTES < limit; at += Head.ALIGNMENT) {
            if (isWhole(at, limit)) {
                return at;
            }
        }
        return NONE;
    }

    /** The place of the last record that is whole before this one; −1: none. */
    long lastBefore(long limit) {
        for (long at = limit - Head.BYTES - 1 & -Head.ALIGNMENT; at >= FIRST; at -= Head.ALIGNMENT) {
            if (at < windowAt || at + Head.BYTES > windowAt + windowLength) {
                look(Math.max(0, at + Head.BYTES - WINDOW_BYTES), Math.min(limit, at + Head.BYTES));
            }
            if (isWhole(at, limit)) {
                return at;
            }
        }
        return NONE;
    }

    private boolean isWhole(long at, long limit) {
        int length = lengthAt(at, limit);
        return length > 0 && at + Head.BYTES + length <= limit;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
