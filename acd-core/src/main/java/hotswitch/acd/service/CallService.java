package hotswitch.acd.service;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallRecord;
import hotswitch.acd.Command.ClearCall;
import hotswitch.acd.Command.HuntedCall;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.RecordingState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Obligations.Obligation;
import hotswitch.acd.call.Obligations.TalkSegment;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.steps.AfterTalk;
import hotswitch.acd.transfer.Consulting;

/** CSTA services on a call: clear, hold, retrieve; and the closing of its recordings. */
final class CallService {
    private static final Answer UNKNOWN = new Answer(404, "no such call", 0);
    private final Turn turn;
    private final Centre centre;
    private final Consulting consulting;

    private final AfterTalk after;

    CallService(Turn turn, Consulting consulting, AfterTalk after) {
        this.after = after;
        this.turn = turn;
        this.consulting = consulting;
        this.centre = turn.centre;
    }

    /** Where the agent asks who has the call, it is his hanging up: a flow may follow. */
    Answer clear(ClearCall c) {
        long callId = c.callId();
        Call call = centre.calls.get(callId);
        if (call == null) {
            return UNKNOWN;
        }
        boolean agents = c.request().isBy(call.agent);
        if (agents && !after.flowOf(call).isEmpty()) {
            after.goOn(call, false, "cleared");
            return new Answer(200, "", callId);
        }
        Disposition disposition = call.clock.connectedNs != 0 ? Disposition.ANSWERED : Disposition.CLEARED;
        turn.clearing.release(call, disposition, "api", "cleared");
        return new Answer(200, "", callId);
    }

    Answer hold(long callId) {
        return setHold(callId, true);
    }

    /** Back to the customer: from a hold, or from a consultation, whose other party is cleared. */
    Answer retrieve(long callId) {
        Call call = centre.calls.get(callId);
        if (call != null && call.consult != null && !call.conferring()) {
            consulting.retrieve(call);
            return new Answer(200, "", callId);
        }
        return setHold(callId, false);
    }

    void recorded(Recorded c) {
        Obligation obligation = c.state() == RecordingState.OPEN
                ? null
                : centre.calls.obligations.close(new TalkSegment(c.callId(), c.segment()));
        if (obligation == null) {
            return;
        }
        centre.fact(new Fact.RecordingChanged(
                c.callId(), c.segment(), c.state(), obligation.agent(), c.file(), c.lengthMs(), c.sha256()));
        if (c.state() == RecordingState.LOST) {
            centre.alarm("RECORDING_LOST", c.callId(), "segment " + c.segment());
        } else if (c.state() == RecordingState.EMPTY) {
            centre.alarm("RECORDING_EMPTY", c.callId(), "segment " + c.segment());
        }
    }

    /** Its record and what its recording owes; nothing for a line that was taken in before. */
    void hunted(HuntedCall c) {
        if (!centre.counts.huntedUpTo(c.file(), c.line())) {
            return;
        }
        CallRecord record = c.record();
        CallRecord.Parties parties = record.parties();
        centre.fact(new Fact.CallCreated(
                record.callId(), record.direction(), parties.ani(), parties.dnis(), parties.trunk(), ""));
        for (int segment = 1; segment <= record.outcome().segments(); segment++) {
            TalkSegment key = new TalkSegment(record.callId(), segment);
            turn.talking.owe(new Obligation(key, 0, c.callerLeg(), c.lineLeg(), false, 0));
        }
        centre.fact(new Fact.CallEnded(record));
    }

    private Answer setHold(long callId, boolean on) {
        Call call = centre.calls.get(callId);
        if (call == null) {
            return UNKNOWN;
        }
        if (call.consult != null) {
            return new Answer(409, "a consultation goes on", callId);
        }
        Leg customer = call.talking() ? centre.calls.leg(call.customerLeg()) : null;
        if (customer == null || customer.musicHeld == on) {
            return new Answer(409, "call is " + call.state(), callId);
        }
        boolean heard = centre.calls.hearsMusic(customer);
        customer.musicHeld = on;
        turn.talking.musicChanged(call, customer, heard);
        turn.talking.holdChanged(call);
        centre.event(on ? CallEventType.HELD : CallEventType.RETRIEVED, call, customer, "");
        return new Answer(200, "", callId);
    }
}
