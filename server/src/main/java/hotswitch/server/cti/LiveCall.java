package hotswitch.server.cti;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact.CallCreated;
import hotswitch.acd.Fact.CallEvent;
import hotswitch.acd.call.CallState;
import hotswitch.acd.snapshot.StateView.CallRow;
import io.vertx.core.json.JsonObject;

/** One call that is going on, as its events told. */
final class LiveCall {
    final long id;
    final String ani;
    final String dnis;
    private final Direction direction;
    private final String trunk;
    private final long arrivedNs;
    String state;
    String queue = "";
    int agent;
    String device = "";
    long queuedNs;
    long connectedNs;

    LiveCall(CallCreated f, long timeNs) {
        id = f.callId();
        direction = f.direction();
        ani = f.ani();
        dnis = f.dnis();
        trunk = f.trunk();
        arrivedNs = timeNs;
        state = direction == Direction.INBOUND ? "inIvr" : "dialling";
    }

    LiveCall(CallRow row) {
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
        connectedNs = row.connectedNs();
    }

    private static String word(CallState state) {
        return Words.camel(state == CallState.ARRIVED ? CallState.IN_IVR : state);
    }

    boolean waiting() {
        return state.equals("queued") || state.equals("offered");
    }

    boolean connected() {
        return connectedNs != 0;
    }

    void on(CallEvent f, long timeNs) {
        switch (f.type()) {
            case QUEUED -> {
                queue = f.queue();
                queuedNs = queuedNs == 0 ? timeNs : queuedNs;
                state = "queued";
                party(0, "");
            }
            case DELIVERED -> {
                state = waiting() ? "offered" : "dialling";
                party(f.agent(), f.device());
            }
            case DIVERTED -> {
                state = "queued";
                party(0, "");
            }
            case ESTABLISHED -> {
                if (f.agent() != 0 || !f.device().isEmpty()) {
                    party(f.agent(), f.device());
                    connectedNs = connectedNs == 0 ? timeNs : connectedNs;
                    state = "connected";
                }
            }
            case HELD -> state = "held";
            case RETRIEVED -> state = "connected";
            case SERVICE_INITIATED, ORIGINATED, NETWORK_REACHED, CONNECTION_CLEARED, FAILED -> {}
        }
    }

    private void party(int agentId, String deviceName) {
        agent = agentId;
        device = deviceName;
    }

    /** True where this event brings the call into a queue in which it was not yet. */
    boolean enters(CallEvent f) {
        return f.type() == CallEventType.QUEUED && !f.queue().equals(queue);
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
                .put("position", position)
                .put("arrived", Times.text(arrivedNs))
                .put("queued", Times.text(queuedNs))
                .put("connected", Times.text(connectedNs));
    }
}
