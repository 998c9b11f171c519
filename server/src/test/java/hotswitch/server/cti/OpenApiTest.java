package hotswitch.server.cti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact.CallCreated;
import hotswitch.acd.Fact.Decision;
import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.ItemState;
import hotswitch.acd.LegQuality;
import hotswitch.acd.LineState;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.status.PhoneStatus;
import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.RolesConfig;
import hotswitch.server.cti.live.LiveItems;
import hotswitch.server.cti.live.PhoneRow;
import hotswitch.server.cti.live.TrunkRow;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.InPlace;
import hotswitch.server.metrics.AudioSum;
import hotswitch.server.store.ItemRecords.EndedItem;
import hotswitch.server.store.ItemRecords.Said;
import hotswitch.server.store.RecordStore;
import hotswitch.server.store.Records.Numbers;
import hotswitch.server.store.Records.RecordingRow;
import hotswitch.server.trace.LogLevels;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openapi.json} says what is served: no path less, no path more, each member by its name. */
final class OpenApiTest {
    private final JsonObject document = document();

    private static JsonObject document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachPathIsDescribedAndEachDescriptionIsServed(@TempDir Path data) throws IOException {
        try (FactLog facts = FactLog.open(data.resolve("facts"));
                RecordStore store = RecordStore.open(data, "");
                Cti api = new Cti(facts, command -> {}, 1)) {
            Cti.Sources sources = new Cti.Sources(
                    new LiveView(),
                    store.records(),
                    data,
                    () -> List.of(),
                    () -> List.of(),
                    call -> List.of(),
                    () -> Map.of());
            Cti.Operator operator = new Cti.Operator(
                    Clock.systemUTC(),
                    Tokens.of(data),
                    () -> new RolesConfig(List.of()),
                    () -> new KpiConfig(List.of(), List.of()),
                    by -> List.of(),
                    () -> "",
                    () -> true,
                    new LogLevels());
            SortedSet<String> served = new TreeSet<>();
            for (Route route : api.router(sources, operator).getRoutes()) {
                if (route.getPath() != null) {
                    String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
                    for (HttpMethod method : route.methods()) {
                        served.add(path + " " + method.name());
                    }
                }
            }
            assertEquals(String.join("\n", served), String.join("\n", described()));
        }
    }

