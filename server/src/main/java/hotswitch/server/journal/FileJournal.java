package hotswitch.server.journal;

import hotswitch.disk.DiskLog;
import hotswitch.disk.LogCursor;
import hotswitch.disk.Period;
import java.nio.file.Path;
import java.util.Arrays;

/** The journal of one machine: a file for each day, a record for each batch. */
public final class FileJournal implements Journal {
    private final Path directory;
    private final DiskLog log;
    private final Sync sync;
    private final End end = new End();
    private volatile Mark begin;
    private boolean read;

    private FileJournal(Path directory, DiskLog log, Sync sync) {
        this.directory = directory;
        this.log = log;
        this.sync = sync;
        begin = Anchor.read(directory);
    }

    /** Throws {@link IllegalStateException} if another process has it open. */
    public static FileJournal open(Path directory, Sync sync) {
        FileJournal journal = new FileJournal(directory, DiskLog.open(directory, Period.DAY), sync);
        if (journal.begin.sequence() > 0) {
            journal.log.removeBefore(journal.dayOfBegin() + 1); // where a removal was interrupted
        }
        return journal;
    }

    /** To look at what is there by now, also while another process writes. */
    public static FileJournal openToRead(Path directory) {
        return new FileJournal(directory, DiskLog.openToRead(directory, Period.DAY), Sync.PROCESS);
    }

    @Override
    public void append(Batch batch, End into) {
        requireRead();
        if (batch.firstSequence() != end.sequence() + 1 || batch.count() == 0) {
            throw new IllegalStateException(
                    "a batch of " + batch.count() + " from " + batch.firstSequence() + " after " + end.mark());
        }
        byte[] hash = batch.seal(end.hash());
        long position = log.append(batch.array(), batch.sealedLength(), batch.lastTimeNs());
        if (sync == Sync.POWER) {
            log.sync();
        }
        end.set(batch.lastSequence(), batch.lastTimeNs(), position, hash);
        into.set(end);
    }

    @Override
    public void sync() {
        log.sync();
    }

    @Override
    public Mark end() {
        requireRead();
        return end.mark();
    }

    private void requireRead() {
        if (!read) {
            throw new IllegalStateException("read the journal to its end before using it");
        }
    }

    @Override
    public Mark begin() {
        return begin;
    }

    @Override
    public Mark removeBefore(long timeNs, Mark needed) {
        int firstKept = Math.min(log.period().at(timeNs), DiskLog.periodOf(needed.position()));
        if (log.periods().stream().noneMatch(day -> day < firstKept)) {
            return begin;
        }
        try (LogCursor cursor = log.cursor()) {
            EntryReader unread = (sequence, entryNs, kind, payload) -> {};
            Mark last = chain(cursor, begin)
                    .read(unread, DiskLog.positionOf(firstKept))
                    .end();
            Anchor.write(directory, last);
            begin = last;
        }
        log.removeBefore(firstKept);
        return begin;
    }

    private int dayOfBegin() {
        return DiskLog.periodOf(begin.position());
    }

    private Chain chain(LogCursor cursor, Mark from) {
        Mark oldest = begin;
        if (from.sequence() < oldest.sequence()) {
            throw new Damaged("it begins behind " + oldest + "; the days before were removed, and only a snapshot that"
                    + " reaches beyond can be gone on from");
        }
        return new Chain(cursor, from, from.sequence() == oldest.sequence());
    }

    @Override
    public Reading read(Mark from, EntryReader reader) {
        try (LogCursor cursor = log.cursor()) {
            Reading reading = chain(cursor, from).read(reader, Long.MAX_VALUE);
            end.set(reading.end());
            read = true;
            return reading.torn().isEmpty() ? new Reading(reading.end(), reading.batches(), log.cut()) : reading;
        }
    }

    @Override
    public void close() {
        log.close();
    }

    /** Walks batches and proves that each follows from the one before. */
    private static final class Chain {
        private final LogCursor cursor;
        private final Batch batch = new Batch();
        private Mark last;
        private long batches;
        /** A batch that does not fit, until the next shows whether it was passed over as torn ("" none). */
        private String suspect = "";

        Chain(LogCursor cursor, Mark from, boolean oldest) {
            this.cursor = cursor;
            last = from;
            if (from.sequence() == 0) {
                cursor.toStart();
            } else if (oldest) {
                cursor.toPeriod(DiskLog.periodOf(from.position()) + 1);
            } else {
                moveBehind(from);
            }
        }

        private void moveBehind(Mark from) {
            if (!cursor.moveTo(from.position())) {
                throw new Damaged("the journal ends before " + from);
            }
            int length = next();
            if (length < 0 || !Arrays.equals(batch.storedHash(length), from.hash())) {
                throw new Damaged("the journal holds another batch than " + from);
            }
        }

        /** Up to this position. */
        Reading read(EntryReader reader, long before) {
            for (int length = next(); length >= 0 && cursor.position() < before; length = next()) {
                String fault = batch.faultAfter(last, length);
                if (fault.isEmpty()) {
                    accept(reader);
                } else if (suspect.isEmpty()) {
                    suspect = "batch at " + Long.toHexString(cursor.position()) + " behind entry " + last.sequence()
                            + ": " + fault;
                } else {
                    throw new Damaged(suspect);
                }
            }
            return new Reading(last, batches, suspect);
        }

        private void accept(EntryReader reader) {
            suspect = "";
            batch.forEachAfter(last.sequence(), reader);
            last = new Mark(
                    batch.lastSequence(),
                    batch.lastTimeNs(),
                    cursor.position(),
                    batch.storedHash(batch.sealedLength()));
            batches++;
        }

        private int next() {
            int length;
            try {
                length = cursor.next(batch::arrayFor);
            } catch (RuntimeException e) {
                throw new Damaged("what is behind entry " + last.sequence() + " cannot be read", e);
            }
            if (cursor.skipped() > 0) {
                throw new Damaged(cursor.skipped() + " bytes behind entry " + last.sequence() + " are no batch");
            }
            return length;
        }
    }
}
