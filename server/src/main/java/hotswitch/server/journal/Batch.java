package hotswitch.server.journal;

import hotswitch.acd.codec.BytesReader;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Some entries on their way to or from the disk, little-endian: version (1 byte), first sequence (8), count (4);
 * for each entry time (8), kind (1), length (4), payload; at the end SHA-256(hash of the batch before ‖ all this).
 */
public final class Batch {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte VERSION = 1;
    private static final int FIRST_AT = 1;
    private static final int COUNT_AT = FIRST_AT + Long.BYTES;
    private static final int HEAD_BYTES = COUNT_AT + Integer.BYTES;
    private static final int KIND_AT = Long.BYTES;
    private static final int LENGTH_AT = KIND_AT + 1;
    private static final int ENTRY_HEAD_BYTES = LENGTH_AT + Integer.BYTES;

    private final byte[] hash = new byte[Sha256.BYTES];
    private final MessageDigest sha256 = Sha256.digest();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final BytesReader payload = new BytesReader();
    private int at;
    private int count;
    private long lastTimeNs;

    /** Empties the batch; its first entry will have this sequence. */
    public Batch begin(long firstSequence) {
        buffer.putByte(0, VERSION);
        buffer.putLong(FIRST_AT, firstSequence, ORDER);
        at = HEAD_BYTES;
        count = 0;
        return this;
    }

    public Batch add(long timeNs, Journal.Kind kind, DirectBuffer from, int offset, int length) {
        buffer.putLong(at, timeNs, ORDER);
        buffer.putByte(at + KIND_AT, (byte) kind.code);
        buffer.putInt(at + LENGTH_AT, length, ORDER);
        buffer.putBytes(at + ENTRY_HEAD_BYTES, from, offset, length);
        at += ENTRY_HEAD_BYTES + length;
        lastTimeNs = timeNs;
        count++;
        return this;
    }

    /** Of the entry that {@link #add} takes next. */
    public long nextSequence() {
        return firstSequence() + count;
    }

    public int count() {
        return count;
    }

    /** Bytes so far, without the hash. */
    public int length() {
        return at;
    }

    long firstSequence() {
        return buffer.getLong(FIRST_AT, ORDER);
    }

    long lastSequence() {
        return firstSequence() + count - 1;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    /** Closes the batch with its hash, which it returns as well, valid until the next. */
    byte[] seal(byte[] previousHash) {
        buffer.putInt(COUNT_AT, count, ORDER);
        hash(previousHash, at);
        buffer.putBytes(at, hash);
        return hash;
    }

    byte[] array() {
        return buffer.byteArray();
    }

    int sealedLength() {
        return at + Sha256.BYTES;
    }

    /** Where to put bytes read from disk before {@link #faultAfter} looks at them. */
    byte[] arrayFor(int length) {
        buffer.checkLimit(length);
        return buffer.byteArray();
    }

    /** What is wrong with the {@code length} bytes in {@link #array()} as the batch after this mark; "" if nothing. */
    String faultAfter(Journal.Mark before, int length) {
        if (length < HEAD_BYTES + Sha256.BYTES || buffer.getByte(0) != VERSION) {
            return "not a batch of this version";
        }
        at = length - Sha256.BYTES;
        hash(before.hash(), at);
        if (!Arrays.equals(hash, 0, Sha256.BYTES, array(), at, at + Sha256.BYTES)) {
            return "hash differs";
        }
        if (firstSequence() != before.sequence() + 1) {
            return "begins at " + firstSequence() + ", " + (before.sequence() + 1) + " is due";
        }
        count = buffer.getInt(COUNT_AT, ORDER);
        return "";
    }

    /** The hash at the end of the {@code length} bytes read from disk. */
    byte[] storedHash(int length) {
        return length < HEAD_BYTES + Sha256.BYTES
                ? new byte[0]
                : Arrays.copyOfRange(array(), length - Sha256.BYTES, length);
    }

    /** Hands out the entries after a sequence; to be asked only when {@link #faultAfter} found nothing. */
    void forEachAfter(long sequence, Journal.EntryReader reader) {
        int from = HEAD_BYTES;
        view.wrap(buffer, 0, at);
        for (long s = firstSequence(); s <= lastSequence(); s++) {
            lastTimeNs = view.getLong(from, ORDER);
            int length = view.getInt(from + LENGTH_AT, ORDER);
            if (s > sequence) {
                Journal.Kind kind = Journal.Kind.of(view.getByte(from + KIND_AT));
                reader.entry(s, lastTimeNs, kind, payload.wrap(view, from + ENTRY_HEAD_BYTES, length));
            }
            from += ENTRY_HEAD_BYTES + length;
        }
    }

    private void hash(byte[] previousHash, int length) {
        try {
            sha256.update(previousHash);
            sha256.update(array(), 0, length);
            sha256.digest(hash, 0, Sha256.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
