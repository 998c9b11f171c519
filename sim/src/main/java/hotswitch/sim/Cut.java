package hotswitch.sim;

import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What is left out of a life to make its failure smaller. Nobody else's chance changes by it. */
public record Cut(NavigableSet<Integer> callers, NavigableSet<Integer> agents, Set<Fault> faults) {
    public static final Cut NONE = new Cut(new TreeSet<>(), new TreeSet<>(), EnumSet.noneOf(Fault.class));

    Cut with(Cut more) {
        NavigableSet<Integer> allCallers = new TreeSet<>(callers);
        allCallers.addAll(more.callers);
        NavigableSet<Integer> allAgents = new TreeSet<>(agents);
        allAgents.addAll(more.agents);
        Set<Fault> allFaults = EnumSet.noneOf(Fault.class);
        allFaults.addAll(faults);
        allFaults.addAll(more.faults);
        return new Cut(allCallers, allAgents, allFaults);
    }

    static Cut ofCallers(Iterable<Integer> callers) {
        Cut cut = new Cut(new TreeSet<>(), new TreeSet<>(), EnumSet.noneOf(Fault.class));
        callers.forEach(cut.callers::add);
        return cut;
    }

    static Cut ofAgents(Iterable<Integer> agents) {
        Cut cut = new Cut(new TreeSet<>(), new TreeSet<>(), EnumSet.noneOf(Fault.class));
        agents.forEach(cut.agents::add);
        return cut;
    }

    static Cut ofFault(Fault fault) {
        return new Cut(new TreeSet<>(), new TreeSet<>(), EnumSet.of(fault));
    }
}
