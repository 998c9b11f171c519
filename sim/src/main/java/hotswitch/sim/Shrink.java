package hotswitch.sim;

import hotswitch.sim.world.Log;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

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
        faults();
        Halves.of(options.size().agents(), 1, ids -> tryWithout(Cut.ofAgents(ids)));
        Halves.of(failure.callers(), 0, ids -> tryWithout(Cut.ofCallers(ids)));
        faults();
        tell(out);
    }

    /** Tried once more when few are left: what a long life needed by chance, a short one may not. */
    private void faults() {
        for (Fault fault : Fault.values()) {
            if (options.on(fault) && !cut.faults().contains(fault)) {
                tryWithout(Cut.ofFault(fault));
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
                + (told.callers() - cut.callers().headSet(told.callers()).size()) + ", commands: " + told.commands());
        int from = Math.max(0, story.size() - CONTEXT_LINES);
        if (from > 0) {
            out.accept("# " + from + " lines before");
        }
        story.subList(from, story.size()).forEach(out);
    }
}
