package hotswitch.server.pipeline;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.JournalClock;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.Recovery;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Second stage: applies what is on disk, hands the effects out, and has a Tick published when a deadline is due. */
final class CoreRunner implements StageLoop.Stage {
    private final CommandRing ring;
    private final AcdCore core;
    private final EdgeFacts edges;
    private final EffectDispatcher effects;
    private final Faults faults;
    private final JournalClock clock;
    private final Keeper keeper;
    private final PipelineRecorder recorder;
    private final CommandProducer self;
    private final BytesReader reader = BytesReader.lasting();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private boolean tickPending;

    /** What the stage works with: the edge facts and the core are its own from here on. */
    record Parts(
            Recovery.Recovered state,
            EffectDispatcher effects,
            Faults faults,
            Keeper keeper,
            PipelineRecorder recorder) {}

    CoreRunner(CommandRing ring, JournalClock clock, Parts parts) {
        this.ring = ring;
        this.clock = clock;
        core = parts.state.core();
        edges = parts.state.edges();
        effects = parts.effects;
        faults = parts.faults;
        keeper = parts.keeper;
        recorder = parts.recorder;
        self = ring.producer("core");
    }

    /** Runs between two batches on the core's thread; poke the thread after it. */
    void add(Runnable task) {
        tasks.add(task);
    }

    CommandProducer self() {
        return self;
    }

    @Override
    public void onBatch(long first, long last) {
        long began = System.nanoTime();
        for (long at = first; at <= last; at++) {
            Slot slot = ring.slot(at);
            if (slot.kind != null) {
                apply(slot);
                keeper.applied(slot);
            }
        }
        effects.endOfBatch();
        recorder.applied((int) (last - first + 1), System.nanoTime() - began);
    }

    @Override
    public void onBatchDone() {
        ring.releaseHeld();
        runTasks();
        keeper.afterBatch(self);
    }

    @Override
    public void onRest() {
        effects.rest();
    }

    @Override
    public void onWake() {
        runTasks();
        effects.rest();
        if (!tickPending && core.nextDeadlineNs() <= clock.nowNs()) {
            tickPending = self.tryPublish(Journal.Kind.COMMAND, new Command.Tick(), CommandCodec::write);
        }
    }

    @Override
    public boolean wakes(DeadlineWait.Sleeper sleeper) {
        long dueNs = core.nextDeadlineNs();
        boolean ticks = !tickPending && dueNs != Long.MAX_VALUE;
        boolean tells = effects.gathers();
        long tellNano = effects.dueNano();
        long tickNano = ticks ? clock.nanoTimeAt(Math.max(0, dueNs)) : tellNano;
        sleeper.wakeAtNano = tells && tellNano - tickNano < 0 ? tellNano : tickNano;
        return ticks || tells;
    }

    private void apply(Slot slot) {
        switch (slot.kind) {
            case COMMAND -> command(slot);
            case EDGE -> edge(slot);
            case MARK -> mark(slot);
            case CHECKPOINT -> keeper.checkpointed();
            case SKIP -> throw new IllegalStateException("a skip does not come through the ring");
        }
    }

    /** Only where somebody has to read them: the bytes of a ring's slots lie far apart. */
    private BytesReader bytes(Slot slot) {
        return reader.wrap(
                slot.bytes().buffer(), slot.bytes().offset(), slot.bytes().length());
    }

    private void edge(Slot slot) {
        edges.apply(bytes(slot));
    }

    private void command(Slot slot) {
        Command command = slot.command;
        slot.command = null;
        try {
            if (command == null) {
                command = CommandCodec.read(bytes(slot));
            }
            core.onCommand(command, slot.timeNs, effects);
        } catch (Throwable fault) {
            faults.onCoreFault(slot.sequence, slot.timeNs, command, fault);
        }
        effects.commit();
        if (command instanceof Command.Tick) {
            tickPending = false;
        }
    }

    private void mark(Slot slot) {
        keeper.marked(bytes(slot).i64());
        long sequence = slot.sequence;
        StateHash hash = core.hash();
        self.publish(Journal.Kind.CHECKPOINT, hash, (h, out) -> Recovery.encodeCheckpoint(sequence, h, out));
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
