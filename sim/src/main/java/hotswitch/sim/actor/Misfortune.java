package hotswitch.sim.actor;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.ClearCall;
import hotswitch.acd.Command.Drain;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.ForceAgentState;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.SetEmergency;
import hotswitch.acd.Command.SetSurge;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.Reloads;
import hotswitch.sim.world.World;
import java.util.List;

/** Supervisors and the machine itself. Each kind comes by its own chance. */
public final class Misfortune {
    /** A crash is tried so often in a life: 40 times. */
    private static final double MS_PER_CRASH = 1_000 / 40.0;

    private final World world;
    private final Reloads reloads;
    private final Dice victims;
    private final Dice surges;
    private final Dice forces;
    private int version;
    private boolean emergency;

    public Misfortune(World world, Reloads reloads) {
        this.world = world;
        this.reloads = reloads;
        this.surges = world.dice("surges");
        this.forces = world.dice("forced");
        this.victims = world.dice("victims");
    }

    public void start() {
        every(Fault.EMERGENCY, 40_000, this::toggleEmergency);
        every(Fault.CALLBACKS, 60_000, this::toggleSurge);
        every(Fault.RELOAD, 40_000, this::reload);
        every(world.dice("again"), Fault.RELOAD, 40_000, () -> world.reapply("v" + ++version));
        every(Fault.CLEARS, 20_000, () -> someCall(id -> new ClearCall(world.request("supervisor", ""), id)));
        every(Fault.SNAPSHOT, 20_000, this::snapshot);
        every(Fault.CRASH, Math.max(20_000.0, world.options.seconds() * MS_PER_CRASH), world.crashes()::plan);
        every(Fault.CLOCK_JUMP, 300_000, () -> world.jump(victims.exponential(60_000)));
        every(Fault.DRAIN, 300_000, this::drain);
        every(Fault.DRILL, 120_000, () -> someCall(id -> new FaultDrill(world.request("supervisor", ""), id)));
        every(Fault.CLEARS, 60_000, this::notes);
        every(world.dice("forces"), Fault.BREAKS, 30_000, this::force);
    }

    private void every(Fault fault, double meanMs, Runnable what) {
        every(world.dice("fault " + fault), fault, meanMs, what);
    }

    private void every(Dice dice, Fault fault, double meanMs, Runnable what) {
        world.in(1 + dice.exponential(meanMs), () -> {
            if (dice.chance(world.chaos(fault))) {
                what.run();
            }
            if (!world.isCalm()) {
                every(dice, fault, meanMs, what);
            }
        });
    }

    private void toggleEmergency() {
        emergency = !emergency;
        world.send(new SetEmergency(world.request("supervisor", ""), emergency));
    }

    private void toggleSurge() {
        world.send(new SetSurge(world.request("supervisor", ""), surges.chance(0.5)));
    }

    private void reload() {
        world.configure(reloads.next(), "v" + ++version);
    }

    private void snapshot() {
        if (!world.crashes().down()) {
            world.snapshot();
        }
    }

    private void drain() {
        world.send(new Drain(world.request("operator", "")));
        world.in(victims.exponential(30_000), world.crashes()::plan);
    }

    /** A supervisor's word. */
    private void force() {
        int agent = 1 + forces.between(0, world.options.size().agents());
        AgentTarget target = forces.pick(List.of(AgentTarget.values()));
        world.send(
                new ForceAgentState(world.request("supervisor", ""), agent, target, forces.chance(0.5) ? "break" : ""));
    }

    private void notes() {
        world.send(new Audit(world.request("supervisor", ""), "listen", "recording", true, ""));
        world.send(new RaiseAlarm("TRUNK_DOWN", "carrier-a", victims.chance(0.5)));
    }

    private void someCall(java.util.function.LongFunction<Command> command) {
        List<EdgeLeg> legs = world.edge.legs();
        if (!legs.isEmpty()) {
            world.send(command.apply(victims.pick(legs).callId));
        }
    }
}
