package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/** All agents by id. */
public final class Agents {
    private final TreeMap<Integer, Agent> byId = new TreeMap<>();
    /** The same, to find one without garbage; never walked through. */
    private final Int2ObjectHashMap<Agent> found = new Int2ObjectHashMap<>();

    /** Null if there is none. */
    public Agent get(int id) {
        return found.get(id);
    }

    private void add(Agent agent) {
        byId.put(agent.id, agent);
        found.put(agent.id, agent);
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
                add(new Agent(config));
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
        found.remove(agent.id);
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
            if (get(id) == null) {
                add(new Agent(new AgentConfig(id, "", List.of(), "", "", AgentDuty.USUAL)));
            }
            get(id).readRest(in);
        }
    }

    public void clear() {
        byId.clear();
        found.clear();
    }
}
