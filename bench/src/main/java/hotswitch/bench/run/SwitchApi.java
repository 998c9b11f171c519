package hotswitch.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hotswitch.server.cti.Tokens;
import hotswitch.server.cti.Tokens.Bearer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A program that uses the switch's API, with the role {@code integration}. */
public final class SwitchApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARALLEL = 16;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    /** {@code base}: as the ready line says it; {@code data}: the switch's data folder, whose key signs the token. */
    public SwitchApi(String base, Path data) throws IOException {
        this.base = base;
        token = Tokens.of(data)
                .issue(new Bearer("integration", 0), Instant.now().getEpochSecond(), 0);
    }

    /** {@code path} below {@code /api/v1}. */
    public JsonNode get(String path) {
        return json(send(request("/api/v1" + path).GET()));
    }

    /** Logs the agent on at the device and makes it ready. */
    public void ready(int agent, String device) {
        state(agent, "{\"state\":\"ready\",\"device\":\"" + device + "\"}");
    }

    private void state(int agent, String body) {
        send(request("/api/v1/agents/" + agent + "/state").PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Agents {@code from} to {@code to} - 1 are ready, each at the device of the same number; many at a time. */
    public void readyAll(int from, int to) {
        all(from, to, agent -> ready(agent, Integer.toString(agent)));
    }

    /** The same agents go home. */
    public void loggedOffAll(int from, int to) {
        all(from, to, agent -> state(agent, "{\"state\":\"loggedOff\"}"));
    }

    private static void all(int from, int to, IntConsumer change) {
        try (ExecutorService threads = Executors.newFixedThreadPool(PARALLEL)) {
            List<Future<?>> changes = new ArrayList<>();
            for (int agent = from; agent < to; agent++) {
                int id = agent;
                changes.add(threads.submit(() -> change.accept(id)));
            }
            for (Future<?> each : changes) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an agent's state could not be changed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The sum of a metric over all its labels; 0 where there is none. {@code name} with {@code hotswitch_}. */
    public double metric(String name) {
        return metrics(name)[0];
    }

    /** The same of several, as they were at one moment. */
    public double[] metrics(String... names) {
        double[] sums = new double[names.length];
        for (String line : send(request("/metrics").GET()).split("\n", -1)) {
            for (int i = 0; i < names.length; i++) {
                boolean ours = line.startsWith(names[i] + " ") || line.startsWith(names[i] + "{");
                sums[i] += ours ? Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) : 0;
            }
        }
        return sums;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
