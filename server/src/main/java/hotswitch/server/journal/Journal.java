package hotswitch.server.journal;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.HexFormat;

/**
 * The one total order of everything that may change state, on disk before anything acts on it. Entries are
 * numbered from 1 without gaps; they come in batches, each with a SHA-256 over the hash of the batch before and
 * its own bytes.
 *
 * <p>A journal is read to its end before it is appended to: that is how it learns where it stands.
 */
public interface Journal extends AutoCloseable {

    /** What an entry is; the codes are on disk and are never reused. */
    enum Kind {
        /** {@code CommandCodec} bytes. */
        COMMAND(1),
        /** The latest bytes that an edge wants back after a restart, by kind and key. */
        EDGE(2),
        /** The sequence of a command that threw, and why: recovery leaves it out. */
        SKIP(3),
        /** Nothing but its place: the hash of the state after it follows as a {@link #CHECKPOINT}. */
        MARK(4),
        /** The sequence of a {@link #MARK} and the hash of the state there. */
        CHECKPOINT(5);

        final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) {
            return switch (code) {
                case 1 -> COMMAND;
                case 2 -> EDGE;
                case 3 -> SKIP;
                case 4 -> MARK;
                case 5 -> CHECKPOINT;
                default -> throw new IllegalArgumentException("entry kind " + code + " is not of this version");
            };
        }
    }

    /** PROCESS survives the death of the process; POWER also that of the machine, and pays one sync for each batch. */
    enum Sync {
        PROCESS,
        POWER
    }

    /**
     * The end of a batch: its last entry's sequence and time, where the batch lies, its hash. {@code position} is the
     * journal's own coding.
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes, never compared and never changed
    record Mark(long sequence, long timeNs, long position, byte[] hash) {
        /** Before the first batch. */
        public static final Mark START = new Mark(0, 0, 0, new byte[Sha256.BYTES]);

        public void write(BytesWriter out) {
            out.i64(sequence).i64(timeNs).i64(position).bytes(hash);
        }

        public static Mark read(BytesReader in) {
            return new Mark(in.i64(), in.i64(), in.i64(), in.bytes());
        }

        @Override
        public String toString() {
            return "entry " + sequence + " (batch at " + Long.toHexString(position) + ", hash "
                    + HexFormat.of().formatHex(hash, 0, 8) + ")";
        }
    }

    /** A {@link Mark} that is written over: there is one for each batch, and hardly any is ever asked for. */
    final class End {
        private final byte[] hash = new byte[Sha256.BYTES];
        private long sequence;
        private long timeNs;
        private long position;

        public void set(Mark mark) {
            set(mark.sequence, mark.timeNs, mark.position, mark.hash);
        }

        public void set(End other) {
            set(other.sequence, other.timeNs, other.position, other.hash);
        }

        void set(long newSequence, long newTimeNs, long newPosition, byte[] newHash) {
            sequence = newSequence;
            timeNs = newTimeNs;
            position = newPosition;
            System.arraycopy(newHash, 0, hash, 0, hash.length);
        }

        long sequence() {
            return sequence;
        }

        /** Valid until the next {@link #set}. */
        byte[] hash() {
            return hash;
        }

        /** As it is now. */
        public Mark mark() {
            return new Mark(sequence, timeNs, position, hash.clone());
        }
    }

    /** Takes entries in their order; {@code payload} is valid during the call only. */
    interface EntryReader {
        void entry(long sequence, long timeNs, Kind kind, BytesReader payload);
    }

    /** What a whole reading found. {@code torn}: a last batch that did not get whole to the disk, "" if none. */
    record Reading(Mark end, long batches, String torn) {}

    /** A batch that is not what was written; names where. */
    final class Damaged extends RuntimeException {
        public Damaged(String what) {
            super(what);
        }

        public Damaged(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /**
     * Appends a batch that begins at {@link #end()} + 1 and says where it ends; with {@link Sync#POWER} it is on the
     * disk when this returns.
     */
    void append(Batch batch, End into);

    /** The same. */
    default Mark append(Batch batch) {
        End end = new End();
        append(batch, end);
        return end.mark();
    }

    /** Puts everything appended onto the disk, whatever the mode. */
    void sync();

    /** What is kept follows this: {@link Mark#START}, or the end of what {@link #removeBefore} removed. */
    Mark begin();

    /**
     * Removes the oldest days, as far as all of them is older than this time and before the day of {@code needed};
     * their chain is proved once more before. Returns {@link #begin()}, as it is then. From one thread, beside others.
     */
    Mark removeBefore(long timeNs, Mark needed);

    /** Of the last batch. Throws {@link IllegalStateException} before the first {@link #read}. */
    Mark end();

    /**
     * Reads everything after a mark, proving the chain of hashes. Throws {@link Damaged} at the first bad batch, or
     * where the mark lies in what was removed; only the very last one may be torn, and counts as never written.
     */
    Reading read(Mark from, EntryReader reader);

    @Override
    void close();
}
