package hotswitch.acd.centre;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Disposition;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Obligations.Obligation;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.queue.AcdQueue;

/**
 * The facts of every call, written field by field as {@code FactCodec} reads them: no object is made of what is only
 * to become bytes. Rare ones are objects and go to {@link Centre#fact}.
 */
public final class Statements {
    private final Centre centre;

    Statements(Centre centre) {
        this.centre = centre;
    }

    /** {@code leg} null: it is about none. */
    public void event(CallEventType type, Call call, Leg leg, String cause) {
        BytesWriter out = begin(FactCodec.CALL_EVENT).i8(type.ordinal()).i64(call.id);
        out.i64(leg == null ? 0 : leg.id).text(leg == null ? "" : leg.device);
        out.i32(call.agent).text(call.waiting.queue).text(cause);
        centre.endFact();
    }

    public void created(Call call, String flow) {
        BytesWriter out = begin(FactCodec.CALL_CREATED).i64(call.id).i8(call.direction.ordinal());
        out.text(call.ani).text(call.dnis).text(call.trunk).text(flow);
        centre.endFact();
    }

    public void entered(Call call, String flow, String content) {
        BytesWriter out = begin(FactCodec.FLOW_ENTERED).i64(call.id);
        out.text(flow).text(content).text(call.run.version);
        centre.endFact();
    }

    /** {@code agent} is in its new state already. */
    void changed(Agent agent, AgentState former, long inStateMs) {
        BytesWriter out = begin(FactCodec.AGENT_CHANGED).i32(agent.id);
        out.i8(agent.state().ordinal()).i8(former.ordinal()).i64(inStateMs);
        out.text(agent.reason).text(agent.device).i64(agent.callId);
        centre.endFact();
    }

    /** What the leg has done until now. */
    void interval(Call call, Leg leg) {
        BytesWriter out = begin(FactCodec.TALK_INTERVAL).i64(call.id).i64(leg.id);
        out.text(leg.role.word()).text(leg.device).i32(leg.agent);
        out.i8(leg.kind.ordinal()).i64(leg.kindSinceNs).i64(centre.nowNs());
        centre.endFact();
    }

    void owed(Obligation recording) {
        BytesWriter out = begin(FactCodec.RECORDING_CHANGED);
        out.i64(recording.key().callId()).i32(recording.key().segment()).i8(RecordingState.OPEN.ordinal());
        out.i32(recording.agent()).text("").i64(0).text("");
        centre.endFact();
    }

    public void waitExpected(Call call, AcdQueue queue, int position) {
        BytesWriter out =
                begin(FactCodec.WAIT_EXPECTED).i64(call.id).text(queue.name).i32(position);
        out.i64(call.waiting.expectedMs);
        out.i64(queue.pace.handlingMs()).i64(queue.pace.patienceMs());
        centre.endFact();
    }

    void waitMeasured(Call call, AcdQueue queue, long waitedMs) {
        BytesWriter out = begin(FactCodec.WAIT_MEASURED).i64(call.id).text(queue.name);
        out.i64(call.waiting.expectedMs).i64(waitedMs);
        centre.endFact();
    }

    public void done(Request request, Answer answer) {
        BytesWriter out = begin(FactCodec.REQUEST_DONE).i64(request.id()).text(request.key());
        out.i32(answer.status()).text(answer.detail()).i64(answer.callId());
        centre.endFact();
    }

    /** The call's record. {@code agent}: who had it last; 0: nobody. */
    void ended(Call call, int agent, Disposition disposition, Ending ending) {
        BytesWriter out = begin(FactCodec.CALL_ENDED).i64(call.id).i8(call.direction.ordinal());
        out.text(call.ani).text(call.dnis).text(call.trunk).text(call.waiting.queue);
        out.i32(agent).text(call.party).text(call.displayed);
        call.clock.writeEnded(centre.nowNs(), out);
        out.i8(disposition.ordinal()).text(ending.by()).text(ending.cause());
        out.i32(call.offers).i32(call.segments).text(call.hops).text(call.config);
        centre.endFact();
    }

    private BytesWriter begin(int type) {
        return centre.beginFact().i8(type);
    }
}
