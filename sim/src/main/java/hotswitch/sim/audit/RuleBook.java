package hotswitch.sim.audit;

import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.config.QueueRouting.Score;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.sim.world.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules in force as an outsider reads them: who may take which call from when on, and which is served first. */
final class RuleBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Demand demand;
    private final Map<Integer, AgentConfig> agents = new TreeMap<>();
    private final Map<String, QueueConfig> queues = new TreeMap<>();
    private CentreConfig config;

    RuleBook(Demand demand) {
        this.demand = demand;
    }

    void configured(CentreConfig next) {
        config = next;
        agents.clear();
        queues.clear();
        next.agents().forEach(agent -> agents.put(agent.id(), agent));
        next.queues().forEach(queue -> queues.put(queue.name(), queue));
    }

    /** By the relaxations that were due at this time. Of a queue that is no more nobody may take anything. */
    boolean mayTake(Waiter call, int agentId, long atNs) {
        AgentConfig agent = agents.get(agentId);
        QueueConfig queue = queues.get(call.queue);
        if (agent == null || queue == null) {
            return false;
        }
        if (has(agent, queue.asks()) && has(agent, own(call))) {
            return true;
        }
        for (Relaxation step : routing(call).relax()) {
            boolean due = call.enteredNs + step.afterMs() * NS_PER_MS <= atNs;
            if (due && has(agent, step.asks()) && (step.waivesOwn() || has(agent, own(call)))) {
                return true;
            }
        }
        return false;
    }

    /** In micro-points; among the lines it is first come, first served. */
    long score(Waiter call, long nowNs) {
        boolean lines = call.queue.equals(AcdQueue.LINES);
        Score score = lines ? Score.USUAL : routing(call).score();
        long priority = lines ? 0 : (call.book.inbound() ? demand.priority(call.dnis) : 0) + call.book.raised;
        long waitedMs = nowNs / NS_PER_MS - call.firstNs / NS_PER_MS;
        return (score.weight() + priority * score.perPriority()) * 1_000 + score.perSecond() * waitedMs;
    }

    private QueueRouting routing(Waiter call) {
        return config.routing().of(call.queue);
    }

    /** A skill that nobody has asks nothing. */
    private List<Skill> own(Waiter call) {
        List<Skill> own = new ArrayList<>();
        demand.needs(call.dnis).forEach((skill, level) -> {
            boolean known = config.agents().stream()
                    .anyMatch(a -> a.skills().stream().anyMatch(s -> s.name().equals(skill)));
            if (known) {
                own.add(new Skill(skill, level));
            }
        });
        return own;
    }

    private static boolean has(AgentConfig agent, List<Skill> asks) {
        return asks.stream()
                .allMatch(asked -> agent.skills().stream()
                        .anyMatch(s -> s.name().equals(asked.name()) && s.level() >= asked.level()));
    }
}
