package hotswitch.sim.signal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What did not hold, in order; each begins with its rule. */
final class Findings {
    private final List<String> found = new ArrayList<>();

    void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            found.add(what.get());
        }
    }

    /** "": all is well. */
    String first() {
        return found.isEmpty() ? "" : found.getFirst();
    }
}
