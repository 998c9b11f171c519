package hotswitch.acd.steps;

import hotswitch.acd.queue.AcdQueue;

/** How long a call that enters a queue now would wait. */
final class Expected {
    /** Handling time of a call where nothing else is known (requirements: 240 s with wrap-up). */
    private static final long HANDLING_S = 240;

    private static final long DAY_S = 86_400;

    private Expected() {}

    /** Whoever is ahead, and this one, are served one after the other by all who are logged on. */
    static long waitS(AcdQueue queue) {
        if (queue.common().readyCount() > 0) {
            return 0;
        }
        if (queue.loggedOn() == 0) {
            return DAY_S;
        }
        return Math.min(DAY_S, (queue.waiting.size() + 1) * HANDLING_S / queue.loggedOn());
    }
}
