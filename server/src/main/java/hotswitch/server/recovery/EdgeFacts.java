package hotswitch.server.recovery;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** Bytes that come behind those that the leg has, all of which stay: as former versions wrote it. */
    private static final int MORE = -EdgeKind.DIALOG.code;
    /** They begin with how many of those stay. */
    private static final int MORE_BEHIND = MORE - 64;

    private final List<FactTable> byKind = new ArrayList<>();
    private final Places places = new Places();
    /** How often a copy was made; a value from before the last one is shared with it. */
    private long copies;

    /** Additions to what was not there; read by whoever watches. */
    private final AtomicLong passedOver = new AtomicLong();

    public EdgeFacts() {
        for (int i = 0; i < KINDS.length; i++) {
            byKind.add(new FactTable());
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

    /** The payload of one whose bytes come behind those that the leg has: they begin with how many of those stay. */
    public static void encodeMore(long legId, BytesWriter more, BytesWriter out) {
        out.i8(MORE_BEHIND).decimal(legId).bytes(more);
    }

    /** Takes such a payload. */
    public void apply(BytesReader payload) {
        int code = payload.i8();
        if (code == MORE) {
            long legId = payload.decimal();
            append(legId, Integer.MAX_VALUE, payload.length(), payload);
        } else if (code == MORE_BEHIND) {
            long legId = payload.decimal();
            int length = payload.length() - Integer.BYTES;
            append(legId, payload.i32(), length, payload);
        } else if (code == EdgeKind.DIALOG.code) {
            applyDialog(payload.decimal(), payload);
        } else {
            applyOther(of(EdgeKind.of(code)), payload.text(), payload);
        }
    }

    /** Each call has some of these: a leg is found by its number, of which no text is made. */
    private void applyDialog(long legId, BytesReader payload) {
        FactTable facts = of(EdgeKind.DIALOG);
        int length = payload.length();
        if (length == 0) {
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

    private void append(long legId, int kept, int length, BytesReader payload) {
        FactTable.Row row = of(EdgeKind.DIALOG).get(legId);
        if (row == null) {
            payload.skip(length);
            passedOver.incrementAndGet();
            LOG.error("more of an edge fact that is not there is passed over: leg={} bytes={}", legId, length);
            return;
        }
        int from = Math.min(kept, row.length);
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
        if (row.bytes == null || !Places.fits(row.bytes, length) || row.sinceCopy != copies) {
            byte[] place = places.take(length);
            if (row.bytes != null) {
                System.arraycopy(row.bytes, 0, place, 0, kept);
                giveBack(row);
            }
            row.bytes = place;
            row.sinceCopy = copies;
        }
        row.length = length;
    }

    /** What a copy may share is not ours to use again. */
    private void giveBack(FactTable.Row row) {
        if (row.sinceCopy == copies) {
            places.giveBack(row.bytes);
        }
    }

    /** The same entries; later changes of the one do not show in the other. */
    public EdgeFacts copy() {
        EdgeFacts copy = new EdgeFacts();
        tidy();
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

    /** Each snapshot asks for a copy: of what was not wanted since the last half goes. */
    private void tidy() {
        places.tidy();
        byKind.forEach(FactTable::tidy);
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
