package hotswitch.disk;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalInt;

/** Reads the records of a {@link DiskLog}, one after another; for one thread at a time. */
public final class LogCursor implements AutoCloseable {
    private static final int NONE = -1;

    private final DiskLog log;
    /** Null: before the first record. */
    private LogFile file;
    /** Where the next head lies, or would. */
    private long place = LogFile.FIRST;

    private long position;
    private long skipped;

    /** Gives the array that a record of this length is copied to. */
    @FunctionalInterface
    public interface Room {
        byte[] forLength(int length);
    }

    LogCursor(DiskLog log) {
        this.log = log;
    }

    /** To the oldest record. */
    public void toStart() {
        toPeriod(0);
    }

    /** To the first record of this period or, if it has no file, of the next that has one. */
    public void toPeriod(int from) {
        leave();
        OptionalInt first = log.periods().stream()
                .mapToInt(Integer::intValue)
                .filter(number -> number >= from)
                .findFirst();
        if (first.isPresent()) {
            enter(first.getAsInt(), LogFile.FIRST);
        }
    }

    /** Behind the newest record. */
    public void toEnd() {
        leave();
        List<Integer> periods = log.periods();
        if (!periods.isEmpty() && enter(periods.getLast(), LogFile.FIRST)) {
            place = log.limit(file);
        }
    }

    /** Whether there is a record at this position; it will be the next one. */
    public boolean moveTo(long wanted) {
        return enter(DiskLog.periodOf(wanted), DiskLog.placeOf(wanted)) && file.lengthAt(place, log.limit(file)) > 0;
    }

    /** To the first record from this position on that lies in the same period; its position, −1 if there is none. */
    public long moveNear(long wanted) {
        if (!enter(DiskLog.periodOf(wanted), LogFile.FIRST)) {
            return NONE;
        }
        long found = file.firstFrom(DiskLog.placeOf(wanted), log.limit(file));
        if (found < 0) {
            return NONE;
        }
        place = found;
        return DiskLog.position(file.period(), found);
    }

    /** Behind the last record of this period, as it is now; for a search between this and its start. */
    public long endOf(int period) {
        return enter(period, LogFile.FIRST)
                ? DiskLog.position(period, log.limit(file))
                : DiskLog.position(period, LogFile.FIRST);
    }

    /**
     * Copies the next record and says how long it is; −1 if there is none yet. What is no record is passed over, if
     * there is one behind it; {@link #skipped}.
     */
    public int next(Room room) {
        skipped = 0;
        while (file != null || enterFirst()) {
            long limit = log.limit(file);
            int length = file.lengthAt(place, limit);
            if (length > 0 && place + Head.BYTES + length <= limit) {
                return take(length, room);
            }
            long behind = length < 0 ? file.firstFrom(place, limit) : NONE;
            if (behind >= 0) {
                skipped += behind - place;
                place = behind;
            } else if (!enterNext(limit)) {
                return NONE;
            }
        }
        return NONE;
    }

    private int take(int length, Room room) {
        file.copy(place, room.forLength(length), length);
        position = DiskLog.position(file.period(), place);
        place = Head.behind(place, length);
        return length;
    }

    /** Whether there is a later file, and nothing more came to this one before that was made. */
    private boolean enterNext(long limit) {
        OptionalInt next = log.periodAfter(file.period());
        if (next.isEmpty() || log.limit(file) > limit) {
            return next.isPresent();
        }
        return enter(next.getAsInt(), LogFile.FIRST);
    }

    /** Copies the record before the one that comes next, and goes to it; −1 if there is none. */
    public int previous(Room room) {
        while (file != null) {
            long at = file.lastBefore(place);
            if (at >= 0) {
                int length = take(at, room);
                place = at;
                return length;
            }
            int before = file.period();
            OptionalInt earlier = log.periods().stream()
                    .mapToInt(Integer::intValue)
                    .filter(number -> number < before)
                    .max();
            if (earlier.isEmpty() || !enter(earlier.getAsInt(), LogFile.FIRST)) {
                return NONE;
            }
            place = log.limit(file);
        }
        return NONE;
    }

    private int take(long at, Room room) {
        long limit = place;
        place = at;
        return take(file.lengthAt(at, limit), room);
    }

    /** Of the record that {@link #next} or {@link #previous} gave. */
    public long position() {
        return position;
    }

    /** Bytes before the record that {@link #next} gave that are no record: the file is damaged there. 0: none. */
    public long skipped() {
        return skipped;
    }

    private boolean enterFirst() {
        OptionalInt first = log.periodAfter(NONE);
        return first.isPresent() && enter(first.getAsInt(), LogFile.FIRST);
    }

    private boolean enter(int period, long at) {
        if (file == null || file.period() != period) {
            leave();
            try {
                file = LogFile.openToRead(log.path(period), period);
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof NoSuchFileException) {
                    return false;
                }
                throw e;
            }
        }
        place = at;
        return true;
    }

    private void leave() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
