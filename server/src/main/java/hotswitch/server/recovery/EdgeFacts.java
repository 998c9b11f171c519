package hotswitch.server.recovery;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The latest bytes of each (kind, key), in the order in which the keys first came. The places of values that are gone
 * are used again, except those that a copy may share.
 */
public final class EdgeFacts {
    private static final EdgeKind[] KINDS = EdgeKind.values();
    private static final int SMALLEST_BITS = 9;
    private static final int POOLED_BITS = 14;
    private static final int POOLED_EACH = 4_096;

    private final List<Map<String, Value>> byKind = new ArrayList<>();
    /** Unused places by size: 512, 1,024 … bytes. */
    private final List<Deque<Value>> unused = new ArrayList<>();
    /** How often a copy was made; a value from before the last one is shared with it. */
    private long copies;

    /** The first so many bytes of an array that may be longer. */
    private static final class Value {
        final byte[] bytes;
        int length;
        long sinceCopy;

        Value(int capacity) {
            bytes = new byte[capacity];
        }
    }

    public EdgeFacts() {
        for (int i = 0; i < KINDS.length; i++) {
            byKind.add(new LinkedHashMap<>());
        }
        for (int bits = SMALLEST_BITS; bits <= POOLED_BITS; bits++) {
            unused.add(new ArrayDeque<>());
        }
    }

    /** The bytes or null. */
    public byte[] get(EdgeKind kind, String key) {
        Value value = of(kind).get(key);
        return value == null ? null : Arrays.copyOf(value.bytes, value.length);
    }

    public int size(EdgeKind kind) {
        return of(kind).size();
    }

    public void forEach(EdgeKind kind, BiConsumer<String, byte[]> reader) {
        of(kind).forEach((key, value) -> reader.accept(key, Arrays.copyOf(value.bytes, value.length)));
    }

    /** The payload of a {@code Journal.Kind.EDGE} entry; empty bytes remove the key. */
    public static void encode(EdgeKind kind, String key, byte[] value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    public static void encode(EdgeKind kind, String key, BytesWriter value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    /** Takes such a payload. */
    public void apply(BytesReader payload) {
        apply(payload, null);
    }

    /** The same; {@code known}: the key, of whoever wrote it there, null if it is to be read. */
    public void apply(BytesReader payload, String known) {
        Map<String, Value> facts = of(EdgeKind.of(payload.i8()));
        String key = known == null ? payload.text() : known;
        if (known != null) {
            payload.skip(payload.length());
        }
        int length = payload.length();
        Value before;
        if (length == 0) {
            before = facts.remove(key);
        } else {
            Value value = place(length);
            payload.into(value.bytes, length);
            value.length = length;
            value.sinceCopy = copies;
            before = facts.put(key, value);
        }
        if (before != null) {
            giveBack(before);
        }
    }

    private Value place(int length) {
        int size = size(length);
        if (size >= unused.size()) {
            return new Value(length);
        }
        Value old = unused.get(size).poll();
        return old == null ? new Value(1 << (SMALLEST_BITS + size)) : old;
    }

    private void giveBack(Value value) {
        int size = size(value.bytes.length);
        if (value.sinceCopy == copies
                && size < unused.size()
                && unused.get(size).size() < POOLED_EACH) {
            unused.get(size).push(value);
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
            copy.of(kind).putAll(of(kind));
        }
        return copy;
    }

    void write(BytesWriter out) {
        out.i32(byKind.stream().mapToInt(Map::size).sum());
        for (EdgeKind kind : KINDS) {
            of(kind).forEach((key, value) -> out.i8(kind.code).text(key).bytes(value.bytes, value.length));
        }
    }

    static EdgeFacts read(BytesReader in) {
        EdgeFacts facts = new EdgeFacts();
        for (int n = in.i32(); n > 0; n--) {
            facts.apply(in);
        }
        return facts;
    }

    private Map<String, Value> of(EdgeKind kind) {
        return byKind.get(kind.ordinal());
    }
}
