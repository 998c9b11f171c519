package hotswitch.sim.actor;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.CallBack;
import hotswitch.acd.Command.DeviceConsults;
import hotswitch.acd.Command.ExtendWrapUp;
import hotswitch.acd.Command.LegHeld;
import hotswitch.acd.Fact;
import hotswitch.acd.Ids;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.World;
import java.util.List;

/** What telephones and desktops say of a call that is just becoming something else: it happens, but rarely. */
public final class Crossing {
    private static final double MEAN_MS = 6_000;
    private static final int LATER_MS = 5_000;
    private static final long FIRST_ID = 3_000_000;
    private final World world;
    private final Dice dice;
    private final List<String> targets;
    private final List<String> seats;
    private long dialled;

    /** {@code targets}: seats and numbers. */
    public Crossing(World world, List<String> targets) {
        this.world = world;
        this.dice = world.dice("crossing");
        this.targets = targets;
        this.seats = targets.stream()
                .filter(each -> !each.isEmpty() && !each.startsWith("0"))
                .toList();
        world.hear(this::hears);
    }

    private void hears(Fact fact) {
        if (fact instanceof Fact.CallEvent event
                && event.type() == CallEventType.QUEUED
                && dice.chance(world.chaos(Fault.CROSSING))) {
            world.in(dice.between(0, 100), () -> leavesTheLine(event.callId()));
        }
    }

    public void start() {
        world.in(1 + dice.exponential(MEAN_MS), () -> {
            if (dice.chance(world.chaos(Fault.CROSSING)) && !world.crashes().down()) {
                say();
            }
            if (!world.isCalm()) {
                start();
            }
        });
    }

    private void say() {
        List<CallRow> calls = world.view().calls();
        switch (dice.between(0, 2)) {
            case 0 -> holds();
            case 1 -> prolongs();
            default -> {
                if (!calls.isEmpty()) {
                    dials(dice.pick(calls).id());
                }
            }
        }
    }

    /** Who talked before has a segment that is not archived yet, and waits again: he wants to be called back. */
    private void leavesTheLine(long callId) {
        if (world.view().obligations().stream().anyMatch(each -> each.callId() == callId)) {
            world.send(new CallBack(world.request("supervisor", ""), callId, "", 0, 0, "asked"));
        }
    }

    private void prolongs() {
        int agent = dice.between(1, world.options.size().agents());
        world.send(new ExtendWrapUp(world.request("agent:" + agent, ""), agent));
    }

    /** A telephone that talks, whatever the core waits for meanwhile. */
    private void holds() {
        List<EdgeLeg> talking =
                world.edge.legs().stream().filter(leg -> leg.answered).toList();
        if (talking.isEmpty()) {
            return;
        }
        EdgeLeg leg = dice.pick(talking);
        world.edge.tell(new LegHeld(leg.id, true));
        world.in(dice.between(0, LATER_MS), () -> {
            if (leg.open()) {
                world.edge.tell(new LegHeld(leg.id, false));
            }
        });
    }

    /** A seat's phone dials once more, when its part in the call has just come to an end. */
    private void dials(long callId) {
        String seat = dice.pick(seats);
        long id = Ids.ofEdge(world.crashes().boot(), 4 * (FIRST_ID + dialled++) + 3);
        EdgeLeg second = world.edge.arrive(id, callId, seat, new Callee(world, dice, true));
        world.send(new DeviceConsults(callId, id, seat, dice.pick(targets)));
        world.in(dice.exponential(LATER_MS), () -> world.edge.hangUp(second));
    }
}
