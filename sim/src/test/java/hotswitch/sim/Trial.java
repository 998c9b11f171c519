package hotswitch.sim;

import hotswitch.sim.signal.SignalCut;
import hotswitch.sim.signal.SignalHunt;
import hotswitch.sim.signal.SignalShrink;
import java.util.ArrayList;
import java.util.List;

/** What a mutant's class loader calls: nothing but texts and numbers cross the border. */
public final class Trial {
    private Trial() {}

    /** The signalling world's; "" if there is none. */
    public static String signalling(long firstSeed, int seeds) {
        return new SignalHunt(firstSeed, seeds, 0).run(line -> {});
    }

    /** The command that repeats the signalling world's first failure with what it needs; "" if there is none. */
    public static String shrunk(long firstSeed, int seeds) {
        SignalHunt hunt = new SignalHunt(firstSeed, seeds, 0);
        List<String> said = new ArrayList<>();
        if (!hunt.run(line -> {}).isEmpty()) {
            new SignalShrink(hunt.failed().options(), SignalCut.NONE, hunt.failed()).run(said::add);
        }
        return said.isEmpty() ? "" : said.getLast();
    }

    /** The core world's; "" if there is none. */
    public static String core(long firstSeed, int seeds) {
        Life.Outcome failed = new Hunt(firstSeed, seeds, 0).run(line -> {});
        return failed == null ? "" : failed.failure().getMessage();
    }

    /** The core world's first failure, and the story of it that {@link Shrink} writes; "" if there is none. */
    public static String shrunkCore(long firstSeed, int seeds) {
        Life.Outcome failed = new Hunt(firstSeed, seeds, 0).run(line -> {});
        List<String> said = new ArrayList<>();
        if (failed != null) {
            said.add(failed.failure().getMessage());
            new Shrink(failed.options(), failed).run(said::add);
        }
        return String.join("\n", said);
    }
}
