package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.Strategy;
import java.util.Comparator;

/**
 * An agent who is ready for a queue. {@code level}: the lowest of the asked skills; {@code order}: who became idle
 * first.
 */
public record Ready(int level, long order, int agent) {

    /** The next to be offered a call comes first; {@code order} is unique, so the order is total. */
    static Comparator<Ready> by(Strategy strategy) {
        return switch (strategy) {
            case LONGEST_IDLE -> Comparator.comparingLong(Ready::order);
            case SKILL_FIRST -> Comparator.comparingInt(Ready::level).reversed().thenComparingLong(Ready::order);
        };
    }
}
