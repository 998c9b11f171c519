package hotswitch.server.cti;

import io.vertx.core.json.JsonObject;

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
    }

    JsonObject json(int waiting, long longestWaitMs, JsonObject agents) {
        return new JsonObject()
                .put("id", name)
                .put("waiting", waiting)
                .put("longestWaitMs", longestWaitMs)
                .put("agents", agents)
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
