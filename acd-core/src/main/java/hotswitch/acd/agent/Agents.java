package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.queue.AcdQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** All agents by id. */
public final class Agents {
    private static final int ANY_LEVEL = 1;
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

    /** Which queues an agent may serve. */
    public static List<Membership> memberships(AgentConfig agent, List<AcdQueue> queues) {
        List<Membership> list = new ArrayList<>();
        for (AcdQueue queue : queues) {
            int level = queue.isLines() || queue.closed ? 0 : level(agent, queue.config);
            if (level > 0) {
                list.add(new Membership(queue, level));
            }
        }
        return list;
    }

    /** The lowest level among the asked skills; 0 if one is missing or too low. */
    public static int level(AgentConfig agent, QueueConfig queue) {
        int lowest = Integer.MAX_VALUE;
        for (Skill asked : queue.asks()) {
            int level = level(agent, asked.name());
            if (level == 0 || level < asked.level()) {
                return 0;
            }
            lowest = Math.min(lowest, level);
        }
        return lowest == Integer.MAX_VALUE ? ANY_LEVEL : lowest;
    }

    private static int level(AgentConfig agent, String skill) {
        for (Skill has : agent.skills()) {
            if (has.name().equals(skill)) {
                return has.level();
            }
        }
        return 0;
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
