package hotswitch.server.hunt;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.Ids;
import hotswitch.acd.snapshot.StateView;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.edge.Edges;
import hotswitch.server.metrics.Metrics;
import hotswitch.server.node.DiskGuard;
import hotswitch.server.node.NodeKey;
import hotswitch.server.node.Setups;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.HuntRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switch without core, journal, database and API: SIP, audio and the 38 backup lines. For the hour when the rest
 * cannot
 * run. What happens is written to the log as lines beginning {@code hunt}; what ended, for the next ordinary start to
 * take in ({@link HuntRecords}).
 */
public final class HuntNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("hunt");
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A look at the disk each second. */
    private static final int TURNS_PER_LOOK = 10;

    private static final int EPOCH_BITS = 21;
    private final ServerConfig config;
    private final Edges edges;
    private final HuntDesk desk;
    private final Thread turns =
            Thread.ofPlatform().name("hunt-turns").daemon(true).unstarted(this::turn);
    private final long boot;
    private HuntRecords records;
    private DiskGuard guard;
    private volatile boolean stopping;

    public HuntNode(ServerConfig config) {
        this.config = config;
        // Without a journal there is no count of boots: the clock tells this one from the last.
        boot = 1L << EPOCH_BITS | (Instant.now().getEpochSecond() & ((1L << EPOCH_BITS) - 1));
        edges = new Edges(config.node(), new Metrics(), System::nanoTime);
        desk = new HuntDesk(
                config.centre().hunt(),
                new HuntDesk.Outlets(
                        order -> {
                            edges.orders().order(order);
                            edges.orders().endOfBatch();
                        },
                        LOG::info,
                        (call, callerLeg, lineLeg) -> records.ended(call, callerLeg, lineLeg)),
                edges::nowNs,
                Ids.ofEdge(boot, 0) + 1);
    }

    private static StateView nothing() {
        return new StateView(
                0, 0, 0, true, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public void start(Path data) throws IOException {
        records = HuntRecords.open(data, Instant.now().toEpochMilli());
        Edges.Ways ways = new Edges.Ways(desk, this::fromMedia, this::fromRecording, this::fromRecording);
        byte[] key = NodeKey.of(data);
        Edges.Place place =
                new Edges.Place(config.folder(), data, config.prompts(), key, boot, id -> true, seat -> null);
        edges.open(Setups.of(config), ways, place);
        StateView nothing = nothing();
        edges.start(nothing, new EdgeFacts());
        // There is no core for its alarms: the guard's line in the log is all.
        DiskGuard.Outlets outlets = new DiskGuard.Outlets(alarm -> {}, edges::admit);
        guard = new DiskGuard(config.node().node().disk(), DiskGuard.Disk.of(data), outlets, code -> false);
        guard.look();
        turns.start();
    }

    private void fromMedia(Command command) {
        edges.onSignalling(() -> desk.tell(command));
    }

    private void fromRecording(Command command) {
        LOG.info("recording {}", command);
        if (command instanceof Recorded recorded) {
            records.recorded(recorded);
        }
    }

    private void turn() {
        for (int turn = 1; !stopping; turn++) {
            LockSupport.parkNanos(TURN_NS);
            edges.onSignalling(() -> desk.onTime(edges.nowNs()));
            if (turn % TURNS_PER_LOOK == 0) {
                guard.look();
            }
        }
    }

    public String readyLine() {
        return "hotswitch ready sip=" + config.node().sip().address() + ":" + edges.sipPort()
                + " api=none mode=hunt-only";
    }

    private void onSignallingNow(Runnable what) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        edges.onSignalling(() -> {
            what.run();
            done.complete(null);
        });
        done.join();
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        LockSupport.unpark(turns);
        onSignallingNow(desk::endAll);
        // The orders of that turn are carried out in the next one.
        onSignallingNow(() -> {});
        edges.close();
        records.close();
    }
}
