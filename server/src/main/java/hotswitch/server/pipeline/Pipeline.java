package hotswitch.server.pipeline;

import com.lmax.disruptor.RingBuffer;
import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.JournalClock;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.SnapshotWriter;
import hotswitch.server.recovery.StateDir;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Ring, journal, core and outlets, wired: <i>edge → ring → journaller → core → orders and facts</i>. Journal and
 * core run on one thread or on two; the stages are the same.
 */
public final class Pipeline {
    private final CommandRing ring;
    private final CoreRunner runner;
    private final Keeper keeper;
    private final Recovery.Recovered state;
    private final SnapshotWriter snapshots;
    private final List<StageLoop> loops = new ArrayList<>();
    private final Faults faults;
    private volatile boolean halted;

    /**
     * Where the core's output goes. {@code facts} and {@code orders} are called on the core's thread. {@code halt}
     * ends the process with a status: 70 the core failed, 71 the pipeline did.
     */
    public record Outlets(OrderSink orders, FactSink facts, PipelineRecorder recorder, IntConsumer halt) {
        public static Outlets of(OrderSink orders, FactSink facts) {
            return new Outlets(orders, facts, PipelineRecorder.NONE, Runtime.getRuntime()::halt);
        }
    }

    /**
     * Takes the recovered state over. {@code NodeStarted} is the first command in the ring, whatever comes before
     * start.
     */
    public Pipeline(PipelineConfig config, StateDir dir, Recovery.Recovered state, Outlets outlets) {
        this.state = state;
        DeadlineWait wait = new DeadlineWait(config.waiting());
        ring = new CommandRing(config.ringSize(), config.sideMax(), wait);
        JournalClock clock =
                new JournalClock(JournalClock.Source.SYSTEM, state.mark().timeNs());
        Journaller journaller = new Journaller(ring, dir.journal(), clock, outlets.recorder());
        faults = new Faults(dir.root(), journaller, status -> halt(outlets.halt(), status));
        snapshots = new SnapshotWriter(dir);
        EffectDispatcher effects =
                new EffectDispatcher(outlets.orders(), dir.facts(), outlets.facts(), System::nanoTime);
        keeper = new Keeper(config.keeping(), state, snapshots, outlets.recorder(), effects::tell);
        runner = new CoreRunner(ring, clock, new CoreRunner.Parts(state, effects, faults, keeper, outlets.recorder()));
        wire(config, wait, journaller);
        runner.self().publishInside(new Command.NodeStarted(state.bootEpoch()));
    }

    private void wire(PipelineConfig config, DeadlineWait wait, Journaller journaller) {
        StageLoop.Rules rules = new StageLoop.Rules(config.batchMax(), faults::onPipelineFault);
        RingBuffer<Slot> buffer = ring.buffer();
        if (config.threads() < 2) {
            loops.add(new StageLoop("core", List.of(journaller, runner), buffer.newBarrier(), wait, rules));
        } else {
            StageLoop first = new StageLoop("journal", List.of(journaller), buffer.newBarrier(), wait, rules);
            loops.add(first);
            loops.add(new StageLoop("core", List.of(runner), buffer.newBarrier(first.sequence), wait, rules));
        }
        buffer.addGatingSequences(loops.getLast().sequence);
    }

    /** Goes live; returns when the core has seen {@code NodeStarted}. */
    public void start() {
        loops.forEach(StageLoop::start);
        checkpoint().join();
    }

    /**
     * Gives journal and core to a thread that has other work too; {@code wake}, called from any thread, has it run
     * them soon. Only where they are on one thread. {@link #moveOut} before that thread ends.
     */
    public Guest moveIn(Runnable wake) {
        if (loops.size() != 1) {
            throw new IllegalStateException("journal and core have " + loops.size() + " threads");
        }
        return loops.getFirst().moveIn(ring.buffer()::isAvailable, wake);
    }

    /** They have a thread of their own again; their host does not call them any more. */
    public void moveOut() {
        loops.getFirst().start();
    }

    /** A way in for one edge; may be had, but not used, before {@link #start}. */
    public CommandProducer producer(String name) {
        return ring.producer(name);
    }

    public CommandRing ring() {
        return ring;
    }

    public long bootEpoch() {
        return state.bootEpoch();
    }

    /** Looks at the core between two batches, on its thread: be quick and keep nothing of it. */
    public <T> CompletableFuture<T> ask(Function<AcdCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        onCoreThread(() -> {
            try {
                answer.complete(question.apply(state.core()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** The edge facts of this moment. */
    public CompletableFuture<EdgeFacts> edges() {
        return ask(core -> state.edges().copy());
    }

    /** Ends when everything published by this thread before is applied, and the state's hash is in the journal. */
    public CompletableFuture<Void> checkpoint() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        onCoreThread(() -> keeper.checkpoint(runner.self(), done));
        return done;
    }

    /** Ends, with its sequence, when a snapshot is on the disk. */
    public CompletableFuture<Long> snapshot() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        onCoreThread(() -> keeper.takeSnapshot(done));
        return done;
    }

    /**
     * Clean stop: applies what is in the ring, journals the state's hash, writes a snapshot, ends the threads.
     * Nothing may be published any more. Gives up waiting after half a minute and ends the threads anyway:
     * recovery does the rest.
     */
    public void stop() {
        if (!halted) {
            checkpoint()
                    .thenCompose(nothing -> snapshot())
                    .handle((sequence, failure) -> sequence)
                    .completeOnTimeout(0L, 30, TimeUnit.SECONDS)
                    .join();
        }
        abandon();
    }

    /** Ends the threads and no more. */
    void abandon() {
        loops.forEach(StageLoop::stop);
        snapshots.close();
    }

    /** In production the first line does not return. */
    private void halt(IntConsumer process, int status) {
        process.accept(status);
        halted = true;
    }

    private void onCoreThread(Runnable task) {
        runner.add(task);
        loops.getLast().poke();
    }
}
