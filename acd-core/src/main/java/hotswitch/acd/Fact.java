package hotswitch.acd;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.codec.RecordCodec;
import java.util.List;

/**
 * What the core states to the world: events, records, receipts. Numbered without gaps by the core; re-emitted in
 * replay,
 * and projections skip what is not newer than what they have.
 */
public sealed interface Fact {

    /**
     * As {@code FactCodec}'s bytes. Those of every call write themselves; the core writes them without making them
     * ({@code Statements}).
     */
    default void write(BytesWriter out) {
        FactCodec.writeRare(this, out);
    }

    /** Those that come with every call: who follows all facts reads them where they lie ({@code CallFacts}). */
    sealed interface OfEveryCall extends Fact {}

    /** A call event in CSTA's sense (ECMA-269). Absent parts: 0 and "". */
    record CallEvent(CallEventType type, long callId, long legId, String device, int agent, String queue, String cause)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.CALL_EVENT)
                    .i8(type.ordinal())
                    .i64(callId)
                    .i64(legId)
                    .text(device);
            out.i32(agent).text(queue).text(cause);
        }
    }

    /** A call came into being. */
    record CallCreated(long callId, Direction direction, String ani, String dnis, String trunk, String flow)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.CALL_CREATED)
                    .i64(callId)
                    .i8(direction.ordinal())
                    .text(ani)
                    .text(dnis);
            out.text(trunk).text(flow);
        }
    }

    /** An agent's state changed; {@code inStateMs}: how long the former state lasted. */
    record AgentChanged(
            int agent, AgentState state, AgentState former, long inStateMs, String reason, String device, long callId)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.AGENT_CHANGED).i32(agent).i8(state.ordinal()).i8(former.ordinal());
            out.i64(inStateMs).text(reason).text(device).i64(callId);
        }
    }

    /** A wrap-up was prolonged for the {@code times}th time, until then (epoch ns). */
    record WrapUpExtended(int agent, long untilNs, int times) implements Fact {}

    /**
     * The call has to wait. {@code handlingMs}: the queue's agent-time per call; {@code patienceMs}: how long its
     * callers wait until they give up, 0: hardly anybody does. Of both the expectation is made ({@code Pace}).
     */
    record WaitExpected(long callId, String queue, int position, long expectedMs, long handlingMs, long patienceMs)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.WAIT_EXPECTED).i64(callId).text(queue).i32(position);
            out.i64(expectedMs).i64(handlingMs).i64(patienceMs);
        }
    }

    /** What became of a work item; {@code agent}: to whom it is offered or who has it, or had it last. */
    record ItemChanged(
            long itemId,
            ItemState state,
            String channel,
            String queue,
            int agent,
            String subject,
            String customer,
            String cause)
            implements Fact {}

    /** A work item should be done by now. */
    record ItemOverdue(long itemId, String queue, int agent) implements Fact {}

    /** A wait that was expected is over: an agent answered. Both from the entry into this queue. */
    record WaitMeasured(long callId, String queue, long expectedMs, long waitedMs) implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.WAIT_MEASURED)
                    .i64(callId)
                    .text(queue)
                    .i64(expectedMs)
                    .i64(waitedMs);
        }
    }

    /** An agent is not ready for this reason for longer than it may last. */
    record BreakOver(int agent, String reason, long sinceMs) implements Fact {}

    record DeviceChanged(String device, boolean up) implements Fact {}

    record LineChanged(String line, LineState state, long callId) implements Fact {}

    /** The end of a call: its record, with one disposition of the closed list. */
    record CallEnded(CallRecord record) implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            RecordCodec.write(record, out.i8(FactCodec.CALL_ENDED));
        }
    }

    record RecordingChanged(
            long callId, int segment, RecordingState state, int agent, String file, long lengthMs, String sha256)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.RECORDING_CHANGED).i64(callId).i32(segment).i8(state.ordinal());
            out.i32(agent).text(file).i64(lengthMs).text(sha256);
        }
    }

    /** Why this call went to this agent: each candidate in the order of preference, who was excluded by reason. */
    record Receipt(
            long callId,
            long offerId,
            String queue,
            int agent,
            String policy,
            Decision decision,
            List<Candidate> candidates,
            List<Exclusion> exclusions)
            implements Fact {}

    /**
     * Why this call. {@code score} (milli-points) of {@code priority} and {@code waitedMs} by the queue's rates;
     * {@code step}: how far the queue's asks are relaxed for it; {@code asks}: its own, "english:2 hakka:1";
     * {@code preferred}: the agent whom it waited for, 0 anybody; {@code overtaken}: how often one behind it in this
     * queue was offered to somebody before it.
     */
    record Decision(long score, int priority, long waitedMs, int step, String asks, int preferred, int overtaken) {}

    /**
     * In the order of the offer: {@code step} (from which on this agent may take it), {@code preference} (the sum of
     * preferred levels), {@code measure} (the strategy's, the least first), who became idle first. {@code level}: the
     * lowest of the asked skills.
     */
    record Candidate(int agent, int step, int preference, int level, long measure, long idleMs) {}

    /**
     * {@code why}: {@code SKILLS}, {@code NOT_YET} (after a later relaxation), {@code NOT_PREFERRED} (the call waits
     * for somebody else), {@code REMOVED}, {@code ITEMS} (has work items enough), or the state that these agents
     * are in and its reason.
     */
    record Exclusion(String why, AgentIds agents) {}

    /** A request of the API was carried out (2xx) or refused (4xx with the reason). */
    record RequestDone(long requestId, String key, int status, String detail, long callId) implements Fact {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.REQUEST_DONE).i64(requestId).text(key).i32(status);
            out.text(detail).i64(callId);
        }
    }

    /** Something an operator must know; {@code on} false takes it back. */
    record Alarm(String code, long callId, String detail, boolean on) implements Fact {}

    /** A right was used or refused. */
    record Audited(String by, String action, String subject, boolean allowed, String detail) implements Fact {}

    /** A call entered a flow: which, and what it can do ({@code CallFlow.contentHash}). */
    record FlowEntered(long callId, String flow, String content, String config) implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.FLOW_ENTERED).i64(callId).text(flow).text(content).text(config);
        }
    }

    /** A flow noted something about its call: an answer of the caller, a language, a rating. */
    record CallNoted(long callId, String name, String value) implements Fact {}

    /** The caller got by himself what he called for; told once per call and service. */
    record SelfServed(long callId, String service) implements Fact {}

    /** The recording of this segment is a message, not a talk. */
    record MessageLeft(long callId, int segment) implements Fact {}

    /** How the audio of a leg was; told when it is over, mostly after its call's end. */
    record LegMeasured(long callId, long legId, String trunk, String device, LegQuality quality)
            implements OfEveryCall {}

    record ConfigChanged(String hash) implements Fact {}

    record EmergencyChanged(boolean on) implements Fact {}

    /** A call-back moved on; {@code untilNs}: until when it rests, or the promise holds (epoch ns). */
    record CallbackChanged(
            long callId, CallbackState state, String queue, String number, int tries, long untilNs, String cause)
            implements Fact {}

    /** Surge mode; {@code byLoad}: by itself, not by hand. {@code waiting}: how many waited then. */
    record SurgeChanged(boolean on, boolean byLoad, int waiting) implements Fact {}

    /**
     * What one party did, from when to when (epoch ns); stated at its end. The intervals of a leg follow each other
     * without a gap from its connection to its end. {@code role}: caller, agent, line or party.
     */
    record TalkInterval(
            long callId, long legId, String role, String device, int agent, TalkKind kind, long fromNs, long toNs)
            implements OfEveryCall {
        @Override
        public void write(BytesWriter out) {
            out.i8(FactCodec.TALK_INTERVAL).i64(callId).i64(legId).text(role).text(device);
            out.i32(agent).i8(kind.ordinal()).i64(fromNs).i64(toNs);
        }
    }
}
