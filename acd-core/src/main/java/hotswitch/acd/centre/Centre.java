package hotswitch.acd.centre;

import hotswitch.acd.Blobs;
import hotswitch.acd.CallEventType;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.Agents;
import hotswitch.acd.agent.Devices;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Calls;
import hotswitch.acd.call.Leg;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.hunt.HuntTable;
import hotswitch.acd.item.Items;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Queues;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.time.Deadline;
import hotswitch.acd.time.Deadline.Kind;
import hotswitch.acd.time.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.agrona.ExpandableArrayBuffer;

/** All tables of the core, the time of the present command, and where its effects go. Data; the verbs are elsewhere. */
public final class Centre {
    private static final long NS_PER_MS = 1_000_000;

    public final Limits limits;
    public final CallFlow flow;
    public final Blobs blobs;

    public final Agents agents = new Agents();
    public final Devices devices = new Devices();
    public final Queues queues = new Queues();
    public final HuntTable lines = new HuntTable();
    public final Calls calls = new Calls();
    public final Items items = new Items();
    /** Left READY in this turn with work items: what they had is to be given to others before the turn ends. */
    public final List<Agent> leftWork = new ArrayList<>();

    public final Deadlines deadlines = new Deadlines();
    public final Idempotency idempotency = new Idempotency();
    /** The lines' next end of a rest. */
    public final Deadline rest = new Deadline(Kind.REST, 0);

    public final CallerMemory callers = new CallerMemory();
    public final CallerRules callerRules = new CallerRules();

    public final Counts counts = new Counts();
    public CentreConfig config = Configuring.NONE;
    /** "" before the first. */
    public String configHash = "";

    /** Every skill that some agent has, at any level; follows from the configuration. */
    public final TreeSet<String> skills = new TreeSet<>();

    public boolean emergency;
    public boolean draining;
    public Surge surge = Surge.OFF;
    public AudioRoom.State audioRoom = AudioRoom.State.ENOUGH;
    /** When it is looked again whether there are audio ports. */
    public final Deadline audioAgain = new Deadline(Kind.AUDIO, 0);

    public final Statements says = new Statements(this);
    private final BytesWriter stated = BytesWriter.lasting(new ExpandableArrayBuffer(), 0);
    private BytesWriter page = stated;
    private Effects effects;

    public Centre(Limits limits, CallFlow flow, Blobs blobs) {
        this.limits = limits;
        this.flow = flow;
        this.blobs = blobs;
    }

    /** A command begins. */
    public void begin(long timeNs, Effects to) {
        if (timeNs < counts.nowNs) {
            throw new IllegalArgumentException("time went back from " + counts.nowNs + " to " + timeNs);
        }
        counts.nowNs = timeNs;
        effects = to;
        calls.nextTurn(timeNs);
    }

    public long nowNs() {
        return counts.nowNs;
    }

    public long inMs(long ms) {
        return counts.nowNs + ms * NS_PER_MS;
    }

    /** It is answered, sent on, or over: nothing that ends a wait is due any more. */
    public void stopWaiting(Call call) {
        deadlines.cancel(call.longestWait);
        deadlines.cancel(call.announcement);
        deadlines.cancel(call.relaxing);
        deadlines.cancel(call.patience);
    }

    public void order(Order order) {
        effects.order(order);
    }

    public void fact(Fact fact) {
        fact.write(beginFact());
        endFact();
    }

    /** For a fact that is written piece by piece: {@link #endFact} when its bytes are there. */
    public BytesWriter beginFact() {
        page = effects.page(stated);
        return page;
    }

    public void endFact() {
        counts.eventSeq++;
        effects.stated(counts.eventSeq, counts.nowNs, page);
    }

    public void event(CallEventType type, Call call, Leg leg, String cause) {
        says.event(type, call, leg, cause);
    }

    public void alarm(String code, long callId, String detail) {
        fact(new Fact.Alarm(code, callId, detail, true));
    }

    /** What the customer of this call hears while he is held: his queue's music, or the centre's. */
    public String holdMusic(Call call) {
        AcdQueue queue = queues.get(call.waiting.queue);
        String own = queue == null ? "" : queue.config.announcements().music();
        return own.isEmpty() ? config.times().music() : own;
    }
}
