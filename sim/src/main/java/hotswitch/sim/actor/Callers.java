package hotswitch.sim.actor;

import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Ids;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.EdgeLeg;
import hotswitch.sim.world.Rules;
import hotswitch.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/** The public: arrives at random, sometimes all at once. */
public final class Callers {
    private final World world;
    private final Dice dice;
    /** Some numbers call again and again. */
    private final Dice again;

    private final List<String> numbers = new ArrayList<>();
    private int count;

    public Callers(World world) {
        this.world = world;
        this.dice = world.dice("arrivals");
        this.again = world.dice("again");
        for (int i = 0; i < world.options.size().queues(); i++) {
            numbers.add(Integer.toString(Rules.FIRST_NUMBER + i));
        }
        numbers.addAll(List.of(numbers.getFirst(), numbers.getLast(), Rules.MENU_NUMBER, Rules.LINES_NUMBER));
    }

    public int count() {
        return count;
    }

    /** Begins to arrive; ends when the world is calm. */
    public void arrive() {
        double meanMs = world.options.pace().everyMs(world.options.size().agents());
        world.in(dice.exponential(meanMs), () -> {
            if (!world.isCalm()) {
                int together = dice.chance(world.chaos(Fault.SURGE) / 20) ? dice.between(2, 30) : 1;
                for (int i = 0; i < together; i++) {
                    one();
                }
                arrive();
            }
        });
    }

    private void one() {
        int n = count++;
        String dnis = dice.chance(0.03) ? dice.pick(List.of(Rules.CLOSED_NUMBER, Rules.NOWHERE)) : dice.pick(numbers);
        if (world.cut.callers().contains(n) || world.crashes().down()) {
            return;
        }
        long boot = world.crashes().boot();
        long callId = Ids.ofEdge(boot, 4L * n);
        String ani = "138" + (10_000_000 + (again.chance(0.5) ? again.between(0, 30) : n));
        EdgeLeg leg = world.edge.arrive(Ids.ofEdge(boot, 4L * n + 1), callId, ani, new Caller(world, n));
        world.send(new CallArrived(callId, leg.id, ani, dnis, "carrier-a"));
        ((Caller) leg.party).arrived(leg);
    }
}
