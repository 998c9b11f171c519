package hotswitch.acd.kpi;

import hotswitch.acd.agent.AgentState;

/** An agent was in one state from then to then (epoch ns). */
public record AgentSpan(int agent, AgentState state, long fromNs, long toNs) {
    private static final long NS_PER_MS = 1_000_000;

    /** How much of it lies in this stretch of time, in ms. */
    long msWithin(long beginNs, long endNs) {
        return Math.max(0, Math.min(toNs, endNs) - Math.max(fromNs, beginNs)) / NS_PER_MS;
    }
}
