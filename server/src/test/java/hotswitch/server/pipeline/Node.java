package hotswitch.server.pipeline;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.QueueWords;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A node without edges: real directory, real core, real pipeline; what comes out is kept in lists. */
final class Node implements AutoCloseable {
    final StateDir dir;
    final Recovery.Recovered recovered;
    final StateHash recoveredHash;
    final Pipeline pipeline;
    final CommandProducer edge;
    final List<Fact> replayed = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> halted = new CompletableFuture<>();
    /** Entries since the start. */
    final AtomicLong journaled = new AtomicLong();

    private Host host;

    /** Orders are of no interest here. */
    static final OrderSink NOWHERE = new OrderSink() {
        @Override
        public void order(Order order) {}

        @Override
        public void endOfBatch() {}
    };

    private final class Counting implements PipelineRecorder {
        @Override
        public void journaled(int entries, int bytes, long tookNs) {
            journaled.addAndGet(entries);
        }

        @Override
        public void applied(int entries, long tookNs) {}

        @Override
        public void snapshot(long pausedNs) {}
    }

    /** A centre without flows. */
    static final class NoFlows implements CallFlow {
        @Override
        public void load(String version, String flows) {}

        @Override
        public void retain(SortedSet<String> versions) {}

        @Override
        public boolean knows(String version, String flow) {
            return false;
        }

        @Override
        public String contentHash(String version, String flow) {
            return "";
        }

        @Override
        public String after(String version, String dnis, String queue) {
            return "";
        }

        @Override
        public List<String> inQueue(String version, String language, QueueWords words) {
            return List.of();
        }

        @Override
        public FlowStep next(FlowRun run, FlowInput input, CentreSight sight, long nowNs) {
            return new FlowStep.Hangup("no flow");
        }
    }

    private Node(Path data, PipelineConfig config, FactSink facts) {
        dir = StateDir.open(data, Journal.Sync.PROCESS);
        recovered = recover(dir, (seq, timeNs, fact) -> replayed.add(fact));
        recoveredHash = recovered.core().hash();
        Pipeline.Outlets outlets = new Pipeline.Outlets(NOWHERE, facts, new Counting(), halted::complete);
        pipeline = new Pipeline(config, dir, recovered, outlets);
        edge = pipeline.producer("edge");
    }

    static Recovery.Recovered recover(StateDir dir, FactSink facts) {
        return new Recovery(dir, () -> new AcdCore(Limits.PROVINCE, new NoFlows(), dir.blobs()), facts).recover();
    }

    static Node start(Path data, PipelineConfig config, FactSink facts) {
        Node node = new Node(data, config, facts);
        node.pipeline.start();
        if (config.threads() == 0) {
            node.host = new Host(node.pipeline::moveIn);
        }
        return node;
    }

    static Node start(Path data, int threads) {
        return start(data, config(threads, 1_024), (seq, timeNs, fact) -> {});
    }

    static PipelineConfig config(int threads, int ringSize) {
        PipelineConfig.Keeping keeping = new PipelineConfig.Keeping(500, 60_000_000_000L, 1_000, 60_000_000_000L);
        return new PipelineConfig(ringSize, 100_000, threads, PipelineConfig.Waiting.PARK, 256, keeping);
    }

    /** A command whose fact names the same subject. */
    static Command audit(String by, long n) {
        return new Command.Audit(Request.unasked(by), "counted", Long.toString(n), true, "");
    }

    StateHash hash() {
        return pipeline.ask(AcdCore::hash).join();
    }

    /** Of {@link #audit} in the log, in its order. */
    static List<String> audited(StateDir dir, String by) {
        List<String> subjects = new CopyOnWriteArrayList<>();
        dir.facts().read(0, Integer.MAX_VALUE, (seq, timeNs, fact) -> {
            if (fact instanceof Fact.Audited audited && audited.by().equals(by)) {
                subjects.add(audited.subject());
            }
        });
        return subjects;
    }

    @Override
    public void close() {
        if (host != null) {
            host.leave();
            pipeline.moveOut();
        }
        pipeline.stop();
        dir.close();
    }

    /** As if the process had died: nothing is told, nothing drained. */
    void die() {
        if (host != null) {
            host.leave();
        }
        pipeline.abandon();
        dir.close();
    }
}
