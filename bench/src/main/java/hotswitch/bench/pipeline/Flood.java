package hotswitch.bench.pipeline;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Ids;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.journal.Journal;
import hotswitch.server.pipeline.CommandProducer;
import hotswitch.server.pipeline.OrderSink;
import hotswitch.server.pipeline.Pipeline;
import hotswitch.server.pipeline.PipelineConfig;
import hotswitch.server.pipeline.PipelineRecorder;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A centre behind its pipeline, and a thread that gives it calls: as many as it takes, or so many a second. */
final class Flood implements AutoCloseable {
    private static final int RING = 16_384;
    private static final Request NOBODY = Request.unasked("bench");

    private final StateDir dir;
    private final Pipeline pipeline;
    private final CommandProducer edge;
    private final Offers offers = new Offers();
    private final Figures figures = new Figures();
    private long calls;

    /** What the pipeline's thread did in a measurement. */
    record Throughput(long commands, long batches, long bytes, long journalNs, long coreNs, long tookNs, long cpuNs) {}

    Flood(Path data, Journal.Sync sync, int agents, int batch) throws IOException {
        dir = StateDir.open(data, sync);
        Recovery.Recovered state = new Recovery(
                        dir, () -> new AcdCore(Limits.PROVINCE, new Flows(), dir.blobs()), (seq, timeNs, fact) -> {})
                .recover();
        PipelineConfig config = new PipelineConfig(
                RING, 400_000, 1, PipelineConfig.Waiting.PARK, batch, PipelineConfig.Keeping.SHIPPED);
        Pipeline.Outlets outlets =
                new Pipeline.Outlets(offers, (seq, timeNs, fact) -> {}, figures, Runtime.getRuntime()::halt);
        pipeline = new Pipeline(config, dir, state, outlets);
        edge = pipeline.producer("bench");
        pipeline.start();
        Path conf = Files.createDirectory(data.resolve("conf"));
        BenchConf.write(conf, agents);
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
            arrive();
        }
        pipeline.checkpoint().join();
    }

    /** Legs that ring, from the core's thread to ours; and when they began to, where that is asked for. */
    private static final class Offers implements OrderSink {
        private final Queue<Order.OfferLeg> ringing = new ConcurrentLinkedQueue<>();
        private final Queue<Long> times = new ConcurrentLinkedQueue<>();
        private volatile boolean timed;

        @Override
        public void order(Order order) {
            if (order instanceof Order.OfferLeg offer) {
                ringing.add(offer);
                if (timed) {
                    times.add(System.nanoTime());
                }
            }
        }

        @Override
        public void endOfBatch() {}
    }

    private static final class Figures implements PipelineRecorder {
        private volatile long commands;
        private volatile long batches;
        private volatile long bytes;
        private volatile long journalNs;
        private volatile long coreNs;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void journaled(int entries, int length, long tookNs) {
            bytes += length;
            journalNs += tookNs;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void applied(int entries, long tookNs) {
            coreNs += tookNs;
            batches++;
            commands += entries;
        }

        @Override
        public void snapshot(long pausedNs) {}

        Throughput now(long cpuNs) {
            return new Throughput(commands, batches, bytes, journalNs, coreNs, System.nanoTime(), cpuNs);
        }
    }

    private void arrive() {
        long callId = Ids.ofEdge(pipeline.bootEpoch(), 2 * calls);
        edge.publishInside(new CallArrived(callId, callId + 2, "13900000000", "12345", "carrier"));
        calls++;
    }

    private void talkAndEnd(Order.OfferLeg offer) {
        edge.publishInside(new LegAnswered(offer.legId()));
        Command clear = new LegCleared(offer.callId() + 2, "bye");
        edge.publishInside(clear);
    }

    /** Each call that is offered is answered, ended, and another one comes at once. */
    Throughput flood(double seconds) {
        Throughput before = figures.now(cpuNs());
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            Order.OfferLeg offer = offers.ringing.poll();
            if (offer == null) {
                Thread.onSpinWait();
            } else {
                talkAndEnd(offer);
                arrive();
            }
        }
        Throughput after = figures.now(cpuNs());
        return new Throughput(
                after.commands() - before.commands(),
                Math.max(1, after.batches() - before.batches()),
                after.bytes() - before.bytes(),
                after.journalNs() - before.journalNs(),
                after.coreNs() - before.coreNs(),
                after.tookNs() - before.tookNs(),
                after.cpuNs() - before.cpuNs());
    }

    /** Calls one by one at this pace; for each the ns from its arrival's publishing to the order to offer it. */
    long[] paced(int callsPerSecond, double seconds) {
        pipeline.checkpoint().join();
        drain();
        offers.timed = true;
        List<Long> sent = new ArrayList<>();
        long begin = System.nanoTime();
        long everyNs = 1_000_000_000L / callsPerSecond;
        for (long n = 0; n < callsPerSecond * seconds; n++) {
            long due = begin + n * everyNs;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sent.add(System.nanoTime());
            arrive();
            drain();
        }
        pipeline.checkpoint().join();
        offers.timed = false;
        long[] took = new long[sent.size()];
        for (int i = 0; i < took.length; i++) {
            took[i] = offers.times.remove() - sent.get(i);
        }
        drain();
        return took;
    }

    private void drain() {
        for (Order.OfferLeg offer = offers.ringing.poll(); offer != null; offer = offers.ringing.poll()) {
            talkAndEnd(offer);
        }
    }

    /** Of the pipeline's thread. */
    private static long cpuNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals("core")) {
                return threads.getThreadCpuTime(info.getThreadId());
            }
        }
        throw new IllegalStateException("the pipeline's thread is not there");
    }

    @Override
    public void close() {
        pipeline.stop();
        dir.close();
    }
}
