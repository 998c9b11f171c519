package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.queue.Standing;
import hotswitch.acd.time.Deadline;
import hotswitch.acd.time.Deadline.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A person. {@code LOGGED_OFF → NOT_READY ⇄ READY → ALERTING → BUSY ⇄ HELD → ACW → READY}; a call of one's own
 * makes BUSY from READY, NOT_READY or ACW; an offer that fails leads from ALERTING back to READY, NOT_READY or
 * off.
 */
public final class Agent {
    private static final AgentTarget[] TARGETS = AgentTarget.values();
    public final int id;
    private AgentConfig config;
    /** As the configuration says; beside the state, so that nobody has to look there. */
    private boolean picksUp;
    /** In the lanes of the queues; follows from skills and rules. */
    public final List<Membership> memberships = new ArrayList<>();
    /** Offered to it, or kept by it; follows from the items. */
    public final List<WorkItem> items = new ArrayList<>(0);
    /** No longer in the configuration: logs off after the call. */
    public boolean removed;

    private AgentState state = AgentState.LOGGED_OFF;
    public long sinceNs;
    public String reason = "";
    /** Where logged on; "": nowhere. */
    public String device = "";
    /** The row of where it was looked for last; {@link Devices#of}. */
    Device found;
    /** The call that is offered to, or held by, this agent; 0: none. */
    public long callId;
    /** Asked for during a call, applies after it; null: nothing. */
    public AgentTarget pending;

    public String pendingReason = "";
    public final Standing standing;
    /** Since when it has its place among the idle. */
    public long idleSinceNs;
    /** A wrap-up interrupted by an own call goes on until then. */
    public long wrapUntilNs;

    /** Whose call the last wrap-up was for; "": none yet. */
    public String wrapQueue = "";
    /** How often it was prolonged. */
    public int extensions;

    public final Deadline wrapUp;
    /** The break has lasted as long as it may. */
    public final Deadline overstay;

    Agent(AgentConfig config) {
        this.id = config.id();
        this.standing = new Standing(id);
        this.wrapUp = new Deadline(Kind.WRAP_UP, id);
        this.overstay = new Deadline(Kind.BREAK, id);
        configure(config);
    }

    void configure(AgentConfig next) {
        config = next;
        picksUp = next.duty().autoAnswer();
    }

    /** Is away, or will be after this call: a call need not wait for this one agent. */
    public boolean isLeaving() {
        boolean away = state == AgentState.LOGGED_OFF || state == AgentState.NOT_READY;
        return removed || away || pending == AgentTarget.NOT_READY || pending == AgentTarget.LOGGED_OFF;
    }

    public AgentConfig config() {
        return config;
    }

    /** Calls of queues, by itself. */
    public boolean picksUp() {
        return picksUp;
    }

    public AgentState state() {
        return state;
    }

    public boolean is(AgentState asked) {
        return state == asked;
    }

    /** Null: it may never take calls of this lane. */
    public Membership membershipIn(Lane lane) {
        for (int i = 0; i < memberships.size(); i++) {
            Membership membership = memberships.get(i);
            if (membership.lane == lane) {
                return membership;
            }
        }
        return null;
    }

    /** Talking or about to: every other state can be left at once. */
    public boolean inCall() {
        return state == AgentState.BUSY || state == AgentState.HELD;
    }

    public void become(AgentState next, long nowNs) {
        boolean inCall = inCall();
        boolean idle = state == AgentState.NOT_READY || state == AgentState.READY || state == AgentState.ACW;
        boolean alerting = state == AgentState.ALERTING;
        boolean legal = switch (next) {
            case LOGGED_OFF -> state != AgentState.LOGGED_OFF;
            case NOT_READY -> true;
            case READY -> state != AgentState.LOGGED_OFF && state != AgentState.READY;
            case ALERTING -> state == AgentState.READY;
            case BUSY -> idle || alerting || state == AgentState.HELD;
            case HELD -> state == AgentState.BUSY;
            case ACW -> inCall;
        };
        if (!legal) {
            throw new IllegalStateException("agent " + id + ": " + state + " -> " + next);
        }
        state = next;
        sinceNs = nowNs;
    }

    void write(BytesWriter out) {
        out.i32(id).flag(removed).i8(state.ordinal()).i64(sinceNs).text(reason).text(device);
        out.i64(callId).i8(pending == null ? -1 : pending.ordinal()).text(pendingReason);
        out.i64(standing.idleOrder).i64(idleSinceNs).i64(wrapUntilNs);
        out.i32(standing.calls)
                .i64(standing.talkNs)
                .i64(standing.offerOrder)
                .text(wrapQueue)
                .i32(extensions);
    }

    void readRest(BytesReader in) {
        removed = in.flag();
        state = AgentState.values()[in.i8()];
        sinceNs = in.i64();
        reason = in.text();
        device = in.text();
        callId = in.i64();
        int asked = in.i8();
        pending = asked < 0 ? null : TARGETS[asked];
        pendingReason = in.text();
        standing.idleOrder = in.i64();
        idleSinceNs = in.i64();
        wrapUntilNs = in.i64();
        standing.calls = in.i32();
        standing.talkNs = in.i64();
        standing.offerOrder = in.i64();
        wrapQueue = in.text();
        extensions = in.i32();
    }
}
