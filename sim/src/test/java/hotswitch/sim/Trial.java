package hotswitch.sim;

import hotswitch.sim.signal.SignalHunt;

/** What a mutant's class loader calls: nothing but texts and numbers cross the border. */
public final class Trial {
    private Trial() {}

    /** The signalling world's; "" if there is none. */
    public static String signalling(long firstSeed, int seeds) {
        return new SignalHunt(firstSeed, seeds, 0).run(line -> {});
    }

    /** The core world's; "" if there is none. */
    public static String core(long firstSeed, int seeds) {
        Life.Outcome failed = new Hunt(firstSeed, seeds, 0).run(line -> {});
        return failed == null ? "" : failed.failure().getMessage();
    }
}
