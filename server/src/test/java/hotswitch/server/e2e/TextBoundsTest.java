package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each text that the API takes is bounded as {@code openapi.json} says; who sends more is told which by name. */
final class TextBoundsTest {
    private static final String CITIZEN = "13900170001";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("text-bounds")
            .edit("queues.yaml", "channels: {} ", "channels: {chat: {with-calls: true}} ")
            .edit("queues.yaml", "  advice:  ", "  chats:\n    channel: chat\n    skills: {appeals: 1}\n  advice:  ");

    /** What else a body must have. */
    private static final Map<String, Object> REQUIRED = Map.of(
            "state",
            "notReady",
            "agent",
            1001,
            "to",
            "1",
            "queue",
            "chats",
            "level",
            "info",
            "consent",
            "yes",
            "reason",
            "x",
            "call",
            1,
            "action",
            "end");

    private record Bounded(String method, String path, JsonNode schema, String member, int most) {}

    private final JsonNode document = document();

    private static JsonNode document() {
        try (InputStream in = TextBoundsTest.class.getResourceAsStream("/openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private List<Bounded> bounded() {
        List<Bounded> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode schema = resolved(method.getValue().at("/requestBody/content/application~1json/schema"));
                    schema.path("properties").properties().forEach(member -> {
                        int most = member.getValue().path("maxLength").asInt(0);
                        if (most > 0) {
                            all.add(new Bounded(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    schema,
                                    member.getKey(),
                                    most));
                        }
                    });
                }));
        return all;
    }

    private static String body(Bounded text, int length) {
        ObjectNode body = JSON.createObjectNode();
        text.schema.path("required").forEach(name -> body.putPOJO(name.asText(), REQUIRED.get(name.asText())));
        if (text.schema.at("/properties/to").has("$ref")) {
            body.put("to", "1");
        }
        return body.put(text.member, "é".repeat(length)).toString();
    }

    @Test
    void whatIsLongerIsRefusedByName() {
        Api api = HOTLINE.api("supervisor");
        Api admin = HOTLINE.api("system-admin");
        long item = api.post("/items", "{\"queue\":\"chats\",\"subject\":\"A-17\"}")
                .get("id")
                .asLong();
        try (Phone phone = Phone.caller(HOTLINE.sip(), CITIZEN)) {
            phone.dial("12345").awaitAnswered();
            Await.until("the call is seen", () -> api.callOf(CITIZEN) != null);
            long call = api.callOf(CITIZEN).get("id").asLong();
            List<Bounded> all = bounded();
            assertTrue(all.size() >= 15, all::toString);
            for (Bounded text : all) {
                String path = text.path
                        .replace("{agent}", "1001")
                        .replace("{call}", Long.toString(call))
                        .replace("{item}", Long.toString(item))
                        .replace("{recording}", "1");
                Api by =
                        path.contains("/admin/") ? admin : path.contains("/recordings/") ? HOTLINE.api("auditor") : api;
                String told =
                        by.send(text.method, path, body(text, text.most + 1)).problem(400);
                String wanted = "\"" + text.member + "\" has " + (text.most + 1) + " characters, at most " + text.most
                        + " are taken";
                assertEquals(wanted, told, path);
                if (!text.path.contains("{call}")) { // which may be over after what is taken
                    Api.Answer taken = by.send(text.method, path, body(text, text.most));
                    assertFalse(taken.text().contains("characters"), taken::text);
                }
            }
        }
    }

    @Test
    void attributesAreFewAndShort() {
        Api api = HOTLINE.api("supervisor");
        String begin = "{\"queue\":\"chats\",\"attributes\":";
        for (String wrong : List.of("\"x\"", "[]", "{\"language\":5}", "{\"language\":null}")) {
            api.send("POST", "/api/v1/items", begin + wrong + '}').problem(400);
        }
        String value = "{\"language\":\"" + "x".repeat(257) + "\"}";
        assertEquals(
                "\"language\" has 257 characters, at most 256 are taken",
                api.send("POST", "/api/v1/items", begin + value + '}').problem(400));
        String name = "{\"" + "x".repeat(65) + "\":\"\"}";
        assertEquals(
                "\"attributes\" has 65 characters, at most 64 are taken",
                api.send("POST", "/api/v1/items", begin + name + '}').problem(400));
        ObjectNode many = JSON.createObjectNode();
        for (int i = 0; i <= 32; i++) {
            many.put("a" + i, "");
        }
        assertEquals(
                "\"attributes\" has 33 members, at most 32 are taken",
                api.send("POST", "/api/v1/items", begin + many + '}').problem(400));
        api.send("POST", "/api/v1/items", "{\"queue\":\"chats\",\"priority\":\"1\"}")
                .problem(400);
    }
}
