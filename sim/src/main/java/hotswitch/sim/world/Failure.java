package hotswitch.sim.world;

/** A fact that does not hold: where in which life, and what. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String rule;

    /** {@code what} begins with the rule: {@code I2 agent 3 holds 88 and 91}. */
    Failure(String where, String what, Throwable cause) {
        super(where.formatted(what.split(" ", 2)[0]) + ": " + what, cause);
        rule = what.split(" ", 2)[0];
    }

    /** The first word: {@code I2}, {@code A4}, {@code REPLAY}, {@code EXCEPTION}. */
    public String rule() {
        return rule;
    }
}
