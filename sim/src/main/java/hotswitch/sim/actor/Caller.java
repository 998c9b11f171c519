package hotswitch.sim.actor;

import hotswitch.acd.Command.CallBack;
import hotswitch.acd.Command.Digit;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.Party;
import hotswitch.sim.world.World;

/** One of the public: presses digits, waits, loses patience, talks. */
final class Caller implements Party {
    private static final String KEYS = "0123456789*#";
    private final World world;
    private final Dice dice;
    private final double temper;
    private final Dice wishes;
    private boolean talks;

    Caller(World world, int number) {
        this.world = world;
        this.dice = world.dice("caller " + number);
        this.wishes = world.dice("wishes " + number);
        this.temper = dice.uniform(0, 1);
    }

    void arrived(EdgeLeg leg) {
        if (world.chaos(Fault.CALLBACKS) > 0 && wishes.chance(0.3)) {
            world.in(wishes.between(0, 60_000), () -> wishesCallBack(leg));
        }
        long patienceMs = dice.exponential(world.options.pace().patienceMs());
        long inFlowMs = dice.between(0, 5_000);
        if (dice.chance(world.chaos(Fault.CALLER_LEAVES))) {
            leaves(leg, inFlowMs);
        } else if (world.chaos(Fault.CALLER_LEAVES) > 0) {
            leaves(leg, patienceMs);
        }
    }

    private void wishesCallBack(EdgeLeg leg) {
        long fromNs = wishes.chance(0.7) ? 0 : world.nowNs() + wishes.between(0, 120_000) * World.NS_PER_MS;
        long untilNs = wishes.chance(0.7) ? 0 : world.nowNs() + wishes.between(0, 600_000) * World.NS_PER_MS;
        if (leg.open() && wishes.chance(0.8)) {
            world.send(new CallBack(world.request("flow", ""), leg.callId, "", fromNs, untilNs, "asked"));
        } else if (leg.open()) {
            press(leg, '8');
        }
    }

    private void leaves(EdgeLeg leg, long afterMs) {
        world.in(afterMs, () -> {
            if (!talks) {
                world.edge.hangUp(leg);
            }
        });
    }

    @Override
    public void answered(EdgeLeg leg) {
        int digits = dice.between(0, 6);
        for (int i = 0; i < digits; i++) {
            char key = KEYS.charAt(dice.between(0, KEYS.length() - 1));
            long afterMs = dice.between(0, 15_000);
            if (world.chaos(Fault.DIGITS) > 0) {
                world.in(afterMs, () -> press(leg, key));
            }
        }
    }

    private void press(EdgeLeg leg, char key) {
        if (leg.open()) {
            world.edge.tell(new Digit(leg.id, key, 100));
        }
    }

    @Override
    public void offered(EdgeLeg leg) {
        if (temper < world.chaos(Fault.LEAVES_AT_OFFER)) {
            world.in(0, () -> world.edge.hangUp(leg));
        }
    }

    @Override
    public void connecting(EdgeLeg leg) {
        if (temper > 1 - world.chaos(Fault.LEAVES_AT_ANSWER)) {
            world.in(0, () -> world.edge.hangUp(leg));
        }
    }

    @Override
    public void bridged(EdgeLeg leg) {
        talks = true;
    }

    @Override
    public void gone(EdgeLeg leg) {
        talks = true;
    }
}
