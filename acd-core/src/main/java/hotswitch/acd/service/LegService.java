package hotswitch.acd.service;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.*;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.call.LegState;
import hotswitch.acd.callback.Callbacks;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Announcing;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.routing.Hunting;
import hotswitch.acd.routing.Offering;
import hotswitch.acd.steps.AfterTalk;
import hotswitch.acd.steps.FlowSteps;
import hotswitch.acd.transfer.Consulting;
import hotswitch.acd.transfer.Deflecting;
import hotswitch.acd.transfer.Transferring;

/** What the edges tell of legs. A leg that is unknown here is a race that is over: nothing happens, or it is ended. */
final class LegService {
    /** Moved Temporarily (RFC 3261 §21.3.3). */
    private static final int MOVED = 302;

    private static final int OUR_FAULT = 503;
    private static final String RESTART = "RESTART";
    private static final String NO_PORT = "NO_MEDIA_PORT";

    private final Turn turn;
    private final Centre centre;
    private final Verbs verbs;

    /** What it hands on to. */
    record Verbs(
            FlowSteps flow,
            AfterTalk after,
            Announcing announcing,
            Offering offering,
            Hunting hunting,
            Dialling dialling,
            Transferring transferring,
            Consulting consulting,
            Callbacks callbacks,
            Deflecting deflecting,
            AudioRoom audioRoom) {}

    LegService(Turn turn, Verbs verbs) {
        this.turn = turn;
        this.centre = turn.centre;
        this.verbs = verbs;
    }

