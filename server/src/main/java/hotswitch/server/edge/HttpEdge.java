package hotswitch.server.edge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hotswitch.acd.Command;
import hotswitch.acd.Command.RequestAnswered;
import hotswitch.acd.Order;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.Named;
import hotswitch.server.config.HttpConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks targets for flows. Never waits: a target with all its connections in use fails at once, and the flow goes its
 * other way. Answers and failures alike become commands, from one thread.
 */
final class HttpEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int BODY_MAX_BYTES = 64 * 1024;
    /** So that a command with the values fits its slot. */
    private static final int VALUES_MAX_BYTES = 640;

    private static final int FAILED = 0;
    private final ObjectMapper json = new ObjectMapper();
    private final Consumer<Command> core;
    private final ExecutorService thread;
    /** Of the first request, on the thread: most centres ask nobody, and it would be a tenth of a start. */
    private volatile HttpClient client;

    private final Map<String, Semaphore> inUse = new ConcurrentHashMap<>();
    private volatile HttpConfig config;

    HttpEdge(HttpConfig config, Consumer<Command> core) {
        this.config = config;
        this.core = core;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("http-requests").daemon().factory());
    }

    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .executor(thread)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    void configure(HttpConfig next) {
        config = next;
    }

    /** Called on the core's thread. */
    void ask(Order.Request order) {
        thread.execute(() -> send(order));
    }

    private void send(Order.Request order) {
        HttpConfig.Target target = config.target(order.target());
        if (target == null) {
            failed(order, "it is no longer in http.yaml");
            return;
        }
        Semaphore free = inUse.computeIfAbsent(
                target.name() + " " + target.connections(), name -> new Semaphore(target.connections()));
        if (!free.tryAcquire()) {
            failed(order, "all " + target.connections() + " connections are in use");
            return;
        }
        client().sendAsync(request(order, target), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_MAX_BYTES))
                .whenCompleteAsync(
                        (response, fault) -> {
                            free.release();
                            if (fault == null) answered(order, response);
                            else failed(order, fault.toString());
                        },
                        thread)
                .exceptionally(fault -> {
                    LOG.error("an answer of the HTTP target {} could not be taken", target.name(), fault);
                    return null;
                });
    }

    private HttpRequest request(Order.Request order, HttpConfig.Target target) {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofMillis(order.timeoutMs()));
        target.headers().forEach(header -> request.header(header.name(), header.value()));
        request.header("Accept", "application/json");
        if (!target.post()) {
            return request.uri(withQuery(target.url(), order.send())).GET().build();
        }
        ObjectNode body = json.createObjectNode();
        order.send().forEach(each -> body.put(each.name(), each.value()));
        return request.uri(target.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static URI withQuery(URI url, List<Named> send) {
        if (send.isEmpty()) return url;
        StringBuilder text = new StringBuilder(url.toString());
        char join = url.getRawQuery() == null ? '?' : '&';
        for (Named each : send) {
            text.append(join).append(encoded(each.name())).append('=').append(encoded(each.value()));
            join = '&';
        }
        return URI.create(text.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void answered(Order.Request order, HttpResponse<byte[]> response) {
        boolean good = response.statusCode() / 100 == 2;
        if (!good) {
            LOG.warn("HTTP target {} answered {} call={}", order.target(), response.statusCode(), order.callId());
            core.accept(new RequestAnswered(order.callId(), order.requestId(), response.statusCode(), List.of()));
            return;
        }
        List<Named> values;
        try {
            values = order.want().isEmpty() ? List.of() : values(order.want(), json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            failed(order, "its answer is no JSON: " + e.getOriginalMessage());
            return;
        } catch (java.io.IOException e) {
            failed(order, "its answer cannot be read: " + e.getMessage());
            return;
        }
        if (bytes(values) > VALUES_MAX_BYTES) {
            failed(order, "its values have more than " + VALUES_MAX_BYTES + " bytes");
        } else {
            core.accept(new RequestAnswered(order.callId(), order.requestId(), response.statusCode(), values));
        }
    }

    /** What is not there, or is no single value, is left out. */
    private static List<Named> values(List<Named> want, JsonNode root) {
        List<Named> values = new ArrayList<>();
        for (Named each : want) {
            JsonNode found = root.at(JsonPointer.compile(each.value()));
            if (found.isValueNode() && !found.isNull()) {
                values.add(new Named(each.name(), FlowRun.cut(found.asText())));
            }
        }
        return List.copyOf(values);
    }

    private static int bytes(List<Named> values) {
        int bytes = 0;
        for (Named each : values) {
            bytes += each.name().length() + each.value().getBytes(StandardCharsets.UTF_8).length + 8;
        }
        return bytes;
    }

    private void failed(Order.Request order, String why) {
        LOG.warn("HTTP target {} failed call={}: {}", order.target(), order.callId(), why);
        core.accept(new RequestAnswered(order.callId(), order.requestId(), FAILED, List.of()));
    }

    @Override
    public void close() {
        HttpClient made = client;
        if (made != null) {
            made.shutdownNow();
        }
        thread.shutdownNow();
    }
}
