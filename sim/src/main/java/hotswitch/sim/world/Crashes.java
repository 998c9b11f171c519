package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegLost;
import hotswitch.acd.Command.NodeStarted;
import hotswitch.acd.Ids;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.snapshot.StateView;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * kill -9 and what follows: orders on their way are lost, the last commands were perhaps not journaled, perhaps
 * journaled
 * and not seen by the core; then snapshot and journal make the same core again, and its legs are compared with the
 * edge's.
 */
public final class Crashes {
    private static final double LEG_LOST = 0.2;
    /** So that a life with many crashes does not replay itself for ever. */
    private static final int SNAPSHOT_AFTER = 500;

    private final World world;
    private final Dice dice;
    private boolean down;
    private int commandsLeft;
    private Point point = Point.NONE;
    private long boot = 1;

    private enum Point {
        NONE,
        BEFORE_THE_JOURNAL,
        BEFORE_THE_CORE,
        BEFORE_THE_EDGE
    }

    Crashes(World world) {
        this.world = world;
        this.dice = world.dice("crashes");
    }

    public long boot() {
        return boot;
    }

    public boolean down() {
        return down;
    }

    /** Orders reach nobody any more. */
    boolean deaf() {
        return point != Point.NONE;
    }

    /** The process will die within the next commands. */
    public void plan() {
        if (point == Point.NONE && !down) {
            commandsLeft = dice.between(0, 5);
            point = dice.pick(List.of(Point.BEFORE_THE_JOURNAL, Point.BEFORE_THE_CORE, Point.BEFORE_THE_EDGE));
        }
    }

    /** It dies at once. */
    public void now() {
        point = Point.NONE;
        down = true;
        world.in(dice.chance(0.5) ? dice.between(0, 100) : dice.exponential(10_000), this::recover);
    }

    /** True: this command is not carried out, the process died before. */
    boolean swallows(Command command) {
        if (point == Point.NONE || commandsLeft-- > 0) {
            return false;
        }
        switch (point) {
            case NONE, BEFORE_THE_JOURNAL -> {}
            case BEFORE_THE_CORE -> world.journal.append(command, world.nowNs());
            case BEFORE_THE_EDGE -> world.take(command);
        }
        if (!down) {
            now();
        }
        return true;
    }

    private void recover() {
        Journal journal = world.journal;
        var before = world.core;
        boolean allSeen = journal.entries.isEmpty()
                || (journal.entries.getLast().seen
                        && journal.entries.getLast().fault.isEmpty());
        boolean useSnapshot = journal.snapshot() != null && dice.chance(0.95);
        replay(useSnapshot);
        world.require(
                !allSeen || world.core.hash().equals(before.hash()),
                () -> "REPLAY " + Text.difference(world.core.hash(), before.hash()));
        world.require(!allSeen || world.core.view().equals(before.view()), () -> "REPLAY the views differ");
        down = false;
        world.send(new NodeStarted(++boot));
        reconcile();
        if (journal.entries.size() - journal.snapshotAt() > SNAPSHOT_AFTER) {
            world.snapshot();
        }
    }

    /** The whole journal, or what came after the snapshot. */
    void replay(boolean useSnapshot) {
        Journal journal = world.journal;
        world.core = world.newCore();
        if (useSnapshot) {
            world.core.readSnapshot(new BytesReader(journal.snapshot()));
        }
        for (int i = useSnapshot ? journal.snapshotAt() : 0; i < journal.entries.size(); i++) {
            Journal.Entry entry = journal.entries.get(i);
            int number = i + 1;
            try {
                replay(entry, number);
            } catch (IllegalStateException | IllegalArgumentException | NullPointerException e) {
                boolean drill = entry.command instanceof FaultDrill && entry.fault.isEmpty();
                world.require(drill, () -> "EXCEPTION in replay of " + number + ": " + e);
                entry.fault = "fault drill";
                replay(useSnapshot);
                return;
            }
        }
    }

    private void replay(Journal.Entry entry, int number) {
        Said said = new Said();
        if (entry.fault.isEmpty()) {
            world.core.onCommand(entry.command, entry.timeNs, said);
        } else {
            world.core.skip(entry.command, entry.fault, entry.timeNs, said);
        }
        if (!entry.seen) {
            world.seen(entry, said);
            return;
        }
        world.require(
                said.hash() == entry.said,
                () -> "REPLAY of " + number + " says something else: " + said.orders + said.facts);
        world.require(
                entry.after == null || world.core.hash().equals(entry.after),
                () -> "REPLAY of " + number + " leads elsewhere");
    }

    /** What the core wants against what the edge has: bound again, sent again, or lost. */
    private void reconcile() {
        StateView view = world.view();
        Set<Long> wanted = new TreeSet<>();
        for (StateView.LegRow row : view.legs()) {
            wanted.add(row.id());
        }
        for (EdgeLeg leg : world.edge.legs()) {
            if (!wanted.contains(leg.id)) {
                world.edge.ended(leg);
            }
        }
        for (StateView.LegRow row : view.legs()) {
            // What was said of others since may have changed it.
            StateView.LegRow now = world.wanted(row.id());
            if (now != null) {
                reconcile(now);
            }
        }
        for (StateView.SegmentRow row : view.obligations()) {
            if (!row.open()) {
                world.edge.keep(row.callId(), row.segment());
            }
        }
    }

    private void reconcile(StateView.LegRow row) {
        EdgeLeg leg = world.edge.leg(row.id());
        boolean unsent = leg == null && row.state().equals("INITIATED") && Ids.isOfCore(row.id());
        if (unsent && !dice.chance(LEG_LOST)) {
            world.edge.ring(new EdgeLeg(row.id(), row.callId(), false, row.device()));
        } else if (leg == null || dice.chance(world.chaos(Fault.CRASH) * LEG_LOST)) {
            world.edge.ended(leg);
            world.edge.tell(new LegLost(row.id(), "restart"));
        } else {
            bind(leg, row);
        }
    }

    private void bind(EdgeLeg leg, StateView.LegRow row) {
        boolean connected = row.state().equals("CONNECTED");
        if (leg.answered && !connected) {
            world.edge.tell(new LegAnswered(leg.id));
        } else if (connected) {
            world.edge.answered(leg);
        }
        if (row.playing().playId() != 0) {
            world.edge.play(leg.id, row.playing().playId(), row.playing().loop());
        }
        world.edge.bridge(leg, world.edge.leg(row.peer()));
    }
}
