package hotswitch.sim.actor;

import hotswitch.acd.Command.ItemSaid;
import hotswitch.acd.Command.SubmitItem;
import hotswitch.acd.Fact;
import hotswitch.acd.ItemVerb;
import hotswitch.sim.Dice;
import hotswitch.sim.world.Rules;
import hotswitch.sim.world.World;
import java.util.List;
import java.util.TreeSet;

/** A system that sends work items, and the desktops on which agents take them, or do not. */
public final class Desk {
    private static final double LOOKS_EVERY_MS = 5_000;
    private final World world;
    private final Dice dice;
    private final Dice late;
    private final TreeSet<Long> open = new TreeSet<>();
    private int sent;

    public Desk(World world) {
        this.world = world;
        this.dice = world.dice("desk");
        this.late = world.dice("late desk");
        world.hear(this::hears);
    }

    public void start() {
        submits();
        looks();
    }

    private void submits() {
        double meanMs = 2 * world.options.pace().everyMs(world.options.size().agents());
        world.in(1 + dice.exponential(meanMs), () -> {
            if (!world.isCalm()) {
                String subject = "case " + ++sent;
                world.send(new SubmitItem(
                        world.request("chats", ""), Rules.WORK_QUEUE, subject, "", dice.between(0, 2), List.of()));
                submits();
            }
        });
    }

    private void hears(Fact fact) {
        if (!(fact instanceof Fact.ItemChanged f)) {
            return;
        }
        switch (f.state()) {
            case WAITING -> open.add(f.itemId());
            case OFFERED -> world.in(dice.exponential(world.options.pace().offerMs() / 3.0), () -> answer(f));
            case OPEN -> world.in(dice.exponential(world.options.pace().talkMs()), () -> work(f));
            case DONE, WITHDRAWN, EXPIRED -> {
                open.remove(f.itemId());
                if (late.chance(0.05)) {
                    world.in(late.between(0, 2_000), () -> say(f.itemId(), ItemVerb.WITHDRAW, 0));
                }
            }
        }
    }

    private void answer(Fact.ItemChanged f) {
        double how = dice.uniform(0, 1);
        if (how < 0.8) {
            say(f.itemId(), ItemVerb.ACCEPT, f.agent());
        } else if (how < 0.9) {
            say(f.itemId(), ItemVerb.REFUSE, f.agent());
        }
    }

    private void work(Fact.ItemChanged f) {
        say(f.itemId(), dice.chance(0.9) ? ItemVerb.COMPLETE : ItemVerb.REFUSE, dice.chance(0.9) ? f.agent() : 0);
    }

    private void looks() {
        world.in(1 + dice.exponential(LOOKS_EVERY_MS), () -> {
            List<Long> there = List.copyOf(open);
            if (world.isCalm()) {
                there.forEach(item -> say(item, ItemVerb.WITHDRAW, 0));
            } else if (!there.isEmpty() && dice.chance(0.2)) {
                say(dice.pick(there), dice.pick(List.of(ItemVerb.values())), dice.between(0, 2));
            }
            looks();
        });
    }

    private void say(long item, ItemVerb verb, int agent) {
        world.send(new ItemSaid(world.request("desk", ""), item, verb, agent, ""));
    }
}
