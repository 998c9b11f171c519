package hotswitch.bench.core;

import com.sun.management.ThreadMXBean;
import hotswitch.acd.AcdCore;
import hotswitch.acd.Blobs;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Effects;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.ivr.run.Flows;
import java.io.IOException;
import org.agrona.collections.LongArrayQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A centre of so many agents under the configuration of {@code bench sip-call}, with so many callers waiting. */
@State(Scope.Thread)
public class CoreState implements Effects {
    private static final long MS = 1_000_000;
    static final int FIRST_AGENT = BenchConf.FIRST_SEAT;

    @Param({"58", "5800", "58000"})
    public int agents;

    @Param({"0", "10", "1000", "10000"})
    public int waiting;

    /** Legs that ring, and the agents at whom they do, in the order of time. */
    final LongArrayQueue ringing = new LongArrayQueue(-1);

    final LongArrayQueue ringingAt = new LongArrayQueue(-1);

    private Life life;
    private AcdCore core;
    private Blobs blobs;
    private long nowNs = 1_800_000_000_000_000_000L;
    private long nextId = 1L << 40;
    /** Of the effects, so that they cannot be optimised away. */
    long ordered;

    int factBytes;
    private ThreadMXBean scale;
    private long weighedBytes;

    /** For JMH. */
    public CoreState() {}

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

    Life life() {
        return life;
    }

    /** Agents ready; where callers shall wait, everybody talks and the line is filled. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        fill(Centres.config(agents));
    }

    /** The same where the configuration is there already. */
    void fill(CentreConfig config) {
        life = new Life(this);
        byte[] blob = ConfigCodec.toBytes(config);
        blobs = sha256 -> blob;
        core = new AcdCore(Limits.PROVINCE, new Flows(), blobs);
        apply(new ConfigApplied(Request.unasked("bench"), "bench"));
        for (int agent = FIRST_AGENT; agent < FIRST_AGENT + agents; agent++) {
            String device = Centres.seat(agent);
            apply(new DeviceUp(device));
            apply(new SetAgentState(Request.unasked("bench"), agent, AgentTarget.READY, "", device));
        }
        for (int i = 0; waiting > 0 && i < agents; i++) {
            life.arrive();
            life.ring();
            life.answer();
        }
        for (int i = 0; i < waiting; i++) {
            life.arrive();
        }
        if (!ringing.isEmpty() || core.view().queues().getFirst().waiting() != waiting) {
            throw new IllegalStateException("not " + waiting + " wait");
        }
    }

    void apply(Command command) {
        nowNs += MS;
        if (scale == null) {
            core.onCommand(command, nowNs, this);
        } else {
            long before = scale.getCurrentThreadAllocatedBytes();
            core.onCommand(command, nowNs, this);
            weighedBytes += scale.getCurrentThreadAllocatedBytes() - before;
        }
    }

    /** What the core alone allocates from now on is weighed. */
    void weigh(ThreadMXBean with) {
        scale = with;
    }

    /** Since {@link #weigh}. */
    long weighedBytes() {
        return weighedBytes;
    }

    /** An id of an edge: even. */
    long newId() {
        nextId += 2;
        return nextId;
    }

    @Override
    public void order(Order order) {
        ordered += order.callId();
        if (order instanceof Order.OfferLeg offer) {
            ringing.addLong(offer.legId());
            ringingAt.addLong(Centres.agentAt(offer.device()));
        }
    }

    @Override
    public void stated(long seq, long timeNs, BytesWriter bytes) {
        factBytes += bytes.length();
    }
}
