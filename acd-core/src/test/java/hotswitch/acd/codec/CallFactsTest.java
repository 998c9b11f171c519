package hotswitch.acd.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.LegQuality;
import hotswitch.acd.RecordingState;
import hotswitch.acd.TalkKind;
import hotswitch.acd.agent.AgentState;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Facts read in their place say what they say as objects, and nothing of the one before is left. */
final class CallFactsTest {
    private static final Fact[] ONE_OF_EACH = {
        new Fact.CallCreated(1, Direction.OUTBOUND, "13900000001", "12345", "carrier", "main"),
        new Fact.CallEvent(CallEventType.DELIVERED, 2, 3, "8001", 4, "appeals", "why"),
        new Fact.AgentChanged(5, AgentState.BUSY, AgentState.ALERTING, 6, "reason", "8002", 7),
        new Fact.WaitExpected(8, "hakka", 9, 10, 11, 12),
        new Fact.WaitMeasured(13, "hakka", 14, 15),
        new Fact.TalkInterval(16, 17, "agent", "8003", 18, TalkKind.HOLD, 19, 20),
        new Fact.RecordingChanged(21, 22, RecordingState.EMPTY, 23, "file", 24, "sum"),
        new Fact.FlowEntered(25, "night", "content", "rules"),
        new Fact.LegMeasured(26, 27, "carrier-b", "8004", new LegQuality(28, 29, 30, 31, 32)),
        new Fact.CallEnded(new CallRecord(
                33,
                Direction.INBOUND,
                new CallRecord.Parties("王先生", "12345", "carrier-c", "others", 34, "8005", "shown"),
                new CallRecord.Times(35, 36, 37, 38, 39, new CallRecord.Durations(40, 41, 42)),
                Disposition.ABANDONED,
                new CallRecord.Outcome("caller", "bye", 43, 44, "hops", "rules"))),
    };

    private static final Fact[] EMPTY = {
        new Fact.CallCreated(0, Direction.INBOUND, "", "", "", ""),
        new Fact.CallEvent(CallEventType.values()[0], 0, 0, "", 0, "", ""),
        new Fact.AgentChanged(0, AgentState.LOGGED_OFF, AgentState.LOGGED_OFF, 0, "", "", 0),
        new Fact.WaitExpected(0, "", 0, 0, 0, 0),
        new Fact.WaitMeasured(0, "", 0, 0),
        new Fact.TalkInterval(0, 0, "", "", 0, TalkKind.TALK, 0, 0),
        new Fact.RecordingChanged(0, 0, RecordingState.OPEN, 0, "", 0, ""),
        new Fact.FlowEntered(0, "", "", ""),
        new Fact.LegMeasured(0, 0, "", "", new LegQuality(0, 0, 0, 0, 0)),
        new Fact.CallEnded(new CallRecord(
                0,
                Direction.INBOUND,
                new CallRecord.Parties("", "", "", "", 0, "", ""),
                new CallRecord.Times(0, 0, 0, 0, 0, new CallRecord.Durations(0, 0, 0)),
                Disposition.ANSWERED,
                new CallRecord.Outcome("", "", 0, 0, "", ""))),
    };

    private static final Set<String> RECORDED =
            Set.of("ani", "dnis", "party", "displayed", "endedBy", "cause", "offers", "segments", "hops", "config");

    private final CallFacts facts = new CallFacts();

    @Test
    void eachFieldIsTheFacts() throws ReflectiveOperationException {
        same(ONE_OF_EACH);
        same(EMPTY);
        same(ONE_OF_EACH);
    }

    /** What is left out is left as it was; what is read is the same. */
    @Test
    void whoFollowsWhatGoesOnReadsLess() throws ReflectiveOperationException {
        same(EMPTY);
        int left = 0;
        for (int i = 0; i < ONE_OF_EACH.length; i++) {
            byte[] bytes = bytes(ONE_OF_EACH[i]);
            CallFacts whole = new CallFacts();
            BytesReader in = new BytesReader(bytes);
            whole.read(in.i8(), in);
            BytesReader again = new BytesReader(bytes);
            facts.readLive(again.i8(), again);
            Field kind = CallFacts.class.getFields()[i];
            for (Field field : kind.getType().getFields()) {
                Object now = field.get(kind.get(facts));
                boolean needed = switch (kind.getName()) {
                    case "entered", "measured" -> field.getName().equals("callId");
                    case "ended" -> !RECORDED.contains(field.getName());
                    default -> true;
                };
                assertEquals(needed, field.get(kind.get(whole)).equals(now), field::toString);
                left += needed ? 0 : 1;
            }
        }
        assertEquals(3 + 7 + RECORDED.size(), left);
    }

    @Test
    void rareFactsAreNoneOfThem() {
        byte[] rare = bytes(new Fact.CallNoted(1, "name", "value"));
        assertFalse(CallFacts.has(rare[0]));
        assertThrows(IllegalArgumentException.class, () -> facts.read(rare[0], new BytesReader(rare)));
    }

    private void same(Fact[] all) throws ReflectiveOperationException {
        for (int i = 0; i < all.length; i++) {
            byte[] bytes = bytes(all[i]);
            BytesReader in = new BytesReader(bytes);
            int type = in.i8();
            assertTrue(CallFacts.has(type), all[i]::toString);
            facts.read(type, in);
            Object read = CallFacts.class.getFields()[i].get(facts);
            Map<String, Object> said = new TreeMap<>();
            flat((Record) all[i], said);
            for (Field field : read.getClass().getFields()) {
                assertTrue(said.containsKey(field.getName()), field::toString);
                assertEquals(said.get(field.getName()), field.get(read), field::toString);
            }
        }
        assertEquals(all.length, CallFacts.class.getFields().length);
    }

    private static void flat(Record record, Map<String, Object> into) throws ReflectiveOperationException {
        for (RecordComponent each : record.getClass().getRecordComponents()) {
            Object value = each.getAccessor().invoke(record);
            if (value instanceof Record inner) {
                flat(inner, into);
            } else {
                into.put(each.getName(), value);
            }
        }
    }

    private static byte[] bytes(Fact fact) {
        BytesWriter out = new BytesWriter();
        fact.write(out);
        return out.toBytes();
    }
}
