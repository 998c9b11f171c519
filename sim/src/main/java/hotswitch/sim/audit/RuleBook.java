package hotswitch.sim.audit;

import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CallersConfig.Repeat;
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
import java.util.stream.Collectors;

/** The rules in force as an outsider reads them: who may take which call from when on, and which is served first. */
final class RuleBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Demand demand;
    private final Map<Integer, AgentConfig> agents = new TreeMap<>();
    private final Map<String, QueueConfig> queues = new TreeMap<>();
    /** Looked up already: what calls to a number ask, and how a queue finds agents. */
    private final Map<String, List<Skill>> needs = new TreeMap<>();

    private final Map<String, QueueRouting> routings = new TreeMap<>();
    /** When who left while waiting and has talked with nobody since. */
    private final Map<String, Long> gaveUp = new TreeMap<>();

    private CentreConfig config;

    RuleBook(Demand demand) {
        this.demand = demand;
    }

    void configured(CentreConfig next) {
        config = next;
        agents.clear();
        queues.clear();
        needs.clear();
        routings.clear();
        next.agents().forEach(agent -> agents.put(agent.id(), agent));
        next.queues().forEach(queue -> queues.put(queue.name(), queue));
    }

    boolean knows(int agentId) {
        return agents.containsKey(agentId);
    }

    /** What the call asks beyond its queue, as receipts write it. */
    String asks(Waiter call) {
        return own(call).stream().map(s -> s.name() + ":" + s.level()).collect(Collectors.joining(" "));
    }

    /** Two calls of a kind may be taken by the same agents. {@code due}: how many relaxations were. */
    record Kind(String queue, String dnis, boolean inbound, int due) {}

    Kind kind(Waiter call, long atNs) {
        int due = 0;
        for (Relaxation step : routing(call).relax()) {
            due += call.enteredNs + step.afterMs() * NS_PER_MS <= atNs ? 1 : 0;
        }
        return new Kind(call.queue, call.dnis, call.book.inbound(), due);
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

    /** What the flow of this number, the caller's class and history give a call that enters a line now. */
    int priority(CallBook call, String number, long nowNs) {
        int byClass = 0;
        int longest = -1;
        for (CallerRule rule : config.routing().callers().rules()) {
            boolean fits = rule.prefix() ? call.ani.startsWith(rule.number()) : call.ani.equals(rule.number());
            int length = rule.prefix() ? rule.number().length() : Integer.MAX_VALUE;
            if (fits && length > longest) {
                longest = length;
                byClass = rule.priority();
            }
        }
        Repeat repeat = config.routing().callers().repeat();
        Long leftNs = gaveUp.get(call.ani);
        boolean again = repeat.withinMs() > 0 && leftNs != null && leftNs >= nowNs - repeat.withinMs() * NS_PER_MS;
        return demand.priority(number) + byClass + (again ? repeat.priority() : 0);
    }

    /** What a transfer that failed adds in this queue. */
    int failedPriority(String queue) {
        return config.routing().of(queue).failedPriority();
    }

    void gaveUp(String ani, long nowNs) {
        if (config.routing().remembers()) {
            gaveUp.put(ani, nowNs);
        }
    }

    void talked(String ani) {
        if (config.routing().remembers()) {
            gaveUp.remove(ani);
        }
    }

    /** It may still wait for one agent only. */
    boolean patient(Waiter call, long atNs) {
        long patienceMs = routing(call).preference().patienceMs();
        return atNs < call.enteredNs + patienceMs * NS_PER_MS;
    }

    /** In micro-points; among the lines it is first come, first served. */
    long score(Waiter call, long nowNs) {
        boolean lines = call.queue.equals(AcdQueue.LINES);
        Score score = lines ? Score.USUAL : routing(call).score();
        long priority = lines ? 0 : call.priority + call.book.raised;
        long waitedMs = nowNs / NS_PER_MS - call.firstNs / NS_PER_MS;
        return (score.weight() + priority * score.perPriority()) * 1_000 + score.perSecond() * waitedMs;
    }

    private QueueRouting routing(Waiter call) {
        return routings.computeIfAbsent(call.queue, config.routing()::of);
    }

    /** A skill that nobody has asks nothing. A flow notes them: a call that an agent made has none. */
    private List<Skill> own(Waiter call) {
        return call.book.inbound() ? needs.computeIfAbsent(call.dnis, this::needs) : List.of();
    }

    private List<Skill> needs(String dnis) {
        List<Skill> own = new ArrayList<>();
        demand.needs(dnis).forEach((skill, level) -> {
            boolean known = config.agents().stream()
                    .anyMatch(a -> a.skills().stream().anyMatch(s -> s.name().equals(skill)));
            if (known) {
                own.add(new Skill(skill, level));
            }
        });
        return own;
    }

    private static boolean has(AgentConfig agent, List<Skill> asks) {
        for (Skill asked : asks) {
            boolean has = false;
            for (Skill skill : agent.skills()) {
                has |= skill.name().equals(asked.name()) && skill.level() >= asked.level();
            }
            if (!has) {
                return false;
            }
        }
        return true;
    }
}
