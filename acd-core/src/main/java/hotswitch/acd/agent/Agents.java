package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** All agents by id. */
public final class Agents {
    private static final Comparator<Agent> BY_ID = Comparator.comparingInt(agent -> agent.id);
    /** In id order. */
    private final ArrayList<Agent> inOrder = new ArrayList<>();
    /** The same, to find one without garbage; never walked through. */
    private final Int2ObjectHashMap<Agent> found = new Int2ObjectHashMap<>();

    /** Null if there is none. */
    public Agent get(int id) {
        return found.get(id);
    }

    /** In id order. */
    public List<Agent> all() {
        return inOrder;
    }

    /** Keeps states and clocks; those who are no longer named are marked removed. */
    public void configure(List<AgentConfig> configs) {
        for (Agent agent : inOrder) {
            agent.removed = true;
        }
        for (AgentConfig config : configs) {
            Agent agent = get(config.id());
            if (agent == null) {
                add(config);
            } else {
                agent.configure(config);
                agent.removed = false;
            }
        }
        inOrder.sort(BY_ID);
    }

    public void remove(Agent agent) {
        inOrder.remove(Collections.binarySearch(inOrder, agent, BY_ID));
        found.remove(agent.id);
    }

    public void write(BytesWriter out) {
        out.i32(inOrder.size());
        for (Agent agent : inOrder) {
            agent.write(out);
        }
    }

    /** After {@link #configure}. */
    public void read(BytesReader in) {
        for (int n = in.i32(); n > 0; n--) {
            int id = in.i32();
            if (get(id) == null) {
                add(new AgentConfig(id, "", List.of(), "", "", AgentDuty.USUAL));
            }
            get(id).readRest(in);
        }
        inOrder.sort(BY_ID);
    }

    public void clear() {
        inOrder.clear();
        found.clear();
    }

    private void add(AgentConfig config) {
        Agent agent = new Agent(config);
        inOrder.add(agent);
        found.put(agent.id, agent);
    }
}
