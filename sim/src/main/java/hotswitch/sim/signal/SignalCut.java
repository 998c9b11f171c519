package hotswitch.sim.signal;

import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is left out of a life: kinds of mischief, and all callers and agents but these; null: all are there. Nobody
 * else's chance changes by it.
 */
public record SignalCut(Set<Mischief> without, NavigableSet<Integer> callers, NavigableSet<Integer> agents) {
    public static final SignalCut NONE = new SignalCut(EnumSet.noneOf(Mischief.class), null, null);

    boolean calls(int caller) {
        return callers == null || callers.contains(caller);
    }

    boolean works(int agent) {
        return agents == null || agents.contains(agent);
    }

    SignalCut without(Mischief more) {
        Set<Mischief> all = EnumSet.of(more);
        all.addAll(without);
        return new SignalCut(all, callers, agents);
    }

    SignalCut callers(NavigableSet<Integer> only) {
        return new SignalCut(without, only, agents);
    }

    SignalCut agents(NavigableSet<Integer> only) {
        return new SignalCut(without, callers, only);
    }

    /** As the command line says it, with a space before each part. */
    @Override
    public String toString() {
        String mischief = without.stream().map(Mischief::name).collect(Collectors.joining(","));
        return (mischief.isEmpty() ? "" : " --without " + mischief)
                + (callers == null ? "" : " --callers " + text(callers))
                + (agents == null ? "" : " --agents " + text(agents));
    }

    private static String text(Set<Integer> ids) {
        return ids.isEmpty() ? "0" : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Numbers between commas; null if they are none. */
    public static NavigableSet<Integer> ids(String text) {
        if (!text.matches("\\d{1,9}(,\\d{1,9})*")) {
            return null;
        }
        NavigableSet<Integer> ids = new TreeSet<>();
        for (String each : text.split(",")) {
            ids.add(Integer.valueOf(each));
        }
        return ids;
    }

    /** Kinds of mischief between commas; null if they are none. */
    public static Set<Mischief> mischief(String text) {
        Set<Mischief> known = EnumSet.noneOf(Mischief.class);
        for (String each : text.split(",")) {
            boolean is = EnumSet.allOf(Mischief.class).stream()
                    .anyMatch(kind -> kind.name().equals(each));
            if (!is) {
                return null;
            }
            known.add(Mischief.valueOf(each));
        }
        return known;
    }
}
