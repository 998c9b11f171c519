package hotswitch.server.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A subscriber of the event stream (WebSocket); keeps all that came. */
public final class Events implements AutoCloseable {
    private final List<JsonNode> all = new ArrayList<>();
    private final WebSocket socket;
    private volatile boolean closed;

    Events(URI uri) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                synchronized (all) {
                    all.add(Api.parse(part.toString()));
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable fault) {
            closed = true;
        }
    }

    public List<JsonNode> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** Events of one call, in order. */
    public List<JsonNode> of(long call) {
        return all().stream().filter(e -> e.path("call").asLong() == call).toList();
    }

    /** Their types. */
    public List<String> types(long call) {
        return of(call).stream().map(e -> e.get("type").asText()).toList();
    }

    public JsonNode await(String what, Predicate<JsonNode> which) {
        return Await.value(
                "event " + what, () -> all().stream().filter(which).findFirst().orElse(null));
    }

    /** Number of the last event; 0 none. */
    public long last() {
        List<JsonNode> now = all();
        return now.isEmpty() ? 0 : now.getLast().get("seq").asLong();
    }

    /** True where some number is missing, doubled or out of order. */
    public boolean hasGap() {
        List<JsonNode> now = all();
        for (int i = 1; i < now.size(); i++) {
            if (now.get(i).get("seq").asLong() != now.get(i - 1).get("seq").asLong() + 1) {
                return true;
            }
        }
        return false;
    }

    /** The server ended it, or the line broke. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
