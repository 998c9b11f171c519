package hotswitch.sim;

import hotswitch.acd.Command.NodeStarted;
import hotswitch.acd.Command.SetEmergency;
import hotswitch.acd.Command.SetSurge;
import hotswitch.acd.LineState;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import hotswitch.sim.actor.Callers;
import hotswitch.sim.actor.Crossing;
import hotswitch.sim.actor.Desk;
import hotswitch.sim.actor.Misfortune;
import hotswitch.sim.actor.Misplaced;
import hotswitch.sim.actor.Person;
import hotswitch.sim.actor.Phones;
import hotswitch.sim.audit.Auditor;
import hotswitch.sim.world.Demand;
import hotswitch.sim.world.Failure;
import hotswitch.sim.world.Log;
import hotswitch.sim.world.Reloads;
import hotswitch.sim.world.Rules;
import hotswitch.sim.world.World;

/** One life of a centre: the shift with its faults, then the quiet in which everything must come to an end. */
public final class Life {
    private static final long NS_PER_S = 1_000_000_000L;
    /** 2026-11-24 00:00 in China. */
    private static final long DAY_NS = 1_795_449_600L * NS_PER_S;

    private static final int QUIET_S = 600;
    /** So often in succession nothing may come to an end: a call-back waits for its hours. */
    private static final int QUIET_TIMES = 40;

    private final Options options;
    private final World world;
    private final CentreConfig base;
    private final Auditor auditor;
    private final Callers callers;
    private final Phones phones;
    private final long endNs;

    /** {@code failure} null: all was well. */
    public record Outcome(Options options, int callers, int commands, int crashes, Failure failure) {}

    public Life(Options options, Cut cut, Log log) {
        this.options = options;
        long startNs = startNs(options.seed());
        this.endNs = startNs + options.seconds() * NS_PER_S;
        Rules rules = new Rules(options);
        this.base = rules.base();
        this.auditor = new Auditor(new Demand(options), this::rules);
        this.world = new World(options, cut, auditor, log, startNs);
        this.callers = new Callers(world);
        this.phones = new Phones(world, base);
        world.edge.serve(phones);
        for (int id = 1; id <= options.size().agents(); id++) {
            Person person = new Person(world, id, phones.targets());
            if (!cut.agents().contains(id)) {
                world.in(0, person::start);
            }
        }
        Reloads reloads =
                new Reloads(base, rules, world.dice("reloads"), world.dice("recording"), world.dice("routings"));
        world.in(0, new Misfortune(world, reloads)::start);
        if (options.on(Fault.MISPLACED)) {
            world.in(0, new Misplaced(world, phones.targets())::start);
        }
        if (options.on(Fault.CROSSING)) {
            world.in(0, new Crossing(world, phones.targets())::start);
        }
        if (base.queues().stream().anyMatch(queue -> queue.name().equals(Rules.WORK_QUEUE))) {
            world.in(0, new Desk(world)::start);
        }
    }

    /** When the life of this seed begins, epoch ns. */
    static long startNs(long seed) {
        return DAY_NS + new Dice(seed, "start").between(0, 86_399) * NS_PER_S;
    }

    private CentreConfig rules(String name) {
        return world.rules(name);
    }

    /** Counts which command met which state. */
    Life counted(Coverage coverage) {
        world.look(coverage::command);
        return this;
    }

    public Outcome live() {
        try {
            world.configure(base, "base");
            phones.start();
            callers.arrive();
            world.runUntil(endNs);
            quiet();
            return outcome(null);
        } catch (Failure failure) {
            return outcome(failure);
        }
    }

    private Outcome outcome(Failure failure) {
        return new Outcome(
                options,
                callers.count(),
                world.commands(),
                (int) world.crashes().boot() - 1,
                failure);
    }

    /** Nothing goes wrong any more, everybody is Ready: the lines empty, all calls end, nothing is left behind. */
    private void quiet() {
        world.calm();
        world.runUntil(world.nowNs() + QUIET_S * NS_PER_S);
        int fewest = Integer.MAX_VALUE;
        for (int i = 0, idle = 0; idle < QUIET_TIMES && (i < 2 || !isEmpty(world.view())); i++, idle++) {
            untroubled();
            int left = left(world.view());
            if (left < fewest) {
                fewest = left;
                idle = 0;
            }
        }
        StateView view = world.view();
        boolean reachable = world.cut.agents().isEmpty();
        world.require(
                !reachable || isEmpty(view),
                () -> "LIVENESS never empty: " + view.calls() + view.lines() + view.obligations());
        StateHash hash = world.hash();
        world.require(!reachable || hash.liveEquals(world.emptyHash()), () -> "LIVENESS left behind: " + hash);
        for (String open : auditor.leftOpen()) {
            world.require(!reachable, () -> open);
        }
        world.replayAll();
    }

    /** A while in which the faults of before are put right. */
    private void untroubled() {
        if (!world.crashes().down()) {
            world.send(new NodeStarted(world.crashes().boot() + 1));
            world.send(new SetEmergency(world.request("supervisor", ""), false));
            world.send(new SetSurge(world.request("supervisor", ""), false));
            world.configure(base, "base");
            phones.allUp();
        }
        world.runUntil(world.nowNs() + QUIET_S * NS_PER_S);
    }

    private static int left(StateView view) {
        return view.calls().size()
                + view.items().size()
                + view.legs().size()
                + view.obligations().size();
    }

    private static boolean isEmpty(StateView view) {
        return left(view) == 0 && view.lines().stream().allMatch(line -> line.state() == LineState.IDLE);
    }
}
