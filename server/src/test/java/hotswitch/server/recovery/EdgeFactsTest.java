package hotswitch.server.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import org.junit.jupiter.api.Test;
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
        EdgeFacts.encode(kind, "key", VALUE, entry);
        EdgeFacts facts = new EdgeFacts();
        facts.apply(new BytesReader(entry.toBytes()));
        assertArrayEquals(VALUE, facts.get(kind, "key"));
        BytesWriter snapshot = new BytesWriter();
        facts.write(snapshot);
        assertArrayEquals(
                VALUE, EdgeFacts.read(new BytesReader(snapshot.toBytes())).get(kind, "key"));
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
}
