package hotswitch.server.cti;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact.CallbackChanged;
import hotswitch.acd.TalkKind;
import hotswitch.acd.call.CallState;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.snapshot.StateView.CallRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** One call that is going on, as its events told; used again for a later one. */
final class LiveCall {
    /** The cause of events that are about the third party of a consultation. */
    private static final String CONSULT = "consult";

    private static final String PARK = "park ";
    private static final int INTERVALS_MAX = 200;
    private final List<Talk> intervals = new ArrayList<>(0);
    /** Those of former calls, for the next of this one. */
    private final List<Talk> spare = new ArrayList<>(0);

    long id;
    String ani;
    String dnis;
    private Direction direction;
    private String trunk;
    private long arrivedNs;
    private String calledBack;
    /** "": it is not parked. */
    private String parkSlot;

    String state;
    String queue;
    /** It was transferred: the next queue counts it anew. */
    private boolean left;

    int agent;
    String device;
    long queuedNs;
    /** The wait that was expected at the entry into the queue; 0: none. */
    long expectedMs;

    long connectedNs;

    /** It begins; of a former one nothing is left. */
    LiveCall begin(CallFacts.Created f, long timeNs) {
        forget();
        id = f.callId;
        direction = f.direction;
        ani = f.ani;
        dnis = f.dnis;
        trunk = f.trunk;
        arrivedNs = timeNs;
        state = direction == Direction.INBOUND ? "inIvr" : "dialling";
        return this;
    }

    /** It was going on when this process began. */
    LiveCall begin(CallRow row) {
        forget();
        id = row.id();
        direction = row.direction();
        ani = row.ani();
        dnis = row.dnis();
        trunk = row.trunk();
        arrivedNs = row.arrivedNs();
        state = word(CallState.valueOf(row.state()));
        queue = row.queue();
        agent = row.agent();
        queuedNs = row.queuedNs();
        parkSlot = row.parkSlot();
        calledBack = row.callBack();
        connectedNs = row.connectedNs();
        return this;
    }

    /** It has ended, and waits to be another. */
    LiveCall over() {
        while (!intervals.isEmpty()) {
            spare.add(intervals.removeLast());
        }
        return this;
    }

    private void forget() {
        calledBack = "";
        parkSlot = "";
        queue = "";
        left = false;
        agent = 0;
        device = "";
        queuedNs = 0;
        expectedMs = 0;
        connectedNs = 0;
    }

    private static String word(CallState state) {
        return Words.camel(state == CallState.ARRIVED ? CallState.IN_IVR : state);
    }

    boolean waiting() {
        return state.equals("queued") || state.equals("offered");
    }

    /** Nobody is there: he is to be called back some time. */
    boolean promised() {
        return !calledBack.isEmpty() && (state.equals("queued") || state.equals("aside"));
    }

    /** Offered to nobody. */
    boolean queued() {
        return state.equals("queued");
    }

    boolean connected() {
        return connectedNs != 0;
    }

    void on(CallFacts.Event f, long timeNs) {
        parks(f);
        switch (f.type) {
            case QUEUED -> {
                queue = f.queue;
                left = false;
                queuedNs = queuedNs == 0 ? timeNs : queuedNs;
                state = "queued";
                party(0, "");
            }
            case DELIVERED -> {
                if (f.cause.equals(CONSULT)) {
                    return;
                }
                state = waiting() ? "offered" : state.equals("transferring") ? state : "dialling";
                party(f.agent, f.device);
            }
            case DIVERTED -> {
                state = "queued";
                party(0, "");
            }
            case ESTABLISHED -> {
                if (f.cause.equals(CONSULT)) {
                    return;
                }
                if (f.agent != 0 || !f.device.isEmpty()) {
                    party(f.agent, f.device);
                    connectedNs = connectedNs == 0 ? timeNs : connectedNs;
                    state = "connected";
                }
            }
            case HELD -> state = "held";
            case RETRIEVED, CONFERENCED -> state = "connected";
            case TRANSFERRED -> {
                state = "transferring";
                left = true;
                party(0, "");
            }
            case SERVICE_INITIATED, ORIGINATED, NETWORK_REACHED, CONNECTION_CLEARED, FAILED -> {}
        }
    }

    private void parks(CallFacts.Event f) {
        switch (f.type) {
            case TRANSFERRED -> parkSlot = f.cause.startsWith(PARK) ? f.cause.substring(PARK.length()) : "";
            case ESTABLISHED, QUEUED -> parkSlot = "";
            case FAILED -> parkSlot = f.cause.equals("parked too long") ? "" : parkSlot;
            default -> {}
        }
    }

    /** In a flow: at the beginning, and again when the agent has left. */
    void inFlow() {
        state = "inIvr";
        party(0, "");
    }

    /** The newest, so many at most. */
    void talked(CallFacts.Talk f) {
        if (intervals.size() == INTERVALS_MAX) {
            spare.add(intervals.removeFirst());
        }
        Talk unused = spare.isEmpty() ? new Talk() : spare.removeLast();
        intervals.add(unused.is(f));
    }

    private JsonArray intervals() {
        JsonArray all = new JsonArray();
        for (Talk each : intervals) {
            all.add(each.json());
        }
        return all;
    }

    /** A call-back: between the tries it is in no line; who is called back is not answered as one who waited. */
    void on(CallbackChanged f) {
        calledBack = f.number();
        switch (f.state()) {
            case PROMISED -> {}
            case TRIED, REACHED -> state = "dialling";
            case RESTS, NOT_REACHED -> state = "aside";
            case WAITS -> state = "queued";
        }
    }

    private void party(int agentId, String deviceName) {
        agent = agentId;
        device = deviceName;
    }

    /** True where this event brings the call into a queue in which it was not yet. */
    boolean enters(CallFacts.Event f) {
        return f.type == CallEventType.QUEUED && (left || !f.queue.equals(queue));
    }

    /** {@code position} from 1; 0: does not wait. */
    JsonObject json(int position) {
        return new JsonObject()
                .put("id", id)
                .put("direction", Words.camel(direction))
                .put("state", state)
                .put("ani", ani)
                .put("dnis", dnis)
                .put("trunk", trunk)
                .put("queue", queue)
                .put("agent", agent)
                .put("device", device)
                .put("parkSlot", parkSlot)
                .put("position", position)
                .put("expectedWaitMs", expectedMs)
                .put("arrived", Times.text(arrivedNs))
                .put("queued", Times.text(queuedNs))
                .put("connected", Times.text(connectedNs))
                .put("callback", calledBack)
                .put("intervals", intervals());
    }

    /** What one party has done for a while. */
    private static final class Talk {
        private String role;
        private String device;
        private int agent;
        private TalkKind kind;
        private long fromNs;
        private long toNs;

        Talk is(CallFacts.Talk f) {
            role = f.role;
            device = f.device;
            agent = f.agent;
            kind = f.kind;
            fromNs = f.fromNs;
            toNs = f.toNs;
            return this;
        }

        JsonObject json() {
            return new JsonObject()
                    .put("role", role)
                    .put("device", device)
                    .put("agent", agent)
                    .put("kind", Words.camel(kind))
                    .put("from", Times.text(fromNs))
                    .put("to", Times.text(toNs));
        }
    }
}
