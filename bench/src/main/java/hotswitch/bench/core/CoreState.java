package hotswitch.bench.core;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Blobs;
import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A centre of 58 agents under the configuration of {@code bench sip-call}, with so many callers waiting. */
@State(Scope.Thread)
public class CoreState implements Effects {
    private static final int AGENTS = 58;
    private final int agents;
    private static final long MS = 1_000_000;

    @Param({"0", "100"})
    public int waiting;

    private final ArrayDeque<Long> offeredLegs = new ArrayDeque<>();
    private final ArrayDeque<Long> talkingCallers = new ArrayDeque<>();
    private final ArrayDeque<Long> callersInLine = new ArrayDeque<>();
    private AcdCore core;
    private Blobs blobs;
    private long nowNs = 1_800_000_000_000_000_000L;
    private long nextId = 1L << 40;

    public CoreState() {
        this(AGENTS, 0);
    }

    /** Of another size. */
    CoreState(int agents, int waiting) {
        this.agents = agents;
        this.waiting = waiting;
    }

    AcdCore core() {
        return core;
    }

    Blobs blobs() {
        return blobs;
    }

    /** Agents ready; where callers shall wait, everybody talks and the line is filled. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        CentreConfig config = config(agents);
        BytesWriter bytes = new BytesWriter();
        ConfigCodec.write(config, bytes);
        byte[] blob = bytes.toBytes();
        blobs = sha256 -> blob;
        core = new AcdCore(Limits.PROVINCE, new Flows(), blobs);
        apply(new ConfigApplied(Request.unasked("bench"), "bench"));
        for (int seat = BenchConf.FIRST_SEAT; seat < BenchConf.FIRST_SEAT + agents; seat++) {
            String device = Integer.toString(seat);
            apply(new DeviceUp(device));
            apply(new SetAgentState(Request.unasked("bench"), seat, AgentTarget.READY, "", device));
        }
        int busy = waiting == 0 ? 0 : agents;
        for (int i = 0; i < busy; i++) {
            arrive();
            answer();
        }
        for (int i = 0; i < waiting; i++) {
            arrive();
        }
        if (!offeredLegs.isEmpty() || callersInLine.size() != waiting) {
            throw new IllegalStateException(callersInLine.size() + " wait, not " + waiting);
        }
    }

    private static CentreConfig config(int agents) throws IOException {
        Path folder = Files.createTempDirectory("hotswitch-core-bench-");
        BenchConf.write(folder, agents);
        return switch (ConfigLoader.load(folder, List.of())) {
            case LoadResult.Loaded loaded -> loaded.config().centre();
            case LoadResult.Faulty faulty ->
                throw new IOException(faulty.faults().toString());
        };
    }

    private void apply(Command command) {
        nowNs += MS;
        core.onCommand(command, nowNs, this);
    }

    /** A caller arrives; the flow answers and queues. */
    final void arrive() {
        long leg = nextId + 2;
        callersInLine.add(leg);
        apply(new CallArrived(nextId, leg, "13900000000", "12345", "carrier"));
        nextId += 4;
    }

    /** The agent who was offered a call answers it. */
    final void answer() {
        apply(new LegAnswered(offeredLegs.remove()));
        talkingCallers.add(callersInLine.remove());
    }

    /** The caller who has talked longest hangs up. */
    final void clear() {
        apply(new LegCleared(talkingCallers.remove(), "bye"));
    }

    @Override
    public void order(Order order) {
        if (order instanceof Order.OfferLeg offer) {
            offeredLegs.add(offer.legId());
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        // The projections' affair; making it is part of the cost.
    }
}