    private SortedSet<String> described() {
        SortedSet<String> all = new TreeSet<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                all.add(path + " " + HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)));
            }
        }
        return all;
    }

    private JsonObject members(String schema) {
        return document.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema)
                .getJsonObject("properties");
    }

    private void assertMembers(String schema, JsonObject shown, String... added) {
        Set<String> expected = new TreeSet<>(shown.fieldNames());
        expected.addAll(List.of(added));
        assertEquals(expected, new TreeSet<>(members(schema).fieldNames()), schema);
    }

    @Test
    void membersHaveTheirNames() {
        assertMembers(
                "Agent", new LiveAgent(new AgentConfig(1001, "李", List.of(), "8001", "agent", AgentDuty.USUAL)).json());
        CallCreated created = new CallCreated(8, Direction.INBOUND, "13800000000", "12345", "carrier-a", "main");
        assertMembers(
                "Call", new LiveCall().begin(InPlace.read(created).created, 1).json(0), "notes", "flows");
        assertMembers("CallRecord", EventJson.record(record()), "state", "notes", "flows", "intervals", "quality");
        assertMembers("LegQuality", EventJson.quality("carrier-a", "", new LegQuality(500, 1, 900, -1, -1)));
        Receipt receipt = new Receipt(
                8, 3, "appeals", 1001, "longest-idle", new Decision(0, 0, 0, 0, "", 0, 0), List.of(), List.of());
        assertMembers("Receipt", EventJson.receipt(receipt), "time", "text");
        assertMembers("Queue", new LiveQueue("appeals").json(0), "expectedWaitMs");
        assertMembers(
                "Item",
                LiveItems.json(new StateView.ItemRow(1, ItemState.OPEN, "chat", "chats", 1001, "", "", 1, false)));
        assertMembers(
                "EndedItem",
                ItemsApi.json(new EndedItem(1, ItemState.DONE, "chat", "chats", 1001, new Said("", "", ""), 1, 2)));
        assertMembers("Trunk", new TrunkRow("carrier-a", "up", "none", 0, 240, 0).json());
        JsonObject phone = phone().json();
        assertMembers("Phone", phone);
        assertMembers("PhoneContact", phone.getJsonArray("contacts").getJsonObject(0));
        assertMembers("PhoneAudio", phone.getJsonObject("audio"));
        assertMembers("Recording", EventJson.recording(recording()));
        assertMembers("Problem", Problem.notFound("call 8").json());
    }

    private static PhoneRow phone() {
        PhoneStatus.Contact contact = new PhoneStatus.Contact("sip:8001@192.0.2.9", "UDP", "192.0.2.9", 5060, 60);
        return new PhoneRow(new PhoneStatus("8001", List.of(contact)), AudioSum.NONE);
    }

    /** Of all that a body may say: no text without a bound, which {@code TextBoundsTest} finds kept. */
    @Test
    void textsOfBodiesHaveTheirBounds() {
        List<String> unbounded = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                JsonObject body =
                        paths.getJsonObject(path).getJsonObject(method).getJsonObject("requestBody");
                if (body != null) {
                    addUnbounded(path, body, unbounded);
                }
            }
        }
        assertEquals(List.of(), unbounded);
    }

    private void addUnbounded(String where, JsonObject schema, List<String> unbounded) {
        boolean bounded = Stream.of("maxLength", "enum", "pattern", "format").anyMatch(schema::containsKey);
        if ("string".equals(schema.getValue("type")) && !bounded) {
            unbounded.add(where);
        }
        if (schema.getValue("$ref") instanceof String ref) {
            JsonObject all = document.getJsonObject("components").getJsonObject("schemas");
            addUnbounded(where, all.getJsonObject(ref.substring(ref.lastIndexOf('/') + 1)), unbounded);
        }
        for (String name : schema.fieldNames()) {
            if (schema.getValue(name) instanceof JsonObject inner) {
                addUnbounded(where + ' ' + name, inner, unbounded);
            } else if (schema.getValue(name) instanceof JsonArray choices) {
                choices.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .forEach(each -> addUnbounded(where + ' ' + name, each, unbounded));
            }
        }
    }

    private static CallRecord record() {
        return new CallRecord(
                8,
                Direction.INBOUND,
                new CallRecord.Parties("13800000000", "12345", "carrier-a", "appeals", 1001, "8001", ""),
                new CallRecord.Times(1, 2, 3, 4, 5, new CallRecord.Durations(1, 1, 0)),
                Disposition.ANSWERED,
                new CallRecord.Outcome("caller", "", 1, 1, "", ""));
    }

    private static RecordingRow recording() {
        Numbers numbers = new Numbers("13800000000", "12345");
        return new RecordingRow(
                8, 1, 1001, RecordingState.KEPT, numbers, 4, 1, 0, "2026-11-24/8.opus", "", false, false);
    }

    @Test
    void closedListsAreWhole() {
        assertList("Agent", "state", AgentState.values(), Words::camel);
        assertList("Call", "direction", Direction.values(), Words::camel);
        assertList("CallRecord", "disposition", Disposition.values(), Words::camel);
        assertList("BackupLine", "state", LineState.values(), Words::camel);
        assertList("Recording", "state", RecordingState.values(), Words::camel);
        Set<String> types = new TreeSet<>(strings("Event", "type"));
        for (CallEventType type : CallEventType.values()) {
            assertTrue(types.contains(Words.pascal(type)), type.name());
        }
    }

    private <E extends Enum<E>> void assertList(
            String schema, String member, E[] values, Function<Enum<?>, String> name) {
        Set<String> expected = new TreeSet<>();
        for (E value : values) {
            expected.add(name.apply(value));
        }
        assertEquals(expected, new TreeSet<>(strings(schema, member)), schema + "." + member);
    }

    private List<String> strings(String schema, String member) {
        JsonArray list = members(schema).getJsonObject(member).getJsonArray("enum");
        return list.stream().map(String.class::cast).toList();
    }
}
