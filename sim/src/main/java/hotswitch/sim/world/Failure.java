package hotswitch.sim.world;

/** A fact that does not hold: where in which life, and what. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String rule;

    /** {@code what} begins with the rule: {@code I2 agent 3 holds 88 and 91}. */
    public Failure(String where, String what, Throwable cause) {
        this(where, what.split(" ", 2), cause);
    }

    private Failure(String where, String[] ruleAndRest, Throwable cause) {
        super(where.formatted(ruleAndRest[0]) + ": " + ruleAndRest[1], cause);
        rule = ruleAndRest[0];
    }

    /** The first word: {@code I2}, {@code A4}, {@code REPLAY}, {@code EXCEPTION}. */
    public String rule() {
        return rule;
    }
}
