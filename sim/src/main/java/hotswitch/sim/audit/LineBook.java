package hotswitch.sim.audit;

import hotswitch.acd.Fact;
import hotswitch.acd.queue.AcdQueue;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Who waits where, in the order in which they must be served: priority, then the first entry into any line. */
final class LineBook {
    private final Auditor auditor;
    private final ToIntFunction<String> priority;
    private final Map<Long, Long> firstEntry = new TreeMap<>();
    private final Map<String, NavigableMap<Turn, Long>> waiting = new TreeMap<>();
    private long entries;

    private record Turn(int priority, long entry) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byPriority = Integer.compare(other.priority, priority);
            return byPriority != 0 ? byPriority : Long.compare(entry, other.entry);
        }
    }

    LineBook(Auditor auditor, ToIntFunction<String> priority) {
        this.auditor = auditor;
        this.priority = priority;
    }

    /** Before the call's own book takes it. */
    void event(Fact.CallEvent f, CallBook call) {
        switch (f.type()) {
            case QUEUED -> line(f.queue()).put(turn(f.queue(), call), call.id);
            case DELIVERED -> delivered(f, call);
            case DIVERTED -> {
                if (call.waits()) {
                    line(f.queue()).remove(turn(f.queue(), call));
                } else {
                    line(f.queue()).put(turn(f.queue(), call), call.id);
                }
            }
            case SERVICE_INITIATED,
                    ORIGINATED,
                    NETWORK_REACHED,
                    ESTABLISHED,
                    HELD,
                    RETRIEVED,
                    CONNECTION_CLEARED,
                    FAILED -> {}
        }
    }

    void offered(Fact.Receipt f) {
        first(f.queue(), f.callId());
    }

    void ended(long callId) {
        firstEntry.remove(callId);
        waiting.values().forEach(line -> line.values().removeIf(id -> id == callId));
    }

    private void delivered(Fact.CallEvent f, CallBook call) {
        if (!call.waits()) {
            return;
        }
        first(f.queue(), call.id);
        auditor.must(
                line(f.queue()).remove(turn(f.queue(), call)) != null, "A12 call " + call.id + " did not wait there");
    }

    private void first(String queue, long callId) {
        NavigableMap<Turn, Long> line = line(queue);
        boolean isFirst = !line.isEmpty() && line.firstEntry().getValue() == callId;
        auditor.must(
                isFirst,
                "A12 " + queue + ": call " + callId + " passes "
                        + line.values().stream().limit(3).toList());
    }

    private Turn turn(String queue, CallBook call) {
        long entry = firstEntry.computeIfAbsent(call.id, id -> ++entries);
        return new Turn(queue.equals(AcdQueue.LINES) ? 0 : priority.applyAsInt(call.dnis), entry);
    }

    private NavigableMap<Turn, Long> line(String queue) {
        return waiting.computeIfAbsent(queue, name -> new TreeMap<>());
    }
}
