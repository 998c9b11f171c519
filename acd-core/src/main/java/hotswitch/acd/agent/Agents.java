package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** All agents by id. */
public final class Agents {
    private final TreeMap<Integer, Agent> byId = new TreeMap<>();

    /** Null if there is none. */
    public Agent get(int id) {
        return byId.get(id);
    }

    /** In id order. */
    public Collection<Agent> all() {
        return byId.values();
    }

    /** Keeps states and clocks; those who are no longer named are marked removed and returned. */
    public List<Agent> configure(List<AgentConfig> configs) {
        TreeMap<Integer, Agent> missing = new TreeMap<>(byId);
        for (AgentConfig config : configs) {
            missing.remove(config.id());
            Agent agent = byId.get(config.id());
            if (agent == null) {
                byId.put(config.id(), new Agent(config));
            } else {
                agent.config = config;
                agent.removed = false;
            }
        }
        for (Agent agent : missing.values()) {
            agent.removed = true;
        }
        return new ArrayList<>(missing.values());
    }

    public void remove(Agent agent) {
        byId.remove(agent.id);
    }

    public void write(BytesWriter out) {
        out.i32(byId.size());
        for (Agent agent : byId.values()) {
            agent.write(out);
        }
    }

    /** After {@link #configure}. */
    public void read(BytesReader in) {
        for (int n = in.i32(); n > 0; n--) {
            int id = in.i32();
            Agent agent = byId.computeIfAbsent(id, k -> new Agent(new AgentConfig(k, "", List.of(), "", "")));
            agent.readRest(in);
        }
    }

    public void clear() {
        byId.clear();
    }
}
