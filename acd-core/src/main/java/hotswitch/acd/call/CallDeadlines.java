package hotswitch.acd.call;

import hotswitch.acd.time.Deadline;
import hotswitch.acd.time.Deadline.Kind;
import java.util.ArrayList;
import java.util.List;

/** The five deadlines of one call. A call that is over gives them back, disarmed, and a later one has them. */
final class CallDeadlines {
    final Deadline step = new Deadline(Kind.STEP, 0);
    final Deadline longestWait = new Deadline(Kind.WAIT, 0);
    final Deadline announcement = new Deadline(Kind.ANNOUNCE, 0);
    final Deadline relaxing = new Deadline(Kind.RELAX, 0);
    final Deadline patience = new Deadline(Kind.PATIENCE, 0);

    /** Throws if one of them is still armed. */
    CallDeadlines of(long callId) {
        step.belongTo(callId);
        longestWait.belongTo(callId);
        announcement.belongTo(callId);
        relaxing.belongTo(callId);
        patience.belongTo(callId);
        return this;
    }

    /** Those that no call has at present. */
    static final class Store {
        /** So many are kept for later calls; a rush of more leaves garbage once. */
        private static final int KEPT_MAX = 20_000;

        private final List<CallDeadlines> free = new ArrayList<>();

        CallDeadlines take(long callId) {
            CallDeadlines taken = free.isEmpty() ? new CallDeadlines() : free.removeLast();
            return taken.of(callId);
        }

        void giveBack(CallDeadlines deadlines) {
            deadlines.of(0);
            if (free.size() < KEPT_MAX) {
                free.add(deadlines);
            }
        }
    }
}
