package hotswitch.server.pipeline;

import hotswitch.acd.AcdCore;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.Snapshot;
import hotswitch.server.recovery.SnapshotWriter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Sees to it, on the core's thread, that the state's hash is journaled and the state written down often enough. */
final class Keeper {
    private final AcdCore core;
    private final EdgeFacts edges;
    private final long bootEpoch;
    private final SnapshotWriter writer;
    private final PipelineRecorder recorder;
    private final Runnable tellFacts;
    private final BytesWriter coreBytes = new BytesWriter();
    private final Interval checkpoint;
    private final Interval snapshot;
    /** Who waits for a checkpoint: by the number in its mark, then, once marked, in the order of the checkpoints. */
    private final Map<Long, CompletableFuture<Void>> asked = new HashMap<>();

    private final Queue<CompletableFuture<Void>> marked = new ArrayDeque<>();
    private long lastAsked;
    private long sequence;
    private long timeNs;
    private final Journal.End batchEnd = new Journal.End();

    /** So many entries, or so long after the first of them. */
    private static final class Interval {
        private final long entriesMax;
        private final long spanNs;
        private long entries;
        private long beganNs;

        Interval(long entriesMax, long spanNs) {
            this.entriesMax = entriesMax;
            this.spanNs = spanNs;
        }

        void count(long nowNs) {
            if (entries == 0) {
                beganNs = nowNs;
            }
            entries++;
        }

        boolean isOver(long nowNs) {
            return entries >= entriesMax || (entries > 0 && nowNs - beganNs >= spanNs);
        }

        void begin() {
            entries = 0;
        }
    }

    /** {@code tellFacts}: has all facts written of which a snapshot or a checkpoint would say that they are. */
    Keeper(
            PipelineConfig.Keeping keeping,
            Recovery.Recovered state,
            SnapshotWriter writer,
            PipelineRecorder recorder,
            Runnable tellFacts) {
        this.tellFacts = tellFacts;
        core = state.core();
        edges = state.edges();
        bootEpoch = state.bootEpoch();
        this.writer = writer;
        this.recorder = recorder;
        batchEnd.set(state.mark());
        sequence = state.mark().sequence();
        timeNs = state.mark().timeNs();
        checkpoint = new Interval(keeping.checkpointEntries(), keeping.checkpointNs());
        snapshot = new Interval(keeping.snapshotEntries(), keeping.snapshotNs());
    }

    void applied(Slot slot) {
        sequence = slot.sequence;
        timeNs = slot.timeNs;
        if (slot.ends) {
            batchEnd.set(slot.end());
        }
        if (slot.kind == Journal.Kind.COMMAND || slot.kind == Journal.Kind.EDGE) {
            checkpoint.count(timeNs);
            snapshot.count(timeNs);
        }
    }

    void afterBatch(CommandProducer producer) {
        if (checkpoint.isOver(timeNs)) {
            checkpoint.begin();
            producer.publishCheckpoint();
        }
        if (snapshot.isOver(timeNs) && !writer.isBusy()) {
            takeSnapshot(new CompletableFuture<>());
        }
    }

    /** Publishes a mark; the future ends when its hash is in the journal. */
    void checkpoint(CommandProducer producer, CompletableFuture<Void> done) {
        lastAsked++;
        asked.put(lastAsked, done);
        producer.publishMark(lastAsked);
    }

    /** {@code number}: that of {@link #checkpoint}, or 0. */
    void marked(long number) {
        CompletableFuture<Void> done = asked.remove(number);
        marked.add(done == null ? new CompletableFuture<>() : done);
    }

    /** Who waited for it finds the facts of all that was before. */
    void checkpointed() {
        tellFacts.run();
        marked.remove().complete(null);
    }

    /** The core stands still while its tables are copied; the rest is done beside it, then {@code done} ends. */
    void takeSnapshot(CompletableFuture<Long> done) {
        long began = System.nanoTime();
        tellFacts.run();
        snapshot.begin();
        core.writeSnapshot(coreBytes.reset());
        Snapshot.At at = new Snapshot.At(sequence, timeNs, batchEnd.mark());
        Snapshot taken = new Snapshot(at, bootEpoch, core.eventSeq(), core.hash(), coreBytes.toBytes(), edges.copy());
        recorder.snapshot(System.nanoTime() - began);
        writer.save(taken, done);
    }
}
