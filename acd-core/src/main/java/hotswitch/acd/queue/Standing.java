package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.Strategy;

/**
 * By what a ready agent is compared with others. {@code idleOrder}: who became idle first has the least; it is
 * different for each. {@code calls}, {@code talkNs}: since log-on. {@code offerOrder}: of the last offer, 0: none yet.
 */
public record Standing(int agent, long idleOrder, int calls, long talkNs, long offerOrder) {

    /** The least is offered a call first. */
    long measure(Strategy strategy, int level) {
        return switch (strategy) {
            case LONGEST_IDLE -> 0;
            case SKILL_FIRST -> -level;
            case FEWEST_CALLS -> calls;
            case LEAST_TALK_TIME -> talkNs;
            case ROUND_ROBIN -> offerOrder;
            case LINEAR -> agent;
        };
    }
}
