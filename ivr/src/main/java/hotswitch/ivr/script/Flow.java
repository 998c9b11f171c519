package hotswitch.ivr.script;

import java.util.List;

/** A named list of steps; the first one begins. */
public record Flow(String name, List<Line> steps) {
    public static final int STEPS_MAX = 500;

    /** {@code label} "": nothing jumps here. */
    public record Line(String label, Step step) {}

    /** Index of the labelled step, or -1. */
    public int indexOf(String label) {
        for (int i = 0; i < steps.size(); i++) {
            if (!label.isEmpty() && steps.get(i).label().equals(label)) return i;
        }
        return -1;
    }

    /** Where a jump from step {@code at} leads; -1 if nowhere. */
    public int target(int at, String label) {
        if (!label.isEmpty()) return indexOf(label);
        return at + 1 < steps.size() ? at + 1 : -1;
    }
}
