package hotswitch.sim.signal;

import hotswitch.sim.Halves;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes a failure small: less mischief, fewer agents and callers, as long as the same rule still does not hold. */
public final class SignalShrink {
    private static final int CONTEXT_LINES = 200;
    private final SignalOptions options;
    private SignalLife.Outcome failure;
    private SignalCut cut;

    /** {@code failure}: how that life ends with this cut. */
    public SignalShrink(SignalOptions options, SignalCut cut, SignalLife.Outcome failure) {
        this.options = options;
        this.failure = failure;
        this.cut = cut;
    }

    /** The last lines of its ladder, and the command that repeats it. */
    public SignalCut run(Consumer<String> out) {
        for (Mischief each : options.mischief()) {
            attempt(cut.without(each));
        }
        NavigableSet<Integer> agents = of(cut.agents(), options.centre().size().agents());
        NavigableSet<Integer> callers = of(cut.callers(), failure.callers());
        Halves.of(agents.last(), 1, ids -> attempt(cut.agents(less(cut.agents(), agents, ids))));
        Halves.of(callers.last(), 1, ids -> attempt(cut.callers(less(cut.callers(), callers, ids))));
        List<String> ladder = new ArrayList<>();
        SignalLife.Outcome told = new SignalLife(options, cut, ladder::add).live();
        ladder.subList(Math.max(0, ladder.size() - CONTEXT_LINES), ladder.size())
                .forEach(out);
        out.accept(told.failure().getMessage());
        out.accept("./hotswitch sim --world signalling --seed " + options.seed() + " --seconds "
                + options.centre().seconds() + cut);
        return cut;
    }

    private static NavigableSet<Integer> of(NavigableSet<Integer> only, int count) {
        return only != null && !only.isEmpty()
                ? only
                : new TreeSet<>(
                        IntStream.rangeClosed(1, Math.max(1, count)).boxed().toList());
    }

    private static NavigableSet<Integer> less(
            NavigableSet<Integer> now, NavigableSet<Integer> all, List<Integer> without) {
        NavigableSet<Integer> rest = new TreeSet<>(now == null ? all : now);
        without.forEach(rest::remove);
        return rest;
    }

    private void attempt(SignalCut smaller) {
        if (smaller.equals(cut)) {
            return;
        }
        SignalLife.Outcome outcome = new SignalLife(options, smaller, null).live();
        boolean same = outcome.failure() != null
                && outcome.failure().rule().equals(failure.failure().rule());
        if (same) {
            cut = smaller;
            failure = outcome;
        }
    }
}
