package hotswitch.server.e2e.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Events;
import java.util.ArrayList;
import java.util.List;

/** A client of the event stream that resumes after each lost connection where it left off. */
public final class EventTrail implements AutoCloseable {
    private final Api api;
    private final List<JsonNode> before = new ArrayList<>();
    private Events now;

    public EventTrail(Api api) {
        this.api = api;
        now = api.events(1);
    }

    /** After the switch is back: {@code from} is the first number not seen. */
    public void resume() {
        long next = last() + 1;
        before.addAll(now.all());
        now.close();
        now = api.events(next);
    }

    public List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>(before);
        all.addAll(now.all());
        return all;
    }

    private long last() {
        if (now.last() != 0) {
            return now.last();
        }
        return before.isEmpty() ? 0 : before.getLast().get("seq").asLong();
    }

    /** Events of this type, in order. */
    public List<JsonNode> of(String type) {
        return all().stream().filter(e -> e.get("type").asText().equals(type)).toList();
    }

    /** The first event whose number does not follow its forerunner's; null: none. */
    public JsonNode firstOutOfOrder() {
        long expected = 1;
        for (JsonNode each : all()) {
            if (each.get("seq").asLong() != expected) {
                return each;
            }
            expected++;
        }
        return null;
    }

    @Override
    public void close() {
        now.close();
    }
}
