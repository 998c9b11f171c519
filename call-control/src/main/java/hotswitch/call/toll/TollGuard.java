package hotswitch.call.toll;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Judges calls of seats to numbers outside, and remembers those of the last hour: of a person wherever he sits, or of a
 * seat at which nobody is logged on.
 */
public final class TollGuard {
    private final SortedMap<String, LastHour> lastHour = new TreeMap<>();
    private final BiConsumer<String, byte[]> keeper;
    private TollRules rules = TollRules.NONE;
    private long refused;

    /** {@code keeper}: told of each key whose calls are counted, with what {@link #restore} wants after a restart. */
    public TollGuard(BiConsumer<String, byte[]> keeper) {
        this.keeper = keeper;
    }

    /** Whose calls these are; {@code agent} 0: nobody is logged on at the seat. */
    public static String key(String seat, int agent) {
        return agent == 0 ? "device:" + seat : "agent:" + agent;
    }

    /** What a former process counted. */
    public void restore(String key, byte[] kept) {
        lastHour.put(key, LastHour.of(kept));
    }

    /** From now on; what was dialled still counts. */
    public void rules(TollRules next) {
        rules = next;
    }

    /**
     * Why this seat may not dial this now; "" when it may, and has.
     *
     * @param who {@link #key}
     * @param atOnce numbers outside that this one had dialled and that go on, in this call or wherever they are now
     */
    public String refusal(String seat, String who, Destination to, int atOnce, long nowNs) {
        for (TollRule rule : rules.rules()) {
            if (rule.isFor(seat)) {
                String why = refusal(rule, who, to, atOnce, nowNs);
                refused += why.isEmpty() ? 0 : 1;
                return why;
            }
        }
        return "";
    }

    private String refusal(TollRule rule, String who, Destination to, int atOnce, long nowNs) {
        if (!rule.permits(to)) {
            return "destination not permitted";
        }
        if (!rule.isOpen(rules.hours(), nowNs)) {
            return "not at this time of day";
        }
        if (rule.concurrent() > 0 && atOnce >= rule.concurrent()) {
            return "too many calls at once";
        }
        if (rule.perHour() == 0) {
            return "";
        }
        LastHour calls = lastHour.computeIfAbsent(who, first -> new LastHour());
        if (calls.calls(nowNs) >= rule.perHour()) {
            return "too many calls in an hour";
        }
        calls.add(nowNs);
        keeper.accept(who, calls.bytes());
        return "";
    }

    /** Calls refused since the start. */
    public long refused() {
        return refused;
    }
}
