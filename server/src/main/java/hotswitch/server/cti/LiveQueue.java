package hotswitch.server.cti;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.queue.Pace;
import hotswitch.acd.snapshot.StateView.QueueRow;
import hotswitch.acd.stats.WaitErrors;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One queue's counters of today. */
final class LiveQueue {
    final String name;
    /** How many of the agents who have what it asks are in each state, by the state's ordinal. */
    final int[] agents = new int[AgentState.values().length];
    /** Calls that wait, and those of them that are offered to nobody at this moment. */
    int waiting;

    int queued;
    long offered;
    long answered;
    long abandoned;
    long overflowed;
    /** Promised, reached, given up. */
    long callbacks;

    long calledBack;
    long notReached;

    /** Agent-time per call, and the callers' patience: of these expected waits are made. */
    private long handlingMs = 240_000;

    private long patienceMs;
    /** Today's. */
    final WaitErrors waitErrors = new WaitErrors();

    LiveQueue(String name) {
        this.name = name;
    }

    void newDay() {
        offered = 0;
        answered = 0;
        abandoned = 0;
        overflowed = 0;
        callbacks = 0;
        calledBack = 0;
        notReached = 0;
        waitErrors.set(List.of());
    }

    /** As the core has it. */
    void is(QueueRow row) {
        offered = row.offered();
        answered = row.answered();
        abandoned = row.abandoned();
        overflowed = row.overflowed();
        callbacks = row.callbacks();
        calledBack = row.calledBack();
        notReached = row.notReached();
        paced(row.handlingMs(), row.patienceMs());
        waitErrors.set(row.waitErrors());
    }

    void paced(long newHandlingMs, long newPatienceMs) {
        handlingMs = newHandlingMs;
        patienceMs = newPatienceMs;
    }

    /** How long who enters now would wait; 0 where somebody is ready. */
    long expectedWaitMs() {
        boolean atOnce = waiting == 0 && agents(AgentState.READY) > 0;
        return atOnce ? 0 : Pace.expectedMs(waiting + 1, loggedOn(), handlingMs, patienceMs);
    }

    void measured(CallFacts.Waited f) {
        waitErrors.add(Math.abs(f.waitedMs - f.expectedMs));
    }

    /** A call is in the state that it is in: one more, or {@code -1} one less. */
    void count(LiveCall call, int more) {
        waiting += call.waiting() ? more : 0;
        queued += call.queued() ? more : 0;
    }

    int agents(AgentState state) {
        return agents[state.ordinal()];
    }

    int loggedOn() {
        return Arrays.stream(agents).sum() - agents(AgentState.LOGGED_OFF);
    }

    static JsonObject json(WaitErrors errors) {
        return new JsonObject()
                .put("calls", errors.total())
                .put("medianMs", errors.quantileMs(500))
                .put("p90Ms", errors.quantileMs(900));
    }

    JsonObject json(long longestWaitMs) {
        JsonObject states = new JsonObject();
        for (AgentState state : AgentState.values()) {
            states.put(Words.camel(state), agents(state));
        }
        return new JsonObject()
                .put("id", name)
                .put("waiting", waiting)
                .put("longestWaitMs", longestWaitMs)
                .put("agents", states)
                .put("expectedWaitError", json(waitErrors))
                .put(
                        "today",
                        new JsonObject()
                                .put("offered", offered)
                                .put("answered", answered)
                                .put("abandoned", abandoned)
                                .put("overflowed", overflowed)
                                .put("callbacks", callbacks)
                                .put("calledBack", calledBack)
                                .put("notReached", notReached));
    }

    /** All queues that were ever told of. */
    static final class All {
        /** As they are shown. */
        private final Map<String, LiveQueue> inOrder = new TreeMap<>();
        /** The same, for the facts of every call: six of them ask for one. */
        private final Map<String, LiveQueue> byName = new HashMap<>();

        /** This one, which begins now if it was not told of before. */
        LiveQueue of(String name) {
            LiveQueue known = byName.get(name);
            return known == null ? begin(name) : known;
        }

        private LiveQueue begin(String name) {
            LiveQueue queue = new LiveQueue(name);
            inOrder.put(name, queue);
            byName.put(name, queue);
            return queue;
        }

        /** Null: it was not told of. */
        LiveQueue get(String name) {
            return byName.get(name);
        }

        /** By their names. */
        Collection<LiveQueue> all() {
            return inOrder.values();
        }
    }
}
