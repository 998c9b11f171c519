package hotswitch.sim.world;

import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Bounds;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.CentreConfig.Overflow;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.QueueTimes;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.CentreConfig.Strategy;
import hotswitch.acd.config.CentreConfig.TimesConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Score;
import hotswitch.acd.config.RoutingConfig;
import hotswitch.sim.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Changed configurations: people, seats, queues and lines come and go, skills and times change. */
public final class Reloads {
    private final CentreConfig base;
    private final Rules rules;
    private final Dice dice;
    private final Dice switches;
    private final Dice routings;
    private double share;

    /** {@code switches}: whether recording is turned on or off. {@code routings}: how calls find their agents. */
    public Reloads(CentreConfig base, Rules rules, Dice dice, Dice switches, Dice routings) {
        this.base = base;
        this.rules = rules;
        this.dice = dice;
        this.switches = switches;
        this.routings = routings;
    }

    /** The basic rules with some changes; no reference in it leads nowhere, as the check of a configuration sees to. */
    public CentreConfig next() {
        share = dice.chance(0.3) ? 0 : dice.uniform(0, 0.4);
        List<QueueConfig> queues = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (QueueConfig queue : base.queues()) {
            if (!dice.chance(share)) {
                queues.add(queue);
                names.add(queue.name());
            }
        }
        queues.replaceAll(queue -> queue(queue, names));
        List<DeviceConfig> devices = some(base.devices());
        List<AgentConfig> agents = some(base.agents());
        agents.replaceAll(this::agent);
        List<NumberConfig> numbers = some(base.numbers());
        return new CentreConfig(
                        agents,
                        devices,
                        queues,
                        numbers,
                        hunt(base.hunt()),
                        base.displays(),
                        times(base.times()),
                        dice.chance(share) ? rules.flows(false) : base.flows(),
                        new RoutingConfig(
                                base.routing().queues().stream()
                                        .map(this::routing)
                                        .toList(),
                                base.routing().callers()))
                .with(base.services());
    }

    private <T> List<T> some(List<T> all) {
        List<T> kept = new ArrayList<>(all);
        kept.removeIf(one -> dice.chance(share));
        return kept;
    }

    private AgentConfig agent(AgentConfig a) {
        if (!dice.chance(share)) {
            return a;
        }
        List<Skill> skills = some(a.skills());
        skills.replaceAll(s -> new Skill(s.name(), dice.between(1, 5)));
        return new AgentConfig(a.id(), a.name(), skills, a.seat(), a.role(), a.duty());
    }

    private QueueConfig queue(QueueConfig q, Set<String> names) {
        boolean leadsNowhere = q.overflow().kind() == OverflowKind.QUEUE
                && !names.contains(q.overflow().target());
        Overflow overflow =
                leadsNowhere ? new Overflow(OverflowKind.RELEASE, "", "", dice.chance(0.5), 0) : q.overflow();
        boolean changed = dice.chance(share);
        QueueTimes t = q.times();
        return new QueueConfig(
                q.name(),
                changed ? some(q.asks()) : q.asks(),
                changed ? dice.pick(List.of(Strategy.values())) : q.strategy(),
                changed ? new Bounds(dice.between(0, 5), dice.between(0, 60_000)) : q.bounds(),
                overflow,
                changed
                        ? new QueueTimes(
                                dice.between(1_000, 30_000),
                                dice.between(0, 20_000),
                                t.serviceLevelMs(),
                                t.shortAbandonMs())
                        : t,
                q.announcements());
    }

    private QueueRouting routing(QueueRouting r) {
        return routings.chance(share)
                ? new QueueRouting(
                        r.queue(),
                        r.prefers(),
                        r.relax().stream().filter(step -> routings.chance(0.5)).toList(),
                        Score.USUAL,
                        r.preference(),
                        r.duty(),
                        r.failedPriority())
                : r;
    }

    private HuntConfig hunt(HuntConfig h) {
        List<LineConfig> lines = some(h.lines());
        return new HuntConfig(
                lines,
                h.strategy(),
                h.ringMs(),
                dice.chance(share) ? dice.between(500, 10_000) : h.restMs(),
                h.waitingMax(),
                h.waitMaxMs(),
                h.waitPrompt(),
                h.music(),
                h.displayed());
    }

    private TimesConfig times(TimesConfig t) {
        return new TimesConfig(
                t.outboundRingMs(),
                t.idempotencyMs(),
                t.connectPrompt(),
                t.music(),
                switches.chance(share) != t.recording(),
                t.drills());
    }
}
