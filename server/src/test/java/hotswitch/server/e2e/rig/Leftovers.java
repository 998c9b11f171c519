package hotswitch.server.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What is alive in the switch: compared with the empty centre that it was. {@code live}: the sections of the state's
 * hash that
 * must be as before (calls, lines, flows).
 */
public record Leftovers(Api api, String live, double ports) {
    /** What is owed a recording counts as live; a busy machine lets the thread that makes files wait longest. */
    private static final Duration ARCHIVED = Duration.ofMinutes(2);

    /** Of a switch in which nothing goes on. */
    public static Leftovers before(Api api) {
        return new Leftovers(api, live(api), ports(api));
    }

    /** Free, or at rest after use: between two looks one may come to be the other. */
    private static double ports(Api api) {
        return api.metricsAtOnce("hotswitch_media_ports_free", "hotswitch_media_ports_resting");
    }

    private static String live(Api api) {
        StringBuilder live = new StringBuilder();
        for (String section :
                api.get("/admin/inventory").get("stateHash").asText().split(" ")) {
            if (section.matches("(calls|lines|flows)=.*")) {
                live.append(section).append(' ');
            }
        }
        return live.toString();
    }

    /**
     * Waits until everything is as it was: no leg, session, media leg or call, all ports back, the live state the
     * same.
     */
    public void awaitNone() {
        JsonNode[] last = new JsonNode[1];
        try {
            Await.until("nothing is left behind", ARCHIVED, () -> {
                last[0] = api.get("/admin/inventory");
                return zero(last[0], "legs")
                        && zero(last[0], "sessions")
                        && zero(last[0], "mediaLegs")
                        && live(api).equals(live)
                        && ports(api) == ports
                        && api.metric("hotswitch_calls_active") == 0
                        && api.get("/calls").isEmpty();
            });
        } catch (AssertionError left) {
            throw new AssertionError(
                    "left behind: " + last[0] + ", before: " + live + " ports " + ports + ", now "
                            + ports(api) + ", recordings owed "
                            + api.metric("hotswitch_recording_obligations") + ", calls " + api.get("/calls"),
                    left);
        }
    }

    private static boolean zero(JsonNode inventory, String name) {
        return inventory.get(name).asInt() == 0;
    }
}
