package hotswitch.server.cti;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One agent as the facts told. */
final class LiveAgent {
    AgentConfig config;
    /** Whose calls this agent may take from the beginning. */
    List<LiveQueue> queues = List.of();

    AgentState state = AgentState.LOGGED_OFF;
    long sinceNs;
    String reason = "";
    String device = "";
    long callId;
    /** On a break for longer than it may last. */
    boolean overBreak;

    LiveAgent(AgentConfig config) {
        this.config = config;
    }

    /** Counted where it serves, in the state that it is in: one more, or {@code -1} one less. */
    void count(int more) {
        for (LiveQueue queue : queues) {
            queue.agents[state.ordinal()] += more;
        }
    }

    JsonObject json() {
        JsonArray skills = new JsonArray();
        for (Skill skill : config.skills()) {
            skills.add(new JsonObject().put("name", skill.name()).put("level", skill.level()));
        }
        return new JsonObject()
                .put("id", config.id())
                .put("name", config.name())
                .put("state", Words.camel(state))
                .put("since", Times.text(sinceNs))
                .put("reason", reason)
                .put("overBreak", overBreak)
                .put("device", device)
                .put("call", callId)
                .put("seat", config.seat())
                .put("role", config.role())
                .put("skills", skills);
    }
}
