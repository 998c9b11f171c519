package hotswitch.acd.snapshot;

import hotswitch.acd.Direction;
import hotswitch.acd.ItemState;
import hotswitch.acd.LineState;
import hotswitch.acd.agent.AgentState;
import java.util.List;

/**
 * A picture of the live state, in id order, taken on the core's thread: what projections start from after recovery,
 * what
 * reconciliation compares with the edges, what invariants look at. {@code lastArrived}: the last call that an edge
 * brought; of a later one the core never heard.
 */
public record StateView(
        long eventSeq,
        long timeNs,
        long lastArrived,
        boolean emergency,
        boolean surge,
        List<AgentRow> agents,
        List<CallRow> calls,
        List<LegRow> legs,
        List<LineRow> lines,
        List<QueueRow> queues,
        List<SegmentRow> obligations,
        List<ItemRow> items) {

    /** {@code overdue}: it should be done by now. */
    public record ItemRow(
            long id,
            ItemState state,
            String channel,
            String queue,
            int agent,
            String subject,
            String customer,
            long arrivedNs,
            boolean overdue) {}

    /** {@code over}: on a break for longer than it may last. */
    public record AgentRow(
            int id,
            AgentState state,
            long sinceNs,
            String reason,
            String device,
            long callId,
            String pending,
            boolean over) {}

    public record CallRow(
            long id,
            Direction direction,
            String state,
            String ani,
            String dnis,
            String trunk,
            String queue,
            int agent,
            long arrivedNs,
            long queuedNs,
            long connectedNs,
            int position,
            String parkSlot,
            String callBack) {
        /** Nobody is there: he is to be called back some time. */
        public boolean promised() {
            return !callBack.isEmpty() && (state.equals("QUEUED") || state.equals("ASIDE"));
        }
    }

    /**
     * {@code peer}: the leg that it is bridged with, 0 = none. {@code role}: CALLER, AGENT, LINE, PARTY.
     * {@code holdMusic}: what it hears instead while the centre holds it, "" not held.
     * {@code conferring}: it hears, and is heard by, all such legs of its call.
     */
    public record LegRow(
            long id,
            long callId,
            String role,
            String state,
            String device,
            long peer,
            String holdMusic,
            boolean conferring,
            Playing playing) {}

    /** What the leg should be hearing: re-ordered after a restart. {@code playId} 0: nothing. */
    public record Playing(long playId, List<String> prompts, boolean loop) {}

    public record LineRow(String name, LineState state, long callId) {}

    /**
     * Today's counters (the day of the configured zone), all calls that entered the queue. {@code handlingMs}:
     * agent-time per call; {@code patienceMs}: {@link hotswitch.acd.queue.Pace#patienceMs}; {@code waitErrors}:
     * {@link hotswitch.acd.stats.WaitErrors#counts}.
     */
    public record QueueRow(
            String name,
            int waiting,
            long oldestQueuedNs,
            long offered,
            long answered,
            long abandoned,
            long overflowed,
            long callbacks,
            long calledBack,
            long notReached,
            long handlingMs,
            long patienceMs,
            List<Integer> waitErrors) {}

    /**
     * A talk segment whose recording is not closed; {@code open}: still talking. {@code partyLeg} 0: a message, which
     * so much silence ends ({@code silenceMs}, 0: none does).
     */
    public record SegmentRow(long callId, int segment, long callerLeg, long partyLeg, boolean open, long silenceMs) {}
}
