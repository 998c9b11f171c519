package hotswitch.server.cti;

import hotswitch.acd.Fact.BreakOver;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.watch.Seats;
import hotswitch.server.cti.live.LiveItems;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/** All agents as the facts told. */
final class LiveTeam {
    private final Map<Integer, LiveAgent> agents = new TreeMap<>();
    /** The same, for the facts of every call: an id need not become an object. */
    private final Int2ObjectHashMap<LiveAgent> byId = new Int2ObjectHashMap<>();

    void configure(List<AgentConfig> configs) {
        agents.keySet().retainAll(configs.stream().map(AgentConfig::id).toList());
        for (AgentConfig each : configs) {
            agents.computeIfAbsent(each.id(), id -> new LiveAgent(each)).config = each;
        }
        byId.clear();
        agents.forEach(byId::put);
    }

    /** Counted anew in the queues of these rules. */
    void enter(List<QueueConfig> configs, LiveQueue.All queues) {
        queues.all().forEach(queue -> Arrays.fill(queue.agents, 0));
        for (LiveAgent agent : agents.values()) {
            agent.queues = configs.stream()
                    .filter(queue -> serves(agent.config, queue))
                    .map(queue -> queues.get(queue.name()))
                    .toList();
            agent.count(1);
        }
    }

    void seed(StateView.AgentRow row) {
        LiveAgent agent = agents.get(row.id());
        if (agent != null) {
            agent.count(-1);
            agent.state = row.state();
            agent.count(1);
            agent.sinceNs = row.sinceNs();
            agent.reason = row.reason();
            agent.device = row.device();
            agent.callId = row.callId();
            agent.overBreak = row.over();
        }
    }

    void changed(CallFacts.AgentChange f, long timeNs) {
        LiveAgent agent = byId.get(f.agent);
        if (agent != null) {
            agent.count(-1);
            agent.state = f.state;
            agent.count(1);
            agent.sinceNs = timeNs;
            agent.reason = f.reason;
            agent.device = f.device;
            agent.callId = f.callId;
            agent.overBreak = false;
        }
    }

    void overBreak(BreakOver f) {
        LiveAgent agent = agents.get(f.agent());
        if (agent != null) {
            agent.overBreak = true;
        }
    }

    int overBreak() {
        int n = 0;
        for (LiveAgent agent : agents.values()) {
            n += agent.overBreak ? 1 : 0;
        }
        return n;
    }

    /** Null: nobody is logged on there. */
    Seats.Sitting at(String seat) {
        for (LiveAgent agent : agents.values()) {
            if (agent.state != AgentState.LOGGED_OFF && agent.device.equals(seat)) {
                List<String> queues =
                        agent.queues.stream().map(queue -> queue.name).toList();
                return new Seats.Sitting(agent.config.id(), agent.state, agent.reason, queues);
            }
        }
        return null;
    }

    JsonArray json() {
        JsonArray all = new JsonArray();
        agents.values().forEach(a -> all.add(a.json()));
        return all;
    }

    /** Null if there is none. */
    JsonObject json(int id) {
        LiveAgent agent = agents.get(id);
        return agent == null ? null : agent.json();
    }

    Map<AgentState, Integer> states() {
        int[] count = new int[AgentState.values().length];
        agents.values().forEach(agent -> count[agent.state.ordinal()]++);
        Map<AgentState, Integer> states = new TreeMap<>();
        for (AgentState state : AgentState.values()) {
            states.put(state, count[state.ordinal()]);
        }
        return states;
    }

    /** Somebody who serves this queue is ready, and no work item keeps calls away. */
    boolean idle(LiveQueue queue, LiveItems items) {
        for (LiveAgent agent : agents.values()) {
            boolean ready = agent.state == AgentState.READY && agent.queues.contains(queue);
            if (ready && !items.forbidsCalls(agent.config.id())) {
                return true;
            }
        }
        return false;
    }

    private static boolean serves(AgentConfig agent, QueueConfig queue) {
        for (Skill asked : queue.asks()) {
            boolean has =
                    agent.skills().stream().anyMatch(s -> s.name().equals(asked.name()) && s.level() >= asked.level());
            if (!has) {
                return false;
            }
        }
        return true;
    }

    List<AgentSpan> openSpans(long nowNs) {
        List<AgentSpan> open = new ArrayList<>();
        agents.forEach((id, agent) -> {
            if (agent.state != AgentState.LOGGED_OFF && agent.sinceNs < nowNs) {
                open.add(new AgentSpan(id, agent.state, agent.sinceNs, nowNs));
            }
        });
        return open;
    }
}
