package hotswitch.server.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the edges keep, as it goes through the journal and a snapshot. */
final class EdgeFactsTest {
    private static final byte[] VALUE = {1, 2, 3};

    /** A kind that is written must be read: otherwise the journal that holds one ends every start. */
    @ParameterizedTest
    @EnumSource
    void eachKindIsReadAsItWasWritten(EdgeKind kind) {
        BytesWriter entry = new BytesWriter();
        EdgeFacts.encode(kind, "7", VALUE, entry);
        EdgeFacts facts = new EdgeFacts();
        facts.apply(new BytesReader(entry.toBytes()));
        assertArrayEquals(VALUE, facts.get(kind, "7"));
        BytesWriter snapshot = new BytesWriter();
        facts.write(snapshot);
        assertArrayEquals(
                VALUE, EdgeFacts.read(new BytesReader(snapshot.toBytes())).get(kind, "7"));
        assertEquals(kind, EdgeKind.of(kind.code));
    }

    @Test
    void emptyBytesForget() {
        EdgeFacts facts = new EdgeFacts();
        for (byte[] value : new byte[][] {VALUE, {}}) {
            BytesWriter entry = new BytesWriter();
            EdgeFacts.encode(EdgeKind.TOLL, "agent:1001", value, entry);
            facts.apply(new BytesReader(entry.toBytes()));
        }
        assertEquals(0, facts.size(EdgeKind.TOLL));
    }

    @Test
    void moreComesBehindWhatIsThere() {
        EdgeFacts facts = new EdgeFacts();
        put(facts, VALUE);
        EdgeFacts before = facts.copy();
        add(facts, new byte[] {4});
        add(facts, new byte[600]);
        byte[] all = Arrays.copyOf(new byte[] {1, 2, 3, 4}, 604);
        assertArrayEquals(all, facts.get(EdgeKind.DIALOG, "7"));
        assertArrayEquals(VALUE, before.get(EdgeKind.DIALOG, "7"), "a copy does not change");
        put(facts, VALUE);
        assertArrayEquals(VALUE, facts.get(EdgeKind.DIALOG, "7"), "written whole: what was added is gone");
        put(facts, new byte[0]);
        add(facts, VALUE);
        assertEquals(0, facts.size(EdgeKind.DIALOG), "there was nothing to add it to");
        assertEquals(1, facts.passedOver());
        put(facts, VALUE);
        add(facts, VALUE);
        assertArrayEquals(new byte[] {1, 2, 3, 1, 2, 3}, facts.get(EdgeKind.DIALOG, "7"));
    }

    /** A 200 that waited for its ACK is half of a leg's fact: it does not stay as long as the call. */
    @Test
    void moreMayComeInPlaceOfTheEnd() {
        EdgeFacts facts = new EdgeFacts();
        put(facts, Arrays.copyOf(VALUE, 1_500));
        EdgeFacts before = facts.copy();
        facts.apply(new BytesReader(entry(7, new byte[] {9}, true, 3)));
        assertArrayEquals(new byte[] {1, 2, 3, 9}, facts.get(EdgeKind.DIALOG, "7"));
        assertEquals(1_500, before.get(EdgeKind.DIALOG, "7").length, "a copy does not change");
        facts.apply(new BytesReader(entry(7, new byte[] {8}, true, 99)));
        assertArrayEquals(new byte[] {1, 2, 3, 9, 8}, facts.get(EdgeKind.DIALOG, "7"), "no more stay than there are");
    }

    /** Bytes that lie in the journals of former versions. */
    @Test
    void moreAsItOnceWasWritten() {
        EdgeFacts facts = new EdgeFacts();
        put(facts, VALUE);
        BytesWriter bytes = new BytesWriter().i8(4);
        BytesWriter entry = new BytesWriter().i8(-2).decimal(7).bytes(bytes);
        facts.apply(new BytesReader(entry.toBytes()));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, facts.get(EdgeKind.DIALOG, "7"));
    }

    /** It is in the journal for good: each start gets over it, and has all the rest. */
    @Test
    void aJournalThatAddsToWhatIsNotThereIsReadAllTheSame(@TempDir Path data) {
        for (int start = 1; start <= 2; start++) {
            try (OldCentre centre = new OldCentre(data, 1_800_000_000_000_000_000L)) {
                centre.day(2 * start);
                centre.edge(2 * start, entry(6, VALUE, false));
                centre.edge(2 * start, entry(-99, VALUE, true));
                centre.edge(2 * start, entry(6, VALUE, true));
                centre.day(2 * start + 1);
                EdgeFacts edges = centre.recover().edges();
                assertEquals(start, edges.passedOver());
                assertEquals(1, edges.size(EdgeKind.DIALOG));
                assertArrayEquals(new byte[] {1, 2, 3, 1, 2, 3}, edges.get(EdgeKind.DIALOG, "6"));
            }
        }
    }

    private static byte[] entry(long legId, byte[] bytes, boolean more) {
        return entry(legId, bytes, more, Integer.MAX_VALUE);
    }

    private static byte[] entry(long legId, byte[] bytes, boolean more, int stay) {
        BytesWriter written = new BytesWriter();
        if (more) {
            written.i32(stay);
        }
        for (byte each : bytes) {
            written.i8(each);
        }
        BytesWriter entry = new BytesWriter();
        if (more) {
            EdgeFacts.encodeMore(legId, written, entry);
        } else {
            EdgeFacts.encodeDialog(legId, written, entry);
        }
        return entry.toBytes();
    }

    /** Against a map of the library, over every size of place and with copies in between. */
    @ParameterizedTest
    @EnumSource(names = {"DIALOG", "TOLL"}) // by number, by text
    void asAMapWouldHaveIt(EdgeKind kind) {
        Random random = new Random(7);
        EdgeFacts facts = new EdgeFacts();
        Map<String, byte[]> wanted = new LinkedHashMap<>();
        EdgeFacts copy = facts.copy();
        Map<String, byte[]> copied = Map.of();
        for (int i = 0; i < 20_000; i++) {
            String key = Integer.toString(random.nextInt(300));
            byte[] value = new byte[random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_500)];
            random.nextBytes(value);
            BytesWriter entry = new BytesWriter();
            EdgeFacts.encode(kind, key, value, entry);
            facts.apply(new BytesReader(entry.toBytes()));
            if (value.length == 0) {
                wanted.remove(key);
            } else {
                wanted.put(key, value);
            }
            if (i % 4_999 == 0) {
                assertSame(copied, copy, kind);
                copy = facts.copy();
                copied = new LinkedHashMap<>(wanted);
            }
        }
        assertSame(wanted, facts, kind);
        assertSame(copied, copy, kind);
    }

    private static void assertSame(Map<String, byte[]> wanted, EdgeFacts facts, EdgeKind kind) {
        List<String> keys = new ArrayList<>();
        facts.forEach(kind, (key, value) -> {
            keys.add(key);
            assertArrayEquals(wanted.get(key), value, key);
        });
        assertEquals(List.copyOf(wanted.keySet()), keys);
        assertEquals(wanted.size(), facts.size(kind));
    }

    private static void put(EdgeFacts facts, byte[] value) {
        facts.apply(new BytesReader(entry(7, value, false)));
    }

    private static void add(EdgeFacts facts, byte[] more) {
        facts.apply(new BytesReader(entry(7, more, true)));
    }
}
