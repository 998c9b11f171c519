package hotswitch.server.recovery;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.Sha256;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The core's section and the edges' section at one sequence. {@code mark}: the last batch that ends at or before it;
 * {@code eventSeq}: the last fact by then.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes, never compared and never changed
public record Snapshot(At at, long bootEpoch, long eventSeq, StateHash hash, byte[] core, EdgeFacts edges) {
    private static final int MAGIC = 0x534e4148;
    private static final int VERSION = 1;

    /** The last entry applied, its time, and where the journal is to be read from. */
    public record At(long sequence, long timeNs, Journal.Mark mark) {
        /** Nothing applied yet. */
        public static final At START = new At(0, 0, Journal.Mark.START);
    }

    /** An empty centre. */
    static Snapshot none() {
        return new Snapshot(At.START, 0, 0, null, new byte[0], new EdgeFacts());
    }

    boolean isNone() {
        return at.sequence() == 0;
    }

    byte[] toBytes() {
        BytesWriter out = new BytesWriter();
        out.i32(MAGIC).i8(VERSION).i64(at.sequence()).i64(at.timeNs());
        at.mark().write(out);
        out.i64(bootEpoch).i64(eventSeq);
        write(hash, out);
        out.bytes(core);
        edges.write(out);
        byte[] body = out.toBytes();
        byte[] all = Arrays.copyOf(body, body.length + Sha256.BYTES);
        System.arraycopy(Sha256.of(body, body.length), 0, all, body.length, Sha256.BYTES);
        return all;
    }

    /** Throws {@link Journal.Damaged} if these are not the bytes that were written. */
    static Snapshot fromBytes(byte[] all) {
        int length = all.length - Sha256.BYTES;
        if (length < 0) {
            throw new Journal.Damaged("a snapshot of " + all.length + " bytes");
        }
        if (!Arrays.equals(Sha256.of(all, length), 0, Sha256.BYTES, all, length, all.length)) {
            throw new Journal.Damaged("its hash differs");
        }
        BytesReader in = new BytesReader().wrap(new UnsafeBuffer(all), 0, length);
        if (in.i32() != MAGIC || in.i8() != VERSION) {
            throw new Journal.Damaged("not a snapshot of this version");
        }
        At at = new At(in.i64(), in.i64(), Journal.Mark.read(in));
        return new Snapshot(at, in.i64(), in.i64(), readHash(in), in.bytes(), EdgeFacts.read(in));
    }

    /** Also the payload of a {@link Journal.Kind#CHECKPOINT}, behind the sequence of its mark. */
    static void write(StateHash hash, BytesWriter out) {
        out.i64(hash.calls()).i64(hash.agents()).i64(hash.clocks()).i64(hash.lines());
        out.i64(hash.counters()).i64(hash.config()).i64(hash.flows());
    }

    static StateHash readHash(BytesReader in) {
        return new StateHash(in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64());
    }
}
