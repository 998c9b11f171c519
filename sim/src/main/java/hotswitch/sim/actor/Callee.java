package hotswitch.sim.actor;

import hotswitch.acd.Command.LegEarly;
import hotswitch.acd.Command.LegHeld;
import hotswitch.acd.Command.LegRinging;
import hotswitch.acd.Command.LegRouted;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.Party;
import hotswitch.sim.world.Rules;
import hotswitch.sim.world.World;
import java.util.List;
import java.util.function.Consumer;

/** Where a leg rings: a seat, a backup line, somebody outside. Picks up, refuses or does not hear; then talks. */
final class Callee implements Party {
    /** Busy, nobody there, unavailable, declined. */
    private static final List<Integer> REFUSALS = List.of(486, 480, 503, 603, 404);

    private final World world;
    private final Dice dice;
    private final boolean atSeat;
    private final Consumer<EdgeLeg> talking;

    Callee(World world, Dice dice, boolean atSeat) {
        this(world, dice, atSeat, leg -> {});
    }

    /** {@code talking}: hears that it does. */
    Callee(World world, Dice dice, boolean atSeat, Consumer<EdgeLeg> talking) {
        this.world = world;
        this.dice = dice;
        this.atSeat = atSeat;
        this.talking = talking;
    }

    /** {@code reachable} false: the registrar has no contact. */
    Callee rings(EdgeLeg leg, boolean reachable) {
        if (world.dice("ports of " + leg.id).chance(world.chaos(Fault.NO_PORTS) / 4)) {
            world.in(0, () -> world.edge.unmake(leg));
            return this;
        }
        boolean outside = !atSeat || isLine(leg);
        if (outside) {
            world.in(0, () -> ifOpen(leg, () -> world.edge.tell(new LegRouted(leg.id, "carrier-b", "12345", ""))));
        }
        long pickUpMs = dice.exponential(world.options.pace().offerMs() / 4.0);
        long refuseMs = dice.between(0, 3_000);
        boolean refuses = dice.chance(world.chaos(atSeat ? Fault.REFUSES : Fault.LINES_FAIL));
        boolean ignores = dice.chance(world.chaos(atSeat ? Fault.IGNORES : Fault.LINES_FAIL));
        int status = dice.pick(REFUSALS);
        if (dice.chance(0.7)) {
            world.in(dice.between(0, 200), () -> ifOpen(leg, () -> world.edge.tell(new LegRinging(leg.id))));
        }
        if (outside && dice.chance(0.5)) {
            world.in(dice.between(0, 300), () -> ifOpen(leg, () -> world.edge.tell(new LegEarly(leg.id))));
        }
        if (!reachable) {
            world.in(dice.chance(0.5) ? 0 : 10, () -> world.edge.refuse(leg, 480));
        } else if (refuses) {
            world.in(refuseMs, () -> world.edge.refuse(leg, status));
        } else if (!ignores) {
            long afterMs = world.isCalm() ? Math.min(pickUpMs, 500) : dice.chance(0.2) ? 0 : pickUpMs;
            world.in(afterMs, () -> world.edge.answer(leg));
        }
        return this;
    }

    /** A seat's telephone line is dialled by its number, over a carrier. */
    private static boolean isLine(EdgeLeg leg) {
        return leg.device.startsWith(Rules.LINE);
    }

    private static void ifOpen(EdgeLeg leg, Runnable what) {
        if (leg.open()) {
            what.run();
        }
    }

    @Override
    public void bridged(EdgeLeg leg) {
        EdgeLeg other = leg.peer;
        long talkMs = dice.exponential(world.options.pace().talkMs());
        boolean otherEnds = dice.chance(0.5);
        if (!leg.arriving && !ended(leg)) {
            talking.accept(leg);
            world.in(talkMs, () -> world.edge.hangUp(otherEnds && other.open() ? other : leg));
            if (dice.chance(world.chaos(Fault.NO_MEDIA) / 4)) {
                world.in(dice.between(0, talkMs), () -> ifOpen(leg, () -> world.send(new MediaTimedOut(other.id))));
            }
            if (dice.chance(world.chaos(Fault.HOLDS))) {
                holds(dice.chance(0.5) ? leg : other, talkMs);
            }
        }
    }

    /** Of two that were called, the one that was called last talks. */
    private static boolean ended(EdgeLeg leg) {
        return !leg.peer.arriving && leg.peer.id > leg.id;
    }

    private void holds(EdgeLeg leg, long talkMs) {
        long fromMs = dice.between(0, talkMs);
        long toMs = fromMs + dice.between(0, 5_000);
        world.in(fromMs, () -> ifOpen(leg, () -> world.edge.tell(new LegHeld(leg.id, true))));
        world.in(toMs, () -> ifOpen(leg, () -> world.edge.tell(new LegHeld(leg.id, false))));
    }

    @Override
    public void gone(EdgeLeg leg) {
        if (!leg.answered && dice.chance(world.chaos(Fault.STALE))) {
            world.in(dice.between(0, 50), () -> world.edge.answerTooLate(leg));
        }
    }

    @Override
    public void answered(EdgeLeg leg) {}

    @Override
    public void offered(EdgeLeg leg) {}

    @Override
    public void connecting(EdgeLeg leg) {
        if (dice.chance(world.chaos(Fault.LEAVES_AT_ANSWER))) {
            world.in(0, () -> world.edge.hangUp(leg));
        }
    }
}
