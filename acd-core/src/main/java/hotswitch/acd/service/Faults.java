package hotswitch.acd.service;

import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.Disposition;
import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.time.Deadline;

/** In the place of a command that threw: its call is released, whoever asked is answered, an alarm is raised. */
final class Faults {
    private final Turn turn;
    private final Centre centre;
    private final Arriving arriving;
    private final Requests requests;

    Faults(Turn turn, Arriving arriving, Requests requests) {
        this.turn = turn;
        this.centre = turn.centre;
        this.arriving = arriving;
        this.requests = requests;
    }

    void skip(Command command, String fault) {
        long callId = callOf(command);
        Call call = centre.calls.get(callId);
        if (call != null) {
            turn.clearing.release(call, Disposition.INTERNAL_FAULT, "core", fault);
        } else if (command instanceof CallArrived c) {
            arriving.skipped(c);
        } else if (command instanceof DeviceDialled c) {
            centre.counts.arrived(c.callId());
        }
        if (command instanceof Asked asked) {
            requests.done(asked.request(), new Answer(500, "internal fault", callId));
        }
        centre.alarm("INTERNAL_FAULT", callId, fault);
    }

    private long callOf(Command command) {
        return switch (command) {
            case FaultDrill c -> c.callId();
            case CallArrived c -> c.callId();
            case DeviceDialled c -> c.callId();
            case DeviceConsults c -> c.callId();
            case LegRinging c -> ofLeg(c.legId());
            case LegEarly c -> ofLeg(c.legId());
            case LegAnswered c -> ofLeg(c.legId());
            case LegRefused c -> ofLeg(c.legId());
            case LegDeflected c -> ofLeg(c.legId());
            case LegCleared c -> ofLeg(c.legId());
            case LegLost c -> ofLeg(c.legId());
            case LegUnmade c -> ofLeg(c.legId());
            case LegRouted c -> ofLeg(c.legId());
            case LegHeld c -> ofLeg(c.legId());
            case Digit c -> ofLeg(c.legId());
            case PlayEnded c -> ofLeg(c.legId());
            case MediaTimedOut c -> ofLeg(c.legId());
            case Recorded c -> c.callId();
            case RequestAnswered c -> c.callId();
            case CallerSilent c -> c.callId();
            case LegMeasured c -> c.callId();
            case HuntedCall c -> c.record().callId();
            case ClearCall c -> c.callId();
            case HoldCall c -> c.callId();
            case RetrieveCall c -> c.callId();
            case CallBack c -> c.callId();
            case TransferCall c -> c.callId();
            case DeflectCall c -> c.callId();
            case ConsultCall c -> c.callId();
            case ConferenceCall c -> c.callId();
            case Tick c -> ofDue();
            case SetAgentState c -> ofAgent(c.agent());
            case ForceAgentState c -> ofAgent(c.agent());
            case RetrieveParked c -> ofAgent(c.agent());
            case ExtendWrapUp c -> 0;
            case SubmitItem c -> 0;
            case ItemSaid c -> 0;
            case MakeCall c -> ofAgent(c.agent());
            case NodeStarted c -> 0;
            case ConfigApplied c -> 0;
            case Drain c -> 0;
            case DeviceUp c -> 0;
            case DeviceDown c -> 0;
            case SetSurge c -> 0;
            case SetEmergency c -> 0;
            case Audit c -> 0;
            case RaiseAlarm c -> 0;
        };
    }

    private long ofLeg(long legId) {
        Call call = centre.calls.ofLeg(legId);
        return call == null ? 0 : call.id;
    }

    private long ofAgent(int agentId) {
        var agent = centre.agents.get(agentId);
        return agent == null ? 0 : agent.callId;
    }

    /** A tick threw: its earliest deadline did, and does so no more. */
    private long ofDue() {
        Deadline deadline = centre.deadlines.due(centre.nowNs());
        return deadline == null || centre.calls.get(deadline.owner()) == null ? 0 : deadline.owner();
    }
}
