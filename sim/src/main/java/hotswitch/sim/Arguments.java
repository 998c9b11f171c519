package hotswitch.sim;

import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.SignalCut;
import java.util.NavigableSet;
import java.util.Set;

/**
 * The command line. {@code seed} null: by chance; {@code seeds}, {@code seconds} 0: not said; {@code signalling}: the
 * world with the wire in it.
 */
record Arguments(
        Long seed, long seeds, long seconds, boolean shrink, boolean coverage, boolean signalling, SignalCut cut) {

    /** Null if it cannot be understood. */
    static Arguments parse(String[] args) {
        Long seed = null;
        long seeds = 0;
        long seconds = 0;
        boolean shrink = false;
        boolean coverage = false;
        String world = "core";
        SignalCut cut = SignalCut.NONE;
        for (int i = 0; i < args.length; i++) {
            boolean more = i + 1 < args.length && args[i + 1].matches("-?\\d{1,18}");
            switch (args[i]) {
                case "--shrink" -> shrink = true;
                case "--coverage" -> coverage = true;
                case "--without", "--callers", "--agents" -> {
                    cut = i + 1 < args.length ? more(cut, args[i], args[++i]) : null;
                    if (cut == null) {
                        return null;
                    }
                }
                case "--world" -> world = ++i < args.length ? args[i] : "";
                case "--seed", "--seeds", "--seconds" -> {
                    if (!more) {
                        return null;
                    }
                    long value = Long.parseLong(args[i + 1]);
                    seed = args[i].equals("--seed") ? Long.valueOf(value) : seed;
                    seeds = args[i].equals("--seeds") ? value : seeds;
                    seconds = args[i].equals("--seconds") ? value : seconds;
                    i++;
                }
                default -> {
                    return null;
                }
            }
        }
        boolean signalling = world.equals("signalling");
        boolean one = cut.equals(SignalCut.NONE) || (seed != null && seeds == 0);
        boolean understood = signalling ? !coverage && one : world.equals("core") && cut.equals(SignalCut.NONE);
        return understood ? new Arguments(seed, seeds, seconds, shrink, coverage, signalling, cut) : null;
    }

    /** Null if that is nothing that could be left out. */
    private static SignalCut more(SignalCut cut, String option, String value) {
        Set<Mischief> without = option.equals("--without") ? SignalCut.mischief(value) : cut.without();
        NavigableSet<Integer> callers = option.equals("--callers") ? SignalCut.ids(value) : cut.callers();
        NavigableSet<Integer> agents = option.equals("--agents") ? SignalCut.ids(value) : cut.agents();
        boolean wrong = without == null
                || (option.equals("--callers") && callers == null)
                || (option.equals("--agents") && agents == null);
        return wrong ? null : new SignalCut(without, callers, agents);
    }
}
