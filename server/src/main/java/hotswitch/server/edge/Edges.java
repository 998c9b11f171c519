package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.Brain;
import hotswitch.call.Telephony;
import hotswitch.call.watch.Seats;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.relay.MediaConfig;
import hotswitch.media.relay.MediaEngine;
import hotswitch.media.relay.MediaLimits;
import hotswitch.media.transport.PortRange;
import hotswitch.server.config.HttpConfig;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.metrics.Metrics;
import hotswitch.server.pipeline.Guest;
import hotswitch.server.pipeline.OrderSink;
import hotswitch.server.pipeline.Pipeline;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.EdgeKind;
import hotswitch.server.trace.TraceRing;
import hotswitch.server.trace.Tracing;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.SignallingLoop;
import hotswitch.sip.transport.SipTransport;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signalling, media and recording: everything that touches the world, put together and taken apart. */
public final class Edges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Edges.class);
    private static final String PRODUCT = "Hotswitch";
    private static final int QUARANTINE_MS = 2_000;
    private static final int SOCKET_BUFFER_BYTES = 1 << 18;
    private final NodeConfig config;
    private final EdgeClock clock;
    private final SignallingLoop loop;
    private final SipCounters counters = new SipCounters();
    private final SipEdge sip;
    private final Metrics metrics;
    private SipTransport transport;
    private Tracing tracing;
    private MediaEngine media;
    private EdgeView view;
    private RecordingEdge recording;
    private HttpEdge http;
    private NameEdge names;

    /** Ways into the core, one for each kind of thread; none may block. */
    public record Ways(
            Brain signalling, Consumer<Command> media, Consumer<Command> recording, Consumer<Command> requests) {}

    /** Where things are, who this node is. {@code held}: calls whose recordings may not be removed. */
    public record Place(
            Path conf, Path data, Path prompts, byte[] nodeKey, long bootEpoch, Predicate<Long> held, Seats seats) {}

    /** {@code nanoTime}: the edges' time. */
    public Edges(NodeConfig config, Metrics metrics, LongSupplier nanoTime) {
        this.config = config;
        this.metrics = metrics;
        clock = new EdgeClock(nanoTime);
        loop = new SignallingLoop("signalling", clock::nowNs, this::onFault);
        sip = new SipEdge(loop, counters, metrics::offerDelay);
        counters.show(metrics);
    }

    private static Audit ban(String who) {
        return new Audit(Request.unasked("sip"), "sip.ban", who, false, "wrong passwords");
    }

    private void onFault(Throwable fault) {
        counters.fault();
        LOG.error("a fault in signalling; the loop goes on", fault);
    }

    /** Epoch ns by the edges' clock. */
    public long nowNs() {
        return clock.nowNs();
    }

    /** Runs this on the signalling loop, soon. */
    public void onSignalling(Runnable what) {
        loop.execute(what);
    }

    /** Runs this on the signalling loop at the end of each of its turns. */
    public void afterEachTurn(Runnable what) {
        loop.onTurnEnd(what);
    }

    public OrderSink orders() {
        return new Orders();
    }

    /** What is asked outside goes there, all else to signalling. */
    private final class Orders implements OrderSink {
        @Override
        public void order(Order order) {
            if (order instanceof Order.Request request) {
                http.ask(request);
            } else {
                sip.order(order);
            }
        }

        @Override
        public void endOfBatch() {
            sip.endOfBatch();
        }
    }

    /** Binds everything; nothing is read before {@link #start}. */
    public void open(Telephony.Setup setup, Ways ways, Place place) throws IOException {
        http = new HttpEdge(HttpConfig.NONE, ways.requests());
        recording = new RecordingEdge(
                new RecordingEdge.Rules(
                        place.data().resolve("recordings"),
                        format(),
                        config.recording().days(),
                        place.held()::test),
                ways.recording(),
                clock);
        AudioQuality quality = new AudioQuality(ways.media(), metrics);
        MediaNews news = new MediaNews(ways.media(), sip, clock::nowNs, quality);
        media = new MediaEngine(mediaConfig(), PromptLibrary.load(place.prompts()), news, recording.spool);
        view = new EdgeView(sip, media, quality, clock::nowNs);
        transport = SipTransport.open(loop, Listening.config(config.sip(), place.conf()));
        tracing = tracing(place.data());
        sip.tracing(tracing);
        Telephony telephony = new Telephony(
                setup,
                node(place),
                new Telephony.Ports(
                        ways.signalling(),
                        new MediaEdge(media, recording.spool, clock),
                        tracing.watch(transport),
                        tracing.links()),
                clock.nowNs());
        telephony.seats(place.seats());
        telephony.overload().target(config.security().overloadMs() * 1_000_000L);
        Bans bans = new Bans(
                config.security().bans(),
                telephony::trusts,
                who -> ways.signalling().tell(ban(who)));
        sip.telephony(telephony, bans, transport::closeFrom);
        sip.pressed(media.patience()::hardPressed);
        media.gather();
        metrics.gauges("hotswitch.media.ports.free", () -> media.freePorts());
        metrics.gauges("hotswitch.media.ports.resting", () -> media.restingPorts());
        SipCounters.show(transport.counters(), config.sip().streamsMax(), metrics);
    }

    private Tracing tracing(Path data) {
        NodeConfig.Hep hep = config.trace().hep();
        Tracing.Rules rules = new Tracing.Rules(config.trace().mib(), hep.address(), hep.port(), hep.id());
        Tracing opened = Tracing.open(data, rules, clock::nowNs);
        Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
        for (Transport each : Transport.values()) {
            ports.put(each, transport.localPort(each));
        }
        boolean any = InetAddress.ofLiteral(config.sip().address()).isAnyLocalAddress();
        opened.at(new TraceRing.Local(
                any ? config.sip().advertised() : config.sip().address(), ports));
        metrics.counts("hotswitch.hep.packets", opened::told, "state", "sent");
        metrics.counts("hotswitch.hep.packets", opened::untold, "state", "failed");
        return opened;
    }

    private RecordingFormat format() {
        return switch (config.recording().format()) {
            case OGG -> RecordingFormat.OPUS;
            case WAV -> RecordingFormat.WAV;
        };
    }

    private MediaConfig mediaConfig() {
        NodeConfig.Media m = config.media();
        int sockets = OpenFiles.forMedia(m, config.sip());
        MediaLimits limits = new MediaLimits((int) m.timeoutMs(), QUARANTINE_MS, SOCKET_BUFFER_BYTES, sockets);
        return new MediaConfig(m.address(), m.advertised(), new PortRange(m.portMin(), m.portMax()), m.loops(), limits);
    }

    private Telephony.Node node(Place place) {
        NodeConfig.Sip s = config.sip();
        LocalAddress address = new LocalAddress(
                s.advertised().indexOf(':') < 0 ? s.advertised() : '[' + s.advertised() + ']',
                new LocalAddress.Ports(
                        transport.localPort(Transport.UDP),
                        transport.localPort(Transport.TCP),
                        transport.localPort(Transport.TLS),
                        transport.localPort(Transport.WS),
                        transport.localPort(Transport.WSS)),
                "");
        RegistrarLimits limits = new RegistrarLimits(
                s.register().contactsMax(),
                s.register().minSeconds(),
                s.register().maxSeconds(),
                s.register().maxSeconds());
        byte[] bootSecret = new byte[32];
        new SecureRandom().nextBytes(bootSecret);
        List<DigestAlgorithm> order = new ArrayList<>();
        config.security()
                .digest()
                .forEach(d -> order.add(
                        switch (d) {
                            case MD5 -> DigestAlgorithm.MD5;
                            case SHA256 -> DigestAlgorithm.SHA_256;
                        }));
        return new Telephony.Node(
                UserAgentConfig.standard(address, PRODUCT),
                new Names(place.nodeKey()),
                limits,
                new DigestServer.Rules(order, config.security().nonceSeconds() * 1_000_000_000L),
                bootSecret,
                place.bootEpoch());
    }

    /** Takes up what a former process left, then reads the first message. */
    public Telephony.Recovered start(StateView core, EdgeFacts facts) {
        recording.start();
        Telephony.Kept kept = new Telephony.Kept(
                bytes(facts, EdgeKind.REGISTRATION),
                bytes(facts, EdgeKind.TRUNK),
                List.copyOf(bytes(facts, EdgeKind.DIALOG).values()),
                List.copyOf(bytes(facts, EdgeKind.SUBSCRIPTION).values()),
                bytes(facts, EdgeKind.TOLL));
        // Before the first message is read: a new call must not take the ports of one that goes on.
        CompletableFuture<Telephony.Recovered> recovered = new CompletableFuture<>();
        transport.start(sip, () -> sip.now(t -> sip.recover(core, kept, clock.nowNs()), recovered));
        Telephony.Recovered legs = recovered.join();
        loop.work(sip);
        loop.onTurnEnd(media::hurry);
        names = new NameEdge(config.sip(), this::located);
        lookUp();
        return legs;
    }

    private void lookUp() {
        names.names(sip.on(Telephony::names).join());
    }

    private void located(TrunkConfig.Address name, List<Target> targets) {
        loop.execute(() -> {
            // RFC 5922 §7: the name that was asked for must be proved, wherever DNS led.
            for (Target target : targets) {
                if (target.address().transport() == TrunkConfig.Transport.TLS) {
                    transport.meant(
                            Hop.tls(target.address().host(), target.address().port()), name.host());
                }
            }
            sip.located(name, targets, clock.nowNs());
        });
    }

    /** From now on the signalling loop does the work of journal and core too: no call waits for another thread. */
    public void takeIn(Pipeline core) {
        Guest guest = core.moveIn(loop::wake);
        doing(telephony -> sip.guest(guest));
    }

    /** It does no more. */
    public void letGo() {
        doing(telephony -> sip.guest(null));
    }

    private static SortedMap<String, byte[]> bytes(EdgeFacts facts, EdgeKind kind) {
        Map<String, byte[]> all = new TreeMap<>();
        facts.forEach(kind, all::put);
        return new TreeMap<>(all);
    }

    /** What flows may ask outside, from now on. */
    public void targets(HttpConfig targets) {
        http.configure(targets);
    }

    public int sipPort() {
        return transport.localPort(Transport.UDP);
    }

    /** After {@link #open}. */
    public EdgeView view() {
        return view;
    }

    /**
     * New connections are made with the certificates that these files hold now; those that stand go on.
     *
     * @throws UncheckedIOException if one cannot be used: then all stays as it was
     */
    public void certificates(NodeConfig.Sip changed, Path conf) {
        transport.certificates(Listening.tls(changed.tls(), conf));
    }

    /** Ours that is in use; null: none. */
    public X509Certificate certificate() {
        return transport.certificate();
    }

    public void reload(Telephony.Setup setup) {
        doing(telephony -> sip.reload(setup, clock.nowNs()));
        lookUp();
    }

    /** False: new calls are refused with 503 until it is true again. */
    public void admit(boolean newCalls) {
        doing(telephony -> telephony.admit(newCalls));
    }

    public void drain() {
        doing(telephony -> telephony.drain(clock.nowNs()));
    }

    private void doing(Consumer<Telephony> what) {
        sip.on(telephony -> {
                    what.accept(telephony);
                    return null;
                })
                .join();
    }

    /** Somebody else sits there, or does something else. */
    public void seatChanged(String seat) {
        sip.seatChanged(seat, clock::nowNs);
    }

    /** A carrier has not confirmed yet that we are registered no more. */
    public boolean leaving() {
        return sip.on(Telephony::leaving).join();
    }

    /** The core answered a request that a telephone made. */
    public CompletableFuture<Void> requestDone(long requestId, int status) {
        return sip.on(telephony -> {
            telephony.requestDone(requestId, status, clock.nowNs());
            return null;
        });
    }

    @Override
    public void close() throws IOException {
        if (names != null) {
            names.close();
        }
        transport.close();
        http.close();
        loop.close();
        tracing.close();
        media.close();
        recording.close();
    }
}
