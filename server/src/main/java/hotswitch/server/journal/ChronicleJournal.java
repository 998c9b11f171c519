package hotswitch.server.journal;

import java.nio.file.Path;
import java.util.Arrays;

/** The journal of one machine: a Chronicle Queue, one excerpt for each batch, a file for each day. */
public final class ChronicleJournal implements Journal {
    private final Path directory;
    private final Excerpts excerpts;
    private final Sync sync;
    private final End end = new End();
    private volatile Mark begin;
    private boolean read;

    private ChronicleJournal(Path directory, Excerpts excerpts, Sync sync) {
        this.directory = directory;
        this.excerpts = excerpts;
        this.sync = sync;
        begin = Anchor.read(directory);
    }

    /** Throws {@link IllegalStateException} if another process has it open. */
    public static ChronicleJournal open(Path directory, Sync sync) {
        ChronicleJournal journal = new ChronicleJournal(directory, Excerpts.open(directory), sync);
        if (journal.begin.sequence() > 0) {
            journal.excerpts.removeBefore(journal.dayOfBegin() + 1); // where a removal was interrupted
        }
        return journal;
    }

    /** To look at what is there by now, also while another process writes. */
    public static ChronicleJournal openToRead(Path directory) {
        return new ChronicleJournal(directory, Excerpts.openToRead(directory), Sync.PROCESS);
    }

    @Override
    public void append(Batch batch, End into) {
        requireRead();
        if (batch.firstSequence() != end.sequence() + 1 || batch.count() == 0) {
            throw new IllegalStateException(
                    "a batch of " + batch.count() + " from " + batch.firstSequence() + " after " + end.mark());
        }
        byte[] hash = batch.seal(end.hash());
        long position = excerpts.append(batch.array(), batch.sealedLength(), batch.lastTimeNs());
        if (sync == Sync.POWER) {
            excerpts.sync();
        }
        end.set(batch.lastSequence(), batch.lastTimeNs(), position, hash);
        into.set(end);
    }

    @Override
    public void sync() {
        excerpts.sync();
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
        int firstKept = Math.min(excerpts.dayAt(timeNs), excerpts.dayOf(needed.position()));
        if (excerpts.days().stream().noneMatch(day -> day < firstKept)) {
            return begin;
        }
        try (Excerpts.Cursor cursor = excerpts.cursor()) {
            EntryReader unread = (sequence, entryNs, kind, payload) -> {};
            Mark last = chain(cursor, begin)
                    .read(unread, excerpts.positionAt(firstKept))
                    .end();
            Anchor.write(directory, last);
            begin = last;
        }
        excerpts.removeBefore(firstKept);
        return begin;
    }

    private int dayOfBegin() {
        return excerpts.dayOf(begin.position());
    }

    private Chain chain(Excerpts.Cursor cursor, Mark from) {
        Mark oldest = begin;
        if (from.sequence() < oldest.sequence()) {
            throw new Damaged("it begins behind " + oldest + "; the days before were removed, and only a snapshot that"
                    + " reaches beyond can be gone on from");
        }
        return new Chain(cursor, from, from.sequence() == oldest.sequence());
    }

    @Override
    public Reading read(Mark from, EntryReader reader) {
        try (Excerpts.Cursor cursor = excerpts.cursor()) {
            Reading reading = chain(cursor, from).read(reader, Long.MAX_VALUE);
            end.set(reading.end());
            read = true;
            return reading;
        }
    }

    @Override
    public void close() {
        excerpts.close();
    }

    /** Walks batches and proves that each follows from the one before. */
    private static final class Chain {
        private final Excerpts.Cursor cursor;
        private final Batch batch = new Batch();
        private Mark last;
        private long batches;
        /** A batch that does not fit, until the next shows whether it was passed over as torn ("" none). */
        private String suspect = "";

        Chain(Excerpts.Cursor cursor, Mark from, boolean oldest) {
            this.cursor = cursor;
            last = from;
            if (from.sequence() == 0) {
                cursor.toStart();
            } else if (oldest) {
                cursor.toDayAfter(from.position());
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
            for (int length = nextOrEnd(); length >= 0 && cursor.position() < before; length = nextOrEnd()) {
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

        /**
         * Where nothing can be read, the end must be: or else a record was written meanwhile, or its head is
         * damaged.
         */
        private int nextOrEnd() {
            int length = next();
            if (length < 0 && cursor.isStuck()) {
                length = next();
                if (length < 0) {
                    throw new Damaged("nothing can be read behind entry " + last.sequence() + ", but there is more");
                }
            }
            return length;
        }

        private int next() {
            try {
                return cursor.next(batch::arrayFor);
            } catch (RuntimeException e) {
                throw new Damaged("what is behind entry " + last.sequence() + " cannot be read", e);
            }
        }
    }
}
