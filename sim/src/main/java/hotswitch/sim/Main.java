package hotswitch.sim;

import hotswitch.sim.signal.SignalCut;
import hotswitch.sim.signal.SignalHunt;
import hotswitch.sim.signal.SignalLife;
import hotswitch.sim.signal.SignalOptions;
import hotswitch.sim.signal.SignalShrink;
import hotswitch.sim.world.Failure;
import hotswitch.sim.world.Log;
import java.util.function.Consumer;

/**
 * {@code ./hotswitch sim}: lives of a call centre by chance, with everything that can go wrong, until a fact does
 * not hold.
 * Ends with status 1 if one did not.
 */
public final class Main {
    private static final String USAGE = """
            ./hotswitch sim [--world core|signalling] [--seed N] [--seeds N] [--seconds S] [--shrink] [--coverage]
              --world core         commands and effects of the core (unless another one is asked for)
              --world signalling   SIP user agents around the whole switch, over a bad wire; --seed N prints a ladder:
                                   HH:MM:SS.mmm FROM > TO message call N cseq N again|lost|twice
                                                . COMMAND parts      what went into the core
              without --seed       random lives until a failure, a line a minute
              --seeds N            N lives and no more (with --seed: from that one on)
              --seed N             replays one life with a log:
                                   HH:MM:SS.mmm #number COMMAND parts   what went in (0 and "" left out)
                                       > Order parts                     what the core wants done by the edges
                                       = Fact parts                      what it states
              --seconds S          length of the shift (by chance otherwise)
              --shrink             drops callers, agents and faults while it still fails; writes the rest as a story
                                   (signalling: the end of its ladder, and the command that repeats it)
              --without A,B        one life of signalling without these kinds of mischief
              --callers N,N        one life of signalling in which only these call (0: nobody)
              --agents N,N         one life of signalling in which only these work
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
        if (asked.signalling()) {
            return signalling(asked);
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
        if (asked.seeds() > 0 || asked.coverage()) {
            return hunt(new Hunt(asked.seed(), asked.seeds() > 0 ? asked.seeds() : COVERED, asked.seconds()), asked);
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

    private static int signalling(Arguments asked) {
        if (asked.seed() != null && asked.seeds() == 0) {
            return oneLife(SignalOptions.draw(asked.seed(), asked.seconds()), asked);
        }
        long first = asked.seed() == null ? System.nanoTime() & Integer.MAX_VALUE : asked.seed();
        long count = asked.seeds() > 0 ? asked.seeds() : Long.MAX_VALUE;
        SignalHunt hunt = new SignalHunt(first, count, asked.seconds());
        String failure = hunt.run(System.out::println);
        System.out.print(failure.isEmpty() ? "" : failure + "\n");
        if (asked.shrink() && hunt.failed() != null) {
            SignalOptions options = hunt.failed().options();
            new SignalShrink(options, SignalCut.NONE, hunt.failed()).run(System.out::println);
        }
        return failure.isEmpty() ? 0 : 1;
    }

    private static int oneLife(SignalOptions options, Arguments asked) {
        System.out.println(options);
        Consumer<String> out = asked.shrink() ? null : System.out::println;
        SignalLife.Outcome outcome = new SignalLife(options, asked.cut(), out).live();
        if (outcome.failure() == null) {
            System.out.println("SEED=" + options.seed() + " all well: " + outcome.messages() + " messages");
            return 0;
        }
        if (asked.shrink()) {
            new SignalShrink(options, asked.cut(), outcome).run(System.out::println);
        }
        return failed(outcome.failure());
    }

    private static int failed(Failure failure) {
        System.out.println(failure.getMessage());
        if (failure.getCause() != null) {
            failure.getCause().printStackTrace(System.out);
        }
        return 1;
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
        failed(outcome.failure());
        if (asked.shrink()) {
            new Shrink(outcome.options(), outcome).run(System.out::println);
        }
        return 1;
    }
}
