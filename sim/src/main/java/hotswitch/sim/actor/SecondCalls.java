package hotswitch.sim.actor;

import hotswitch.acd.Command.DeviceConsults;
import hotswitch.acd.Command.LegHeld;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.Ids;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.World;
import java.util.List;

/** A seat's phone that has a call dials once more: asks somebody, goes to and fro, puts through, or gives up. */
final class SecondCalls {
    private static final long FIRST_ID = 2_000_000;
    private static final int LATER_MS = 10_000;
    private final World world;
    private final Dice dice;
    private final List<String> targets;
    private long dialled;

    SecondCalls(World world, List<String> targets) {
        this.world = world;
        this.dice = world.dice("second calls");
        this.targets = targets;
    }

    /** The phone of this leg talks. The end of that and a second call may cross. */
    void talks(EdgeLeg first) {
        if (dice.chance(world.chaos(Fault.TRANSFERS) / 2)) {
            String target = dice.pick(targets);
            boolean crosses = dice.chance(world.chaos(Fault.STALE));
            world.in(dice.between(0, LATER_MS), () -> {
                if ((first.open() || crosses) && !world.crashes().down()) {
                    dial(first, target);
                }
            });
        }
    }

    private void dial(EdgeLeg first, String target) {
        long id = Ids.ofEdge(world.crashes().boot(), 4 * (FIRST_ID + dialled++) + 3);
        EdgeLeg second = world.edge.arrive(id, first.callId, first.device, new Callee(world, dice, true));
        if (dice.chance(0.8)) {
            hold(first, true);
        }
        world.send(new DeviceConsults(first.callId, second.id, first.device, target));
        for (int i = dice.between(0, 3); i > 0; i--) {
            int what = dice.between(0, 4);
            world.in(dice.between(0, LATER_MS), () -> later(what, first, second));
        }
        world.in(LATER_MS + dice.exponential(LATER_MS), () -> world.edge.hangUp(second));
        world.in(2 * LATER_MS, () -> hold(first, false));
    }

    private void later(int what, EdgeLeg first, EdgeLeg second) {
        String by = "device:" + first.device;
        switch (what) {
            case 0, 1 -> world.send(new TransferCall(world.request(by, ""), first.callId, "", ""));
            case 2 -> toAndFro(first, second);
            case 3 -> world.edge.hangUp(dice.chance(0.7) ? second : first);
            default -> world.send(new RetrieveCall(world.request(by, ""), first.callId));
        }
    }

    /** From one dialog to the other, and back. */
    private void toAndFro(EdgeLeg first, EdgeLeg second) {
        hold(second, true);
        hold(first, false);
        world.in(dice.between(0, LATER_MS), () -> {
            hold(first, true);
            hold(second, false);
        });
    }

    private void hold(EdgeLeg leg, boolean on) {
        if (leg.open()) {
            world.edge.tell(new LegHeld(leg.id, on));
        }
    }
}
