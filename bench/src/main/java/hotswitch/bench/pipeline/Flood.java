package hotswitch.bench.pipeline;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Limits;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.Journal;
import hotswitch.server.pipeline.CommandProducer;
import hotswitch.server.pipeline.Guest;
import hotswitch.server.pipeline.Pipeline;
import hotswitch.server.pipeline.PipelineConfig;
import hotswitch.server.pipeline.PipelineRecorder;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A centre behind its pipeline, and an edge that gives it calls, all on this thread, as shipped ({@code
 * journal.threads: 0}): the edge fills the ring, then ring, journal and core take the batch.
 */
final class Flood implements AutoCloseable {
    private static final long NS_PER_S = 1_000_000_000;
    private static final Request NOBODY = Request.unasked("bench");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StateDir dir;
    private final Pipeline pipeline;
    private final Guest guest;
    private final CommandProducer edge;
    private final int batch;
    private final Callers callers;
    private final Figures figures = new Figures();

    /** What this thread did in a measurement; {@code cpuNs}: of its own, the edge's part included. */
    record Throughput(long commands, long batches, long bytes, long journalNs, long coreNs, long tookNs, long cpuNs) {
        Throughput since(Throughput before) {
            return new Throughput(
                    commands - before.commands,
                    Math.max(1, batches - before.batches),
                    bytes - before.bytes,
                    journalNs - before.journalNs,
                    coreNs - before.coreNs,
                    tookNs - before.tookNs,
                    cpuNs - before.cpuNs);
        }

        double perSecond() {
            return commands * (double) NS_PER_S / tookNs;
        }
    }

    Flood(Path data, Journal.Sync sync, Callers.Kind kind, int agents) throws IOException {
        dir = StateDir.open(data, sync);
        Recovery.Recovered state = new Recovery(
                        dir, () -> new AcdCore(Limits.PROVINCE, new Flows(), dir.blobs()), FactSink.NONE)
                .recover();
        PipelineConfig config = PipelineConfig.shipped(0);
        batch = config.batchMax();
        callers = new Callers(kind, state.bootEpoch());
        Pipeline.Outlets outlets = new Pipeline.Outlets(callers, FactSink.NONE, figures, Runtime.getRuntime()::halt);
        pipeline = new Pipeline(config, dir, state, outlets);
        edge = pipeline.producer("bench");
        pipeline.start();
        guest = pipeline.moveIn(() -> {});
        Path conf = Files.createDirectory(data.resolve("conf"));
        BenchConf.write(conf, agents);
        if (kind == Callers.Kind.HOTLINE) {
            BenchConf.overlay("conf-hotline-call", conf);
        }
        String hash = switch (ConfigLoader.load(conf, List.of())) {
            case LoadResult.Loaded loaded ->
                dir.blobs().write(ConfigCodec.toBytes(loaded.config().centre()));
            case LoadResult.Faulty faulty ->
                throw new IOException(faulty.faults().toString());
        };
        edge.publishInside(new ConfigApplied(NOBODY, hash));
        for (int i = 0; i < agents; i++) {
            String seat = Integer.toString(BenchConf.FIRST_SEAT + i);
            edge.publishInside(new DeviceUp(seat));
            edge.publishInside(new SetAgentState(NOBODY, BenchConf.FIRST_SEAT + i, AgentTarget.READY, "", seat));
        }
        for (int i = 0; i < agents; i++) {
            callers.arrive();
        }
        callers.again(true);
        settle();
    }

    private static final class Figures implements PipelineRecorder {
        private long commands;
        private long batches;
        private long bytes;
        private long journalNs;
        private long coreNs;

        @Override
        public void journaled(int entries, int length, long tookNs) {
            bytes += length;
            journalNs += tookNs;
        }

        @Override
        public void applied(int entries, long tookNs) {
            coreNs += tookNs;
            batches++;
            commands += entries;
        }

        @Override
        public void snapshot(long pausedNs) {}

        Throughput now() {
            return new Throughput(
                    commands, batches, bytes, journalNs, coreNs, System.nanoTime(), THREADS.getCurrentThreadCpuTime());
        }
    }

    /** The edge's part: at most so many commands for the ring. */
    private void publish(int most) {
        int published = 0;
        for (Command next = callers.next(); next != null; next = published < most ? callers.next() : null) {
            edge.publishInside(next);
            published++;
        }
    }

    /** As its host takes it. */
    private boolean turn() {
        boolean some = guest.run();
        guest.restNs();
        return some;
    }

    /** Until everything that was published is applied. */
    private void settle() {
        CompletableFuture<Void> done = pipeline.checkpoint();
        while (!done.isDone()) {
            turn();
        }
    }

    /** Each call that is offered is answered, ended, and another one comes at once; a batch is full. */
    Throughput flood(double seconds) {
        Throughput before = figures.now();
        long end = System.nanoTime() + (long) (seconds * NS_PER_S);
        while (System.nanoTime() < end) {
            publish(batch);
            turn();
        }
        return figures.now().since(before);
    }

    /**
     * Calls at this pace, whether those before are through or not; for each the ns from when it was due to the order to
     * offer it. What became due during a batch is the next batch.
     */
    long[] paced(int callsPerSecond, double seconds) {
        callers.again(false);
        settle();
        endAll();
        long[] took = new long[(int) (callsPerSecond * seconds)];
        long everyNs = NS_PER_S / callsPerSecond;
        long firstNs = System.nanoTime() + everyNs;
        long before = callers.offers();
        int due = 0;
        int offered = 0;
        while (offered < took.length) {
            long nowNs = System.nanoTime();
            for (; due < took.length && firstNs + due * everyNs <= nowNs; due++) {
                callers.arrive();
            }
            publish(batch);
            if (!turn() && due < took.length) {
                LockSupport.parkNanos(firstNs + due * everyNs - System.nanoTime());
            }
            for (; offered < callers.offers() - before; offered++) {
                took[offered] = callers.offeredNs() - (firstNs + offered * everyNs);
            }
        }
        endAll();
        return took;
    }

    private void endAll() {
        boolean some = true;
        while (some) {
            publish(batch);
            some = turn();
        }
    }

    @Override
    public void close() {
        pipeline.moveOut();
        pipeline.stop();
        dir.close();
    }
}
