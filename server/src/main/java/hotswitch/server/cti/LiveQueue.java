package hotswitch.server.cti;

import hotswitch.acd.Fact.WaitMeasured;
import hotswitch.acd.stats.WaitErrors;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One queue's counters of today. */
final class LiveQueue {
    final String name;
    long offered;
    long answered;
    long abandoned;
    long overflowed;
    /** Promised, reached, given up. */
    long callbacks;

    long calledBack;
    long notReached;

    /** Agent-time per call, of which expected waits are made. */
    long handlingMs = 240_000;
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

    void measured(WaitMeasured f) {
        waitErrors.add(Math.abs(f.waitedMs() - f.expectedMs()));
    }

    JsonObject json(int waiting, long longestWaitMs, JsonObject agents) {
        return new JsonObject()
                .put("id", name)
                .put("waiting", waiting)
                .put("longestWaitMs", longestWaitMs)
                .put("agents", agents)
                .put(
                        "expectedWaitError",
                        new JsonObject()
                                .put("calls", waitErrors.total())
                                .put("medianMs", waitErrors.quantileMs(500))
                                .put("p90Ms", waitErrors.quantileMs(900)))
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
}
