package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hotswitch.server.cti.Tokens;
import hotswitch.server.cti.Tokens.Bearer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A client of the CTI API in one role. Paths are those below {@code /api/v1}. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final String root;
    private final String token;

    public Api(String root, Path data, String role, int agent) {
        this(root, token(data, role, agent));
    }

    private Api(String root, String token) {
        this.root = root;
        this.token = token;
    }

    private static String token(Path data, String role, int agent) {
        try {
            return Tokens.of(data).issue(new Bearer(role, agent), Instant.now().getEpochSecond(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with this token, whatever it is; null: none. */
    public Api withToken(String other) {
        return new Api(root, other);
    }

    public String token() {
        return token;
    }

    /** Status and body. */
    public record Answer(int status, byte[] bytes, String type) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return parse(text());
        }

        /** The detail of a problem (RFC 9457), whose status must be this one. */
        public String problem(int expected) {
            assertEquals(expected, status, this::text);
            assertEquals("application/problem+json", type);
            assertEquals(expected, json().get("status").asInt());
            return json().get("detail").asText();
        }
    }

    public Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(response.statusCode(), response.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON of a 200. */
    public JsonNode get(String path) {
        return good(send("GET", "/api/v1" + path, null));
    }

    public JsonNode post(String path, String body) {
        return good(send("POST", "/api/v1" + path, body));
    }

    public JsonNode put(String path, String body) {
        return good(send("PUT", "/api/v1" + path, body));
    }

    /** The bytes of a 200. */
    public byte[] download(String path) {
        Answer answer = send("GET", "/api/v1" + path, null);
        assertEquals(200, answer.status, answer::text);
        return answer.bytes;
    }

    private static JsonNode good(Answer answer) {
        assertEquals(2, answer.status / 100, answer::text);
        return answer.json();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** One agent's state. */
    public String agentState(int agent) {
        return get("/agents/" + agent).get("state").asText();
    }

    /** The live call of this caller; null: none. */
    public JsonNode callOf(String ani) {
        for (JsonNode call : get("/calls")) {
            if (call.get("ani").asText().equals(ani)) {
                return call;
            }
        }
        return null;
    }

    /** The record of this caller's last call; null: none yet. */
    public JsonNode recordOf(String ani) {
        JsonNode all = get("/calls?ended=true&ani=" + ani);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Waits for the record of this caller's call. */
    public JsonNode awaitRecord(String ani) {
        return Await.value("a call record of " + ani, () -> recordOf(ani));
    }

    /** The sum of all series of a metric with these labels ({@code name="value"}), 0 where there is none. */
    public double metric(String name, String... labels) {
        double sum = 0;
        for (String line : send("GET", "/metrics", null).text().split("\n")) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                sum += has(line, labels) ? Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) : 0;
            }
        }
        return sum;
    }

    /** The sum of these metrics, which have no labels, all of one moment. */
    public double metricsAtOnce(String... names) {
        double sum = 0;
        for (String line : send("GET", "/metrics", null).text().split("\n")) {
            for (String name : names) {
                sum += line.startsWith(name + " ") ? Double.parseDouble(line.substring(name.length() + 1)) : 0;
            }
        }
        return sum;
    }

    private static boolean has(String line, String[] labels) {
        for (String label : labels) {
            if (!line.contains(label)) {
                return false;
            }
        }
        return true;
    }

    /** Its event stream from this number on; 0: from now on. */
    public Events events(long from) {
        String query = from == 0 ? "" : "from=" + from + "&";
        return new Events(
                URI.create(root.replace("http:", "ws:") + "/api/v1/events?" + query + "access_token=" + token));
    }
}
