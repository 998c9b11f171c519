package hotswitch.sim;

import hotswitch.sim.world.Log;

/**
 * {@code ./hotswitch sim}: lives of a call centre by chance, with everything that can go wrong, until a fact does
 * not hold.
 * Ends with status 1 if one did not.
 */
public final class Main {
    private static final String USAGE = """
            ./hotswitch sim [--seed N] [--seeds N] [--seconds S] [--shrink] [--coverage]
              without --seed       random lives until a failure, a line a minute
              --seeds N            N lives and no more (with --seed: from that one on)
              --seed N             replays one life with a log:
                                   HH:MM:SS.mmm #number COMMAND parts   what went in (0 and "" left out)
                                       > Order parts                     what the core wants done by the edges
                                       = Fact parts                      what it states
              --seconds S          length of the shift (by chance otherwise)
              --shrink             drops callers, agents and faults while it still fails; writes the rest as a story
              --coverage           which command met a call and an agent in which state, and why some never did
                                   (300 lives unless --seeds says otherwise)""";

    private static final long COVERED = 300;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        Arguments asked = Arguments.parse(args);
        if (asked == null) {
            System.err.println(USAGE);
            return 2;
        }
        if (asked.seed() == null) {
            long first = System.nanoTime() & Integer.MAX_VALUE;
            return hunt(
                    new Hunt(
                            first,
                            asked.seeds() > 0 ? asked.seeds() : asked.coverage() ? COVERED : Long.MAX_VALUE,
                            asked.seconds()),
                    asked);
        }
        if (asked.seeds() > 0) {
            return hunt(new Hunt(asked.seed(), asked.seeds(), asked.seconds()), asked);
        }
        Options options = Options.draw(asked.seed(), asked.seconds());
        System.out.println(options);
        Log log = asked.shrink() ? Log.NONE : Log.to(System.out::println);
        Life.Outcome outcome = new Life(options, Cut.NONE, log).live();
        if (outcome.failure() == null) {
            System.out.println("SEED=" + asked.seed() + " all well: " + outcome.commands() + " commands");
            return 0;
        }
        return failed(outcome, asked);
    }

    private static int hunt(Hunt hunt, Arguments asked) {
        Coverage coverage = new Coverage();
        Life.Outcome failed = (asked.coverage() ? hunt.counted(coverage) : hunt).run(System.out::println);
        if (asked.coverage()) {
            coverage.tell(System.out::println);
        }
        return failed == null ? 0 : failed(failed, asked);
    }

    private static int failed(Life.Outcome outcome, Arguments asked) {
        System.out.println(outcome.failure().getMessage());
        if (outcome.failure().getCause() != null) {
            outcome.failure().getCause().printStackTrace(System.out);
        }
        if (asked.shrink()) {
            new Shrink(outcome.options(), outcome).run(System.out::println);
        }
        return 1;
    }
}
