package hotswitch.sim.audit;

import hotswitch.acd.CallbackState;
import hotswitch.acd.Fact;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.queue.AcdQueue;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many wait where, and whether there was room for who came last. A line may be longer than its bound: by those who
 * were there before the bound was lowered, and by those whom a failed offer brought back; nobody else may be beyond it.
 */
final class RoomBook {
    private final Auditor auditor;
    private final Map<Long, String> waiting = new TreeMap<>();
    /** Entered a line in this turn. */
    private final Map<Long, String> entered = new TreeMap<>();
    /** Bounds by the rules in force; 0: none. */
    private final Map<String, Integer> bounds = new TreeMap<>();
    /** Offers that began or failed in this turn: who is matched at once does not count as waiting. */
    private int moved;

    RoomBook(Auditor auditor) {
        this.auditor = auditor;
    }

    /** Who entered before in this turn did so by the old rules. */
    void configured(CentreConfig config) {
        entered.forEach(this::look);
        entered.clear();
        bounds.clear();
        config.queues().forEach(queue -> bounds.put(queue.name(), queue.bounds().waitingMax()));
        bounds.put(AcdQueue.LINES, config.hunt().waitingMax());
    }

    /** Before the call's own book takes it. */
    void event(Fact.CallEvent f, CallBook call) {
        switch (f.type()) {
            case QUEUED -> {
                waiting.put(call.id, f.queue());
                entered.put(call.id, f.queue());
            }
            case DELIVERED -> {
                if (call.waits()) {
                    leave(call.id);
                }
            }
            case DIVERTED -> {
                leave(call.id);
                if (!call.waits()) {
                    waiting.put(call.id, f.queue());
                }
            }
            case SERVICE_INITIATED,
                    ORIGINATED,
                    NETWORK_REACHED,
                    ESTABLISHED,
                    HELD,
                    RETRIEVED,
                    CONNECTION_CLEARED,
                    FAILED,
                    TRANSFERRED,
                    CONFERENCED -> {}
        }
    }

    /** Back from a rest at the old place, even where there is no room: like a failed offer. */
    void callback(Fact.CallbackChanged f) {
        if (f.state() == CallbackState.RESTS) {
            leave(f.callId());
        } else if (f.state() == CallbackState.WAITS) {
            waiting.put(f.callId(), f.queue());
            moved++;
        }
    }

    private void leave(long callId) {
        waiting.remove(callId);
        entered.remove(callId);
        moved++;
    }

    void ended(long callId) {
        waiting.remove(callId);
        entered.remove(callId);
    }

    void turnEnds() {
        entered.forEach(this::look);
        entered.clear();
        moved = 0;
    }

    private void look(long callId, String queue) {
        int bound = bounds.getOrDefault(queue, 0);
        long there = waiting.values().stream().filter(queue::equals).count();
        auditor.must(
                bound == 0 || there <= bound + moved,
                () -> "A14 call " + callId + " entered " + queue + ", where " + there + " wait and " + bound + " may");
    }
}
