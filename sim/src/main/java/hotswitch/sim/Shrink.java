package hotswitch.sim;

import hotswitch.sim.world.Log;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes a failure small: fewer faults, agents, callers, as long as the same fact still does not hold. */
final class Shrink {
    private static final int CONTEXT_LINES = 400;
    private final Options options;
    private Life.Outcome failure;
    private Cut cut = Cut.NONE;

    Shrink(Options options, Life.Outcome failure) {
        this.options = options;
        this.failure = failure;
    }

    void run(Consumer<String> out) {
        for (Fault fault : EnumSet.copyOf(List.of(Fault.values()))) {
            if (options.on(fault)) {
                tryWithout(Cut.ofFault(fault));
            }
        }
        halve(options.size().agents(), 1, Shrink::agents);
        halve(failure.callers(), 0, Shrink::callers);
        tell(out);
    }

    private static Cut agents(List<Integer> ids) {
        return Cut.ofAgents(ids);
    }

    private static Cut callers(List<Integer> ids) {
        return Cut.ofCallers(ids);
    }

    private interface Without {
        Cut these(List<Integer> ids);
    }

    /** Leaves out big pieces first, then smaller ones, then each. */
    private void halve(int count, int first, Without without) {
        for (int piece = Math.max(1, count / 2); piece >= 1; piece /= 2) {
            for (int from = 0; from < count; from += piece) {
                int to = Math.min(count, from + piece);
                tryWithout(without.these(
                        IntStream.range(first + from, first + to).boxed().toList()));
            }
        }
    }

    private void tryWithout(Cut more) {
        Cut smaller = cut.with(more);
        if (smaller.equals(cut)) {
            return;
        }
        Life.Outcome outcome = new Life(options, smaller, Log.NONE).live();
        boolean same = outcome.failure() != null
                && outcome.failure().rule().equals(failure.failure().rule());
        if (same && outcome.commands() <= failure.commands()) {
            cut = smaller;
            failure = outcome;
        }
    }

    private void tell(Consumer<String> out) {
        List<String> story = new ArrayList<>();
        Life.Outcome told = new Life(options, cut, Log.to(story::add)).live();
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        faults.addAll(options.faults());
        faults.removeAll(cut.faults());
        out.accept("# " + told.failure().getMessage());
        out.accept("# " + options);
        out.accept("# faults left: " + faults + ", agents left out: " + cut.agents() + ", callers left: "
                + (told.callers() - cut.callers().size()) + ", commands: " + told.commands());
        int from = Math.max(0, story.size() - CONTEXT_LINES);
        if (from > 0) {
            out.accept("# " + from + " lines before");
        }
        story.subList(from, story.size()).forEach(out);
    }
}
