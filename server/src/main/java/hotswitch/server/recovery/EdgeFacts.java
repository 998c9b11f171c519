package hotswitch.server.recovery;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The latest bytes of each (kind, key), in the order in which the keys first came. Values are never changed in
 * place.
 */
public final class EdgeFacts {
    private static final EdgeKind[] KINDS = EdgeKind.values();
    private final List<Map<String, byte[]>> byKind = new ArrayList<>();

    public EdgeFacts() {
        for (int i = 0; i < KINDS.length; i++) {
            byKind.add(new LinkedHashMap<>());
        }
    }

    /** The bytes or null. The array is shared: do not write to it. */
    public byte[] get(EdgeKind kind, String key) {
        return of(kind).get(key);
    }

    public int size(EdgeKind kind) {
        return of(kind).size();
    }

    public void forEach(EdgeKind kind, BiConsumer<String, byte[]> reader) {
        of(kind).forEach(reader);
    }

    /** Empty bytes remove the key. */
    void put(EdgeKind kind, String key, byte[] value) {
        if (value.length == 0) {
            of(kind).remove(key);
        } else {
            of(kind).put(key, value);
        }
    }

    /** The payload of a {@code Journal.Kind.EDGE} entry. */
    public static void encode(EdgeKind kind, String key, byte[] value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    public static void encode(EdgeKind kind, String key, BytesWriter value, BytesWriter out) {
        out.i8(kind.code).text(key).bytes(value);
    }

    /** Takes such a payload. */
    public void apply(BytesReader payload) {
        put(EdgeKind.of(payload.i8()), payload.text(), payload.bytes());
    }

    /** The same entries; later changes of the one do not show in the other. */
    public EdgeFacts copy() {
        EdgeFacts copy = new EdgeFacts();
        for (EdgeKind kind : KINDS) {
            copy.of(kind).putAll(of(kind));
        }
        return copy;
    }

    void write(BytesWriter out) {
        out.i32(byKind.stream().mapToInt(Map::size).sum());
        for (EdgeKind kind : KINDS) {
            of(kind).forEach((key, value) -> encode(kind, key, value, out));
        }
    }

    static EdgeFacts read(BytesReader in) {
        EdgeFacts facts = new EdgeFacts();
        for (int n = in.i32(); n > 0; n--) {
            facts.apply(in);
        }
        return facts;
    }

    private Map<String, byte[]> of(EdgeKind kind) {
        return byKind.get(kind.ordinal());
    }
}
