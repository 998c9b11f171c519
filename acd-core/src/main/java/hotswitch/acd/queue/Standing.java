package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.Strategy;

/** By what an agent who is ready is compared with others. */
public final class Standing {
    private final int agent;
    /** Who became idle first has the least; it is different for each. */
    public long idleOrder;
    /** Since log-on: calls of queues that were talked, and for how long. */
    public int calls;

    public long talkNs;
    /** Place of the last offer among all offers; 0: none since log-on. */
    public long offerOrder;

    public Standing(int agent) {
        this.agent = agent;
    }

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
