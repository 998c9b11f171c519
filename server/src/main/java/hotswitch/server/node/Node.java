package hotswitch.server.node;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ClearCall;
import hotswitch.acd.Command.Drain;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.RequestDone;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.Telephony;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.cti.Cti;
import hotswitch.server.cti.LiveView;
import hotswitch.server.cti.Tokens;
import hotswitch.server.cti.live.TrunkRow;
import hotswitch.server.edge.CoreLink;
import hotswitch.server.edge.Edges;
import hotswitch.server.journal.FactReader;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.JournalClock;
import hotswitch.server.metrics.Metrics;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.HuntRecords;
import hotswitch.server.store.FactTail;
import hotswitch.server.store.RecordStore;
import hotswitch.server.store.Records;
import hotswitch.server.store.Stoppage;
import hotswitch.server.trace.LogLevels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One switch: everything that {@code serve} starts, in order, and stops in the opposite one. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long CLEAR_S = 5;
    /** For carriers to hear that we are registered no more. */
    private static final long LEAVE_S = 3;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int REQUESTS_PER_BOOT_BITS = 32;
    private final Path data;
    private final Supplier<LoadResult> conf;
    private final LongSupplier nanoTime;
    final Metrics metrics = new Metrics();
    private final LiveView view = new LiveView();
    private volatile ServerConfig config;
    private volatile boolean serving = true;
    /** Of the signalling loop; what a later configuration says comes with the next start. */
    private boolean coreIsGuest;

    private Edges edges;
    private CoreHost core;
    private RecordStore store;
    private FactTail live;
    private FactTail records;
    private Watch watch;
    private HeapPages pages;
    private ThreadRanks ranks;
    private DiskGuard guard;
    private Upkeep upkeep;
    private Cti api;

    /** {@code conf}: reads the configuration folder, now and at each reload. */
    public Node(Path data, ServerConfig config, Supplier<LoadResult> conf) {
        this(data, config, conf, System::nanoTime);
    }

    /** {@code nanoTime}: by which the edges go; a test lets 64*T1 pass at once. */
    Node(Path data, ServerConfig config, Supplier<LoadResult> conf, LongSupplier nanoTime) {
        this.data = data;
        this.nanoTime = nanoTime;
        this.config = config;
        this.conf = conf;
    }

    /** Throws where something cannot be opened: an address in use, a folder locked, a damaged journal. */
    public void start(StartSteps steps) throws IOException {
        Files.createDirectories(data);
        CompletableFuture<RecordStore> tables = CompletableFuture.supplyAsync(() -> steps.beside(
                "tables", () -> RecordStore.open(data, config.node().store().url())));
        edges = new Edges(config.node(), metrics, nanoTime);
        steps.done("edges");
        core = new CoreHost(data, config.node().journal(), edges.orders(), new PipelineFigures(metrics), steps);
        metrics.counts("hotswitch.edge.facts.lost", core.recovered.edges()::passedOver);
        store = tables.join();
        steps.done("tables");
        if (store.last() + 1 < core.state.facts().first()) {
            LOG.warn(
                    "the tables are rebuilt from fact {} on, the oldest kept: older calls are in none any more",
                    core.state.facts().first());
        }
        long boot = core.pipeline.bootEpoch();
        edges.open(Setups.of(config), ways(), place(boot));
        edges.targets(config.http());
        steps.done("ports");
        core.pipeline.start();
        core.apply(config.centre(), "start");
        StateView state = core.pipeline.ask(c -> c.view()).join();
        view.configure(config.centre());
        view.seed(state);
        seedAlarms();
        metrics.openObligations(state.obligations().size());
        project(boot);
        steps.done("projections");
        int hunted = HuntRecords.takeIn(
                data, core.node::publishInside, () -> core.pipeline.checkpoint().join());
        if (hunted > 0) {
            LOG.info("calls of hunt-only mode taken in calls={}", hunted);
            state = core.pipeline.ask(c -> c.view()).join();
        }
        EdgeFacts facts = core.pipeline.edges().join();
        Telephony.Recovered recovered = edges.start(state, facts);
        LOG.info(
                "recovered legs bound={} triedAgain={} ended={} lost={}",
                recovered.bound(),
                recovered.triedAgain(),
                recovered.ended(),
                recovered.lost());
        coreIsGuest = config.node().journal().threads() == 0;
        if (coreIsGuest) {
            edges.takeIn(core.pipeline);
        }
        steps.done("legs");
        serve();
        steps.done("api");
        pages = HeapPages.start();
        ranks = ThreadRanks.start(config.node().node().realtime());
        LOG.info("started ms {}", steps);
    }

    /** The tables may lag behind the log: what they have not taken yet comes from there. */
    private void seedAlarms() {
        store.records().alarms().forEach(view::onAlarm);
        try (FactReader later = follower()) {
            FactSink alarms = (seq, timeNs, fact) -> {
                if (seq <= view.seq() && fact instanceof Fact.Alarm alarm) {
                    view.onAlarm(alarm);
                }
            };
            while (later.next() <= view.seq() && later.poll(1_000, alarms) > 0) {}
        }
    }

    /** Facts before the oldest kept are in the tables, or nowhere. */
    private long firstForTables() {
        return Math.max(store.last() + 1, core.state.facts().first());
    }

    private Edges.Ways ways() {
        return new Edges.Ways(
                new CoreLink(core.pipeline.producer("signalling")),
                core.pipeline.producer("media")::publishInside,
                core.pipeline.producer("recording")::publishInside,
                core.pipeline.producer("http")::publishInside);
    }

    private Edges.Place place(long boot) throws IOException {
        return new Edges.Place(
                config.folder(),
                data,
                config.prompts(),
                NodeKey.of(data),
                boot,
                callId -> store.records().held(callId),
                view::at);
    }

    private void project(long boot) {
        api = new Cti(core.state.facts(), core.node::publishInside, boot << REQUESTS_PER_BOOT_BITS);
        Stoppage unseen = new Stoppage("VIEW_STOPPED", core.node::publishInside, () -> null);
        Stoppage unwritten = new Stoppage("TABLES_STOPPED", core.node::publishInside, () -> {
            store.again();
            return follower();
        });
        unseen.begin("live", view::raised, metrics);
        unwritten.begin("records", view::raised, metrics);
        FactReader leader = core.state.facts().reader(view.seq() + 1);
        LiveFacts following = new LiveFacts(view, metrics, edges::seatChanged, this::answer);
        live = new FactTail("live", leader, following, FactTail.Rest.OF_THE_VIEW, unseen);
        records = new FactTail("records", follower(), store, FactTail.Rest.OF_THE_TABLES, unwritten);
        core.onFacts(live::signal);
        core.onAnswers(live::hurry);
        core.onFacts(records::signal);
        core.onFacts(api::signal);
        live.start();
        records.start();
        watch = new Watch(
                new Watch.Sight(view::idleWhileQueued, look -> ask(c -> look ? c.idleWhileQueued() : null)),
                new Watch.Outlets(core.node::publishInside, view::raised, new SelfDump(data, this::ask)::write));
        watch.show(metrics);
    }

    private FactReader follower() {
        return core.state.facts().reader(firstForTables());
    }

    private void answer(RequestDone done) {
        if (done.requestId() < 0) {
            edges.requestDone(done.requestId(), done.status()).exceptionally(fault -> {
                LOG.error("answering a feature code", fault);
                return null;
            });
        } else {
            api.answer(done);
        }
    }

    private void serve() throws IOException {
        metrics.show(view, config.centre().queues().stream().map(q -> q.name()).toList(), this::trunkRows);
        MediaFigures.show(edges.view(), metrics);
        JvmFigures.show(metrics);
        watch.start();
        keepUp();
        Cti.Sources sources = new Cti.Sources(
                view,
                store.records(),
                data.resolve("recordings"),
                this::trunkRows,
                () -> Setups.phones(edges.view()),
                this::audio,
                this::inventory);
        Cti.Operator operator = new Cti.Operator(
                Clock.systemUTC(),
                Tokens.of(data),
                () -> config.roles(),
                () -> config.kpi(),
                this::reload,
                metrics::scrape,
                () -> serving && !guard.full(),
                new LogLevels());
        api.listen(config.node().api().address(), config.node().api().port(), sources, operator);
    }

    private void keepUp() {
        guard = new DiskGuard(
                config.node().node().disk(),
                DiskGuard.Disk.of(data),
                new DiskGuard.Outlets(core.node::publishInside, edges::admit),
                view::raised);
        metrics.gauges("hotswitch.data.free.bytes", guard::freeBytes);
        upkeep = new Upkeep(
                core.state,
                new Upkeep.Needs(
                        () -> config.node().journal().days(),
                        () -> Math.min(store.last(), view.seq()),
                        JournalClock.Source.SYSTEM::wallNs),
                guard,
                core.node::publishInside);
        CertificateWatch certificate = new CertificateWatch(edges::certificate, core.node::publishInside, view::raised);
        if (config.node().sip().tls().port() != 0) {
            metrics.gauges("hotswitch.tls.certificate.days", certificate::daysLeft);
        }
        certificate.look();
        upkeep.hourly(certificate::look);
        upkeep.start();
    }

    /**
     * What is alive: all counts are zero and the live sections of the hash as in an empty centre when nothing goes
     * on.
     */
    Map<String, Object> inventory() {
        Map<String, Object> all = new TreeMap<>(edges.view().counts());
        all.put("stateHash", core.pipeline.ask(c -> c.hash().toString()).join());
        all.put("eventSeq", view.seq());
        return all;
    }

    private List<Records.QualityRow> audio(long callId) {
        return edges.view().audio(callId).stream()
                .map(leg -> new Records.QualityRow(leg.of().trunk(), leg.of().device(), leg.quality()))
                .toList();
    }

    private List<TrunkRow> trunkRows() {
        return Setups.trunks(edges.view());
    }

    /** Validates the folder as a whole and puts it in force; the faults, none when it was applied. */
    public synchronized List<String> reload(String by) {
        return switch (conf.get()) {
            case LoadResult.Faulty faulty ->
                faulty.faults().stream().map(Object::toString).toList();
            case LoadResult.Loaded loaded -> {
                String untimely = CertificateWatch.fault(loaded.config(), edges.certificate(), Instant.now());
                if (!untimely.isEmpty()) {
                    yield List.of(untimely);
                }
                try {
                    edges.certificates(
                            loaded.config().node().sip(), loaded.config().folder());
                } catch (UncheckedIOException unusable) {
                    yield List.of(unusable.getMessage());
                }
                if (!core.apply(loaded.config().centre(), by)) {
                    yield List.of(CoreHost.REFUSED);
                }
                edges.reload(Setups.of(loaded.config()));
                edges.targets(loaded.config().http());
                view.configure(loaded.config().centre());
                config = loaded.config();
                LOG.info("configuration applied by={}", by);
                yield List.of();
            }
        };
    }

    public String readyLine() {
        return "hotswitch ready sip=" + Setups.host(config.node().sip().address()) + ":" + edges.sipPort()
                + " api=http://" + Setups.host(config.node().api().address()) + ":" + api.port();
    }

    /** No new calls; running ones go on up to the configured time, then they are cleared. */
    public void drain() {
        serving = false;
        edges.drain();
        tell(new Drain(Request.unasked("node")));
        await(view::anybodyInside, config.node().node().drainSeconds());
        clearCalls("drain");
        await(view::anybodyInside, CLEAR_S);
        await(edges::leaving, LEAVE_S);
    }

    /** Runs this on the signalling loop too, each time that it has done what there was. */
    void afterEachTurn(Runnable what) {
        edges.afterEachTurn(what);
    }

    /** Looks at the core between two batches, on its thread. */
    <T> CompletableFuture<T> ask(Function<AcdCore, T> question) {
        return core.pipeline.ask(question);
    }

    /** A command of the node's own. */
    void tell(Command command) {
        core.node.publishInside(command);
    }

    /** Whatever goes on ends. Who was promised to be called back still is. */
    void clearCalls(String by) {
        core.pipeline.ask(c -> c.view()).join().calls().stream()
                .filter(call -> !call.promised())
                .forEach(call -> tell(new ClearCall(Request.unasked(by), call.id())));
    }

    private static void await(BooleanSupplier goingOn, long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (goingOn.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
        ranks.close();
        pages.close();
        watch.close();
        upkeep.close();
        if (coreIsGuest) {
            edges.letGo();
            core.pipeline.moveOut();
        }
        edges.close();
        core.pipeline.stop();
        live.close();
        records.close();
        store.close();
        core.close();
    }
}
