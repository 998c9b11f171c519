package hotswitch.server.recovery;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest bytes of each (kind, key), in the order in which the keys first came. The places of values that are gone
 * are used again, except those that a copy may share.
 */
public final class EdgeFacts {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeFacts.class);
    private static final EdgeKind[] KINDS = EdgeKind.values();
    private static final int SMALLEST_BITS = 9;
    private static final int POOLED_BITS = 14;
    private static final int POOLED_EACH = 4_096;

    private final List<FactTable> byKind = new ArrayList<>();
    /** Unused places by size: 512, 1,024 … bytes. */
    private final List<Deque<byte[]>> unused = new ArrayList<>();
    /** How often a copy was made; a value from before the last one is shared with it. */
    private long copies;

    /** Additions to what was not there; read by whoever watches. */
    private final AtomicLong passedOver = new AtomicLong();

    public EdgeFacts() {
        for (int i = 0; i < KINDS.length; i++) {
            byKind.add(new FactTable());
        }
        for (int bits = SMALLEST_BITS; bits <= POOLED_BITS; bits++) {
            unused.add(new ArrayDeque<>());
        }
    }

    /** The bytes or null. */
    public byte[] get(EdgeKind kind, String key) {
        FactTable facts = of(kind);
        FactTable.Row row = kind == EdgeKind.DIALOG ? facts.get(Long.parseLong(key)) : facts.get(key);
        return row == null ? null : Arrays.copyOf(row.bytes, row.length);
    }

    /**
     * How often something came to be added to a fact that was not there. That is a fault of ours, and what it was about
     * is lost; but the entry is in the journal, and every later start must get over it.
     */
    public long passedOver() {
        return passedOver.get();
    }

    public int size(EdgeKind kind) {
        return of(kind).size();
    }

    public void forEach(EdgeKind kind, BiConsumer<String, byte[]> reader) {
        for (FactTable.Row row = of(kind).first(); row != null; row = row.after) {
            reader.accept(row.key(), Arrays.copyOf(row.bytes, row.length));
        }
    }

    /** The payload of a {@code Journal.Kind.EDGE} entry; empty bytes remove the key. */
    public static void encode(EdgeKind kind, String key, byte[] value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    public static void encode(EdgeKind kind, String key, BytesWriter value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    /** The same of a leg's dialog. */
    public static void encodeDialog(long legId, BytesWriter value, BytesWriter out) {
        out.i8(EdgeKind.DIALOG.code).decimal(legId).bytes(value);
    }

    /** The payload of one whose bytes come behind those that the leg has already. */
    public static void encodeMore(long legId, BytesWriter more, BytesWriter out) {
        out.i8(-EdgeKind.DIALOG.code).decimal(legId).bytes(more);
    }

    /** Takes such a payload. */
    public void apply(BytesReader payload) {
        int code = payload.i8();
        boolean more = code == -EdgeKind.DIALOG.code;
        if (more || code == EdgeKind.DIALOG.code) {
            applyDialog(more, payload.decimal(), payload);
        } else {
            applyOther(of(EdgeKind.of(code)), payload.text(), payload);
        }
    }

    /** Each call has some of these: a leg is found by its number, of which no text is made. */
    private void applyDialog(boolean more, long legId, BytesReader payload) {
        FactTable facts = of(EdgeKind.DIALOG);
        int length = payload.length();
        if (more) {
            append(legId, payload, length);
        } else if (length == 0) {
            gone(facts, facts.remove(legId));
        } else {
            take(facts.put(legId), payload, length);
        }
    }

    private void applyOther(FactTable facts, String key, BytesReader payload) {
        int length = payload.length();
        if (length == 0) {
            gone(facts, facts.remove(key));
        } else {
            take(facts.put(key), payload, length);
        }
    }

    private void take(FactTable.Row row, BytesReader payload, int length) {
        roomFor(row, 0, length);
        payload.into(row.bytes, 0, length);
    }

    private void append(long legId, BytesReader payload, int length) {
        FactTable.Row row = of(EdgeKind.DIALOG).get(legId);
        if (row == null) {
            payload.skip(length);
            passedOver.incrementAndGet();
            LOG.error("more of an edge fact that is not there is passed over: leg={} bytes={}", legId, length);
            return;
        }
        int from = row.length;
        roomFor(row, from, from + length);
        payload.into(row.bytes, from, length);
    }

    private void gone(FactTable facts, FactTable.Row row) {
        if (row != null) {
            giveBack(row);
            facts.spare(row);
        }
    }

    /** A place of its own for so many bytes, of which the first {@code kept} stay. */
    private void roomFor(FactTable.Row row, int kept, int length) {
        if (row.bytes == null || row.bytes.length < length || row.sinceCopy != copies) {
            byte[] place = place(length);
            if (row.bytes != null) {
                System.arraycopy(row.bytes, 0, place, 0, kept);
                giveBack(row);
            }
            row.bytes = place;
            row.sinceCopy = copies;
        }
        row.length = length;
    }

    private byte[] place(int length) {
        int size = size(length);
        if (size >= unused.size()) {
            return new byte[length];
        }
        byte[] old = unused.get(size).poll();
        return old == null ? new byte[1 << (SMALLEST_BITS + size)] : old;
    }

    private void giveBack(FactTable.Row row) {
        int size = size(row.bytes.length);
        if (row.sinceCopy == copies && size < unused.size() && unused.get(size).size() < POOLED_EACH) {
            unused.get(size).push(row.bytes);
        }
    }

    private static int size(int length) {
        return Math.max(0, Integer.SIZE - SMALLEST_BITS - Integer.numberOfLeadingZeros(length - 1));
    }

    /** The same entries; later changes of the one do not show in the other. */
    public EdgeFacts copy() {
        EdgeFacts copy = new EdgeFacts();
        copies++;
        copy.copies = copies + 1;
        for (EdgeKind kind : KINDS) {
            for (FactTable.Row row = of(kind).first(); row != null; row = row.after) {
                FactTable.Row same = copy.of(kind).putAs(row);
                same.bytes = row.bytes;
                same.length = row.length;
            }
        }
        return copy;
    }

    void write(BytesWriter out) {
        out.i32(byKind.stream().mapToInt(FactTable::size).sum());
        for (EdgeKind kind : KINDS) {
            for (FactTable.Row row = of(kind).first(); row != null; row = row.after) {
                out.i8(kind.code).text(row.key()).bytes(row.bytes, row.length);
            }
        }
    }

    static EdgeFacts read(BytesReader in) {
        EdgeFacts facts = new EdgeFacts();
        for (int n = in.i32(); n > 0; n--) {
            facts.apply(in);
        }
        return facts;
    }

    private FactTable of(EdgeKind kind) {
        return byKind.get(kind.ordinal());
    }
}