    void ringing(LegRinging c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.arriving || leg.state() != LegState.INITIATED) {
            return;
        }
        leg.become(LegState.ALERTING);
        Call call = leg.call();
        if (call.consultLeg() == leg.id) {
            verbs.consulting.delivered(call, leg);
        } else if (call.is(CallState.TRANSFERRING)) {
            verbs.transferring.delivered(call, leg);
        } else if (call.is(CallState.DIALLING) && call.farLeg == leg.id) {
            verbs.dialling.farRings(call, leg);
        }
    }

    /** Of a line or a phone that is offered a call nobody hears it: the caller has his music, others may ring. */
    void early(LegEarly c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.arriving || leg.connected()) {
            return;
        }
        leg.early = true;
        Call call = leg.call();
        turn.talking.early(call, centre.calls.leg(waitsFor(call, leg)), leg);
    }

    /** The leg that waits for this one to answer; 0: none, or one that is not to hear it. */
    private static long waitsFor(Call call, Leg leg) {
        if (call.consultLeg() == leg.id) {
            return call.phoneLeg() == 0 ? call.seatLeg() : call.phoneLeg();
        }
        boolean dials = call.is(CallState.DIALLING);
        if (call.originLeg == leg.id) {
            return dials && call.toCallBack() ? call.farLeg : 0;
        }
        boolean waits = call.is(CallState.TRANSFERRING) || (dials && !call.toCallBack());
        return waits && call.farLeg == leg.id ? call.originLeg : 0;
    }

    void answered(LegAnswered c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null) {
            centre.order(new Order.ClearLeg(0, c.legId(), "stray"));
            return;
        }
        if (leg.arriving || leg.connected()) {
            return;
        }
        leg.become(LegState.CONNECTED);
        Call call = leg.call();
        if (call.consultLeg() == leg.id) {
            verbs.consulting.answered(call, leg);
        } else if (call.toCallBack()) {
            calledBack(call, leg);
        } else if (call.is(CallState.OFFERED)) {
            verbs.offering.answered(call, leg);
        } else if (call.farLeg == leg.id) {
            turn.talking.connect(call);
        } else {
            centre.deadlines.cancel(call.step);
            verbs.dialling.seatAnswered(call, leg);
        }
    }

    private void calledBack(Call call, Leg leg) {
        if (call.farLeg == leg.id) {
            verbs.callbacks.dial(call, leg);
        } else {
            verbs.callbacks.reached(call);
        }
    }

    void refused(LegRefused c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg != null && !leg.arriving && !leg.connected()) {
            refused(leg.call(), leg, c.status(), c.cause());
        }
    }

    void deflected(LegDeflected c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.arriving || leg.connected()) {
            return;
        }
        Call call = leg.call();
        if (!verbs.deflecting.byPhone(call, leg, c.to())) {
            refused(call, leg, MOVED, "deflected to " + c.to());
        }
    }

    void cleared(LegCleared c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null) {
            return;
        }
        Call call = leg.call();
        if (!leg.arriving && !leg.connected()) {
            refused(call, leg, 480, c.cause());
            return;
        }
        if (call.consultLeg() == leg.id) {
            verbs.consulting.left(call, leg, c.cause());
            return;
        }
        if (call.phoneLeg() == leg.id) {
            verbs.consulting.phoneLeft(call, leg, c.cause());
            return;
        }
        if (call.consult != null && call.seatLeg() == leg.id) {
            verbs.consulting.seatLeft(call, leg, c.cause());
            return;
        }
        if (call.toCallBack() && call.is(CallState.DIALLING)) {
            verbs.callbacks.left(call, leg, c.cause());
            return;
        }
        if (call.seatLeg() == leg.id && !verbs.after().flowOf(call).isEmpty()) {
            verbs.after().goOn(call, true, c.cause());
            return;
        }
        Disposition disposition = disposition(call);
        turn.clearing.gone(call, leg, c.cause());
        turn.clearing.release(call, disposition, leg.role.word(), c.cause());
    }

    void lost(LegLost c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null) {
            return;
        }
        Call call = leg.call();
        if (rings(call, leg)) {
            nobodyIsToBlame(call, leg, RESTART);
        } else if (call.toCallBack() && call.is(CallState.DIALLING)) {
            verbs.callbacks.left(call, leg, c.cause());
        } else if (call.consultLeg() == leg.id) {
            verbs.consulting.left(call, leg, c.cause());
        } else if (call.phoneLeg() == leg.id) {
            verbs.consulting.phoneLeft(call, leg, c.cause());
        } else if (call.is(CallState.TRANSFERRING) && call.farLeg == leg.id) {
            verbs.transferring.refused(call, leg, c.cause());
        } else if (call.consult != null && call.seatLeg() == leg.id) {
            verbs.consulting.seatLeft(call, leg, c.cause());
        } else {
            turn.clearing.gone(call, leg, c.cause());
            turn.clearing.release(call, Disposition.RESTART_LOST, "node", c.cause());
        }
    }

    void unmade(LegUnmade c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.arriving || leg.connected()) {
            return;
        }
        verbs.audioRoom.lacked(c.cause());
        Call call = leg.call();
        if (rings(call, leg)) {
            nobodyIsToBlame(call, leg, NO_PORT);
            return;
        }
        if (call.toCallBack() && call.is(CallState.DIALLING)) {
            call.callback.tries--;
        }
        refused(call, leg, OUR_FAULT, c.cause());
    }

    private static boolean rings(Call call, Leg leg) {
        return call.is(CallState.OFFERED) && (call.farLeg == leg.id || call.alsoRings(leg.id));
    }

    /** Neither the agent nor the line. */
    private void nobodyIsToBlame(Call call, Leg leg, String cause) {
        if (leg.role == LegRole.LINE) {
            verbs.hunting.lost(call, cause);
        } else {
            verbs.offering.lost(call, leg, cause);
        }
    }

    void mediaTimedOut(MediaTimedOut c) {
        Call call = centre.calls.ofLeg(c.legId());
        boolean asks = call != null && (call.consultLeg() == c.legId() || call.phoneLeg() == c.legId());
        if (asks) {
            verbs.consulting.silent(call);
        } else if (call != null && !call.alsoRings(c.legId())) {
            turn.clearing.release(call, Disposition.MEDIA_LOST, "media", "no RTP");
        }
    }

    void routed(LegRouted c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.arriving) {
            return;
        }
        Call call = leg.call();
        if (leg.role == LegRole.PARTY && call.direction != Direction.INBOUND) {
            call.trunk = c.trunk();
        }
        call.displayed = c.displayed();
        call.hops = c.hopCauses();
        centre.event(CallEventType.NETWORK_REACHED, call, leg, c.trunk());
    }

    void heldByPhone(LegHeld c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || leg.phoneHeld == c.held()) {
            return;
        }
        Call call = leg.call();
        Leg peer = call.talking() ? centre.calls.leg(leg.peer) : null;
        boolean heard = peer != null && centre.calls.hearsMusic(peer);
        leg.phoneHeld = c.held();
        if (peer != null) {
            turn.talking.musicChanged(call, peer, heard);
            turn.talking.holdChanged(call);
            boolean beside = call.phoneLeg() != 0 && (leg.id == call.phoneLeg() || leg.id == call.consultLeg());
            if (!beside) {
                CallEventType type = c.held() ? CallEventType.HELD : CallEventType.RETRIEVED;
                centre.event(type, call, leg, "phone");
            }
        }
    }

    void digit(Digit c) {
        Call call = centre.calls.ofLeg(c.legId());
        if (call != null && call.run != null && call.originLeg == c.legId()) {
            verbs.flow.digit(call, centre.calls.leg(c.legId()), c.digit());
        } else if (call != null && call.originLeg == c.legId()) {
            verbs.callbacks.wished(call, c.digit());
        }
    }

    void playEnded(PlayEnded c) {
        Leg leg = centre.calls.leg(c.legId());
        if (leg == null || c.playId() == 0 || leg.playId != c.playId()) {
            return;
        }
        Call call = leg.call();
        boolean music = leg.loop;
        turn.playing.ended(leg);
        if (music) {
            // It cannot be played, or the edge stopped it: silence, rather than trying again for ever.
            return;
        }
        if (call.farewell) {
            turn.clearing.release(call, Disposition.OVERFLOWED, "core", "overflow");
        } else if (call.run != null) {
            verbs.flow.playEnded(call, c.why());
        } else if (call.is(CallState.QUEUED) || call.is(CallState.OFFERED)) {
            verbs.announcing.ended(call, leg);
        }
    }

    private void refused(Call call, Leg leg, int status, String cause) {
        if (call.consultLeg() == leg.id) {
            verbs.consulting.refused(call, leg, status, cause);
        } else if (call.is(CallState.TRANSFERRING)) {
            verbs.transferring.refused(call, leg, cause);
        } else if (call.toCallBack() && call.is(CallState.DIALLING)) {
            verbs.callbacks.left(call, leg, cause);
        } else if (call.is(CallState.DIALLING)) {
            verbs.dialling.refused(call, leg, status, cause);
        } else if (leg.role == LegRole.LINE) {
            verbs.hunting.refused(call, cause);
        } else {
            verbs.offering.refused(call, leg, status);
        }
    }

    private static Disposition disposition(Call call) {
        return switch (call.state()) {
            case ARRIVED -> Disposition.LEFT_IN_FLOW;
            case IN_IVR -> call.farewell ? Disposition.OVERFLOWED : Disposition.LEFT_IN_FLOW;
            case QUEUED, OFFERED, ASIDE -> Disposition.ABANDONED;
            case DIALLING -> Disposition.NOT_ANSWERED;
            case CONNECTED, HELD -> Disposition.ANSWERED;
            case TRANSFERRING -> call.clock.connectedNs == 0 ? Disposition.OVERFLOWED : Disposition.ANSWERED;
            case RELEASED -> throw new IllegalStateException("call " + call.id + " is released");
        };
    }

    private void callbackDue(Call call) {
        if (call.is(CallState.ASIDE)) {
            verbs.callbacks.rested(call);
        } else {
            verbs.callbacks.missed(call, "no answer");
        }
    }

    /** The step of a call is due: what its state waits for. */
    void stepDue(Call call) {
        if (call.farewell) {
            turn.clearing.release(call, Disposition.OVERFLOWED, "core", "overflow");
        } else if (call.is(CallState.OFFERED) && !call.line.isEmpty()) {
            verbs.hunting.failed(call, "no answer");
        } else if (call.is(CallState.OFFERED)) {
            verbs.offering.expired(call);
        } else if (call.toCallBack()) {
            callbackDue(call);
        } else if (call.is(CallState.DIALLING)) {
            verbs.dialling.expired(call);
        } else if (call.is(CallState.TRANSFERRING)) {
            verbs.transferring.expired(call);
        } else if (call.consult != null) {
            verbs.consulting.expired(call);
        } else {
            verbs.flow.timedOut(call);
        }
    }
}
