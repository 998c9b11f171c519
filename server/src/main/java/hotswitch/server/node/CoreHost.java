package hotswitch.server.node;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.JournalClock;
import hotswitch.server.pipeline.CommandProducer;
import hotswitch.server.pipeline.OrderSink;
import hotswitch.server.pipeline.Pipeline;
import hotswitch.server.pipeline.PipelineConfig;
import hotswitch.server.pipeline.PipelineRecorder;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The core with its journal: recovered, running, given its configuration. */
final class CoreHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreHost.class);
    static final String REFUSED = "the former agents and queues stay in force: of these there are more than there is"
            + " room for, or one in which somebody waits has another channel; try again when it is empty";

    private static final String ALARM = "CONFIG_REFUSED";
    final StateDir state;
    final Recovery.Recovered recovered;
    final Pipeline pipeline;
    /** The node's own way in. */
    final CommandProducer node;

    private boolean refused;
    private final List<Runnable> factReaders = new CopyOnWriteArrayList<>();
    private final List<Runnable> answerReaders = new CopyOnWriteArrayList<>();

    CoreHost(Path data, NodeConfig.Journal config, OrderSink orders, PipelineRecorder recorder, StartSteps steps) {
        Journal.Sync sync = switch (config.sync()) {
            case PROCESS -> Journal.Sync.PROCESS;
            case POWER -> Journal.Sync.POWER;
        };
        state = StateDir.open(data, sync);
        steps.done("journal");
        recovered = new Recovery(state, this::newCore, FactSink.NONE).recover();
        LOG.info(
                "replayed entries={} up to {}",
                recovered.replayed(),
                recovered.mark().sequence());
        steps.done("replay");
        PipelineConfig shipped = PipelineConfig.shipped(config.threads());
        pipeline = new Pipeline(
                shipped,
                state,
                recovered,
                new Pipeline.Outlets(orders, new Signal(), recorder, Runtime.getRuntime()::halt));
        node = pipeline.producer("node");
        steps.done("ring");
    }

    private AcdCore newCore() {
        return new AcdCore(Limits.PROVINCE, new Flows(), state.blobs());
    }

    /** Wakes the projections: they read the log at their own pace. */
    private final class Signal implements FactSink {
        private boolean answered;

        /** None: the log has them already. */
        @Override
        public boolean takes(int type) {
            answered |= type == FactCodec.REQUEST_DONE;
            return false;
        }

        @Override
        public void fact(long seq, long timeNs, Fact fact) {}

        @Override
        public boolean hurries() {
            return answered;
        }

        @Override
        public void endOfBatch() {
            factReaders.forEach(Runnable::run);
            if (answered) {
                answered = false;
                answerReaders.forEach(Runnable::run);
            }
        }
    }

    /** {@code signal} is run on the core's thread when among the new facts is the answer to a request. */
    void onAnswers(Runnable signal) {
        answerReaders.add(signal);
    }

    /** {@code signal} is run on the core's thread after new facts: cheap, and from now on. */
    void onFacts(Runnable signal) {
        factReaders.add(signal);
    }

    /**
     * Puts the configuration on disk and in force; back when the core has it. False: it keeps the former one (more
     * agents than there is room for, or another channel for a queue in which somebody waits).
     */
    boolean apply(CentreConfig config, String by) {
        BytesWriter bytes = new BytesWriter();
        ConfigCodec.write(config, bytes);
        long coreNs = pipeline.ask(core -> core.view().timeNs()).join();
        String hash = state.blobs().write(bytes.toBytes(), Math.max(coreNs, JournalClock.Source.SYSTEM.wallNs()));
        node.publishInside(new ConfigApplied(Request.unasked(by), hash));
        pipeline.checkpoint().join();
        boolean inForce = pipeline.ask(core -> core.configHash().equals(hash)).join();
        if (inForce == refused) {
            refused = !inForce;
            LOG.warn("{} {}: {}", ALARM, refused ? "raised" : "cleared", REFUSED);
            node.publishInside(new RaiseAlarm(ALARM, REFUSED, refused));
        }
        return inForce;
    }

    /** After {@code pipeline.stop()} and when nobody reads facts any more. */
    @Override
    public void close() {
        state.close();
    }
}
