package hotswitch.call.toll;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges calls of seats to numbers outside, and remembers those of the last hour. */
public final class TollGuard {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private final SortedMap<String, ArrayDeque<Long>> lastHour = new TreeMap<>();
    private List<TollRule> rules = List.of();
    private long refused;

    /** From now on; what was dialled still counts. */
    public void rules(List<TollRule> next) {
        rules = List.copyOf(next);
    }

    /**
     * Why this seat may not dial this number now; "" when it may, and has.
     *
     * @param atOnce calls of this seat to the outside that go on already
     */
    public String refusal(String seat, String number, int atOnce, long nowNs) {
        for (TollRule rule : rules) {
            if (rule.isFor(seat)) {
                String why = refusal(rule, seat, number, atOnce, nowNs);
                refused += why.isEmpty() ? 0 : 1;
                return why;
            }
        }
        return "";
    }

    private String refusal(TollRule rule, String seat, String number, int atOnce, long nowNs) {
        if (!rule.permits(number)) {
            return "destination not permitted";
        }
        if (!rule.isOpen(nowNs)) {
            return "not at this time of day";
        }
        if (rule.concurrent() > 0 && atOnce >= rule.concurrent()) {
            return "too many calls at once";
        }
        if (rule.perHour() == 0) {
            return "";
        }
        ArrayDeque<Long> calls = lastHour.computeIfAbsent(seat, first -> new ArrayDeque<>());
        while (!calls.isEmpty() && nowNs - calls.peekFirst() >= HOUR_NS) {
            calls.removeFirst();
        }
        if (calls.size() >= rule.perHour()) {
            return "too many calls in an hour";
        }
        calls.addLast(nowNs);
        return "";
    }

    /** Calls refused since the start. */
    public long refused() {
        return refused;
    }
}
