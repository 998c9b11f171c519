package hotswitch.sim;

/** What a mutant's class loader calls: nothing but texts and numbers cross the border. */
public final class Trial {
    private Trial() {}

    /** "" if there is none. */
    public static String firstFailure(long firstSeed, int seeds) {
        Life.Outcome failed = new Hunt(firstSeed, seeds, 0).run(line -> {});
        return failed == null ? "" : failed.failure().getMessage();
    }
}
