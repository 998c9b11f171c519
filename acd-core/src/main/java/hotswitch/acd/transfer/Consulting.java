package hotswitch.acd.transfer;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Consult;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Ending;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Displays;

/**
 * CSTA ConsultationCall and what may follow: back to the customer, put through, or a conference. Whoever of the three
 * leaves, the other two are together; only where the customer leaves the call ends.
 *
 * <p>A telephone may ask by itself: it dials a second time and talks on that dialog with the third party, while the
 * first one stays bridged with the customer; what it holds it says.
 */
public final class Consulting {
    private static final String CAUSE = "consult";
    /** What a second dialog that was never answered ends with: Temporarily Unavailable (RFC 3261 §21.4.18). */
    private static final int UNAVAILABLE = 480;

    private final Turn turn;
    private final Centre centre;
    private final Ringing ringing;
    private final Transferring transferring;

    public Consulting(Turn turn, Displays displays, Transferring transferring) {
        this.turn = turn;
        this.centre = turn.centre;
        this.ringing = new Ringing(turn, displays);
        this.transferring = transferring;
    }

    /** An agent has the customer: music for him, another phone rings. */
    Answer begin(Call call, Destination to) {
        Leg leg = ring(call, to);
        if (leg == null) {
            return refusal(to);
        }
        Leg customer = centre.calls.leg(call.customerLeg());
        boolean heard = centre.calls.hearsMusic(customer);
        customer.musicHeld = true;
        call.consult = new Consult(leg.id, leg.agent, 0);
        turn.talking.musicChanged(call, customer, heard);
        Leg seat = centre.calls.leg(call.seatLeg());
        turn.playing.music(call, seat, centre.config.times().connectPrompt());
        turn.talking.holdChanged(call);
        centre.event(CallEventType.HELD, call, customer, CAUSE);
        return new Answer(202, "", call.id);
    }

    /** The phone of the seat asks by itself: this is its second dialog. */
    Answer byPhone(Call call, long phoneLeg, Destination to) {
        Leg leg = ring(call, to);
        if (leg == null) {
            return refusal(to);
        }
        Leg seat = centre.calls.leg(call.seatLeg());
        Leg phone = centre.calls.arrive(phoneLeg, call, LegRole.AGENT, seat.device);
        phone.agent = seat.agent;
        call.consult = new Consult(leg.id, leg.agent, phone.id);
        centre.event(CallEventType.SERVICE_INITIATED, call, phone, CAUSE);
        turn.talking.holdChanged(call);
        return new Answer(202, "", call.id);
    }

    /** Null: nobody is there who could be asked. */
    private Leg ring(Call call, Destination to) {
        return switch (to) {
            case Destination.Seat d -> ringing.seat(call, d);
            case Destination.Outside d -> ringing.outside(call, d);
            case Destination.Refused d -> null;
            case Destination.Line d -> null;
            case Destination.Flow d -> null;
            case Destination.Slot d -> null;
        };
    }

    private static Answer refusal(Destination to) {
        return to instanceof Destination.Refused(Answer why) ? why : new Answer(409, "only a person can be asked", 0);
    }

    public void delivered(Call call, Leg leg) {
        if (call.phoneLeg() != 0) {
            centre.order(new Order.Ring(call.id, call.phoneLeg()));
        }
        ringing.event(CallEventType.DELIVERED, call, leg, CAUSE);
    }

    /** The third party is there: agent and third party talk. */
    public void answered(Call call, Leg leg) {
        Leg phone = centre.calls.leg(call.phoneLeg());
        Leg seat = centre.calls.leg(call.seatLeg());
        centre.deadlines.cancel(call.step);
        turn.playing.stop(call, seat);
        if (phone != null) {
            turn.talking.answer(call, phone);
        }
        turn.talking.rebridge(call, phone == null ? seat : phone, leg);
        turn.intervals.settle(call);
        ringing.event(CallEventType.ESTABLISHED, call, leg, CAUSE);
    }

    /** The third party is no longer wanted: agent and customer talk. */
    public void retrieve(Call call) {
        turn.clearing.leave(call, centre.calls.leg(call.consultLeg()), "retrieved");
        back(call, UNAVAILABLE, "retrieved");
    }

    /** The third party did not come. */
    public void refused(Call call, Leg leg, int status, String cause) {
        ringing.event(CallEventType.FAILED, call, leg, cause);
        turn.clearing.forget(call, leg);
        back(call, status, cause);
    }

    /** The phone gives up asking. */
    public void phoneLeft(Call call, Leg phone, String cause) {
        turn.clearing.gone(call, phone, cause);
        retrieve(call);
    }

    /** The third party did not pick up. */
    public void expired(Call call) {
        Leg leg = centre.calls.leg(call.consultLeg());
        ringing.event(CallEventType.FAILED, call, leg, "no answer");
        turn.clearing.leave(call, leg, "no answer");
        back(call, UNAVAILABLE, "no answer");
    }

    /** The third party went by itself. */
    public void left(Call call, Leg leg, String cause) {
        turn.clearing.gone(call, leg, cause);
        back(call, UNAVAILABLE, cause);
    }

    /** No audio comes from the third party: it must not cost the customer his call. */
    public void silent(Call call) {
        turn.clearing.leave(call, centre.calls.leg(call.consultLeg()), "no RTP");
        back(call, UNAVAILABLE, "no RTP");
    }

    private void back(Call call, int status, String cause) {
        if (call.phoneLeg() != 0) {
            backAtPhone(call, status, cause);
            return;
        }
        Leg customer = centre.calls.leg(call.customerLeg());
        Leg seat = centre.calls.leg(call.seatLeg());
        boolean conferred = call.conferring();
        int asked = call.consult.agent;
        call.consult = null;
        centre.deadlines.cancel(call.step);
        turn.playing.stop(call, seat);
        if (!conferred) {
            boolean heard = centre.calls.hearsMusic(customer);
            customer.musicHeld = false;
            turn.talking.musicChanged(call, customer, heard);
        }
        turn.talking.rebridge(call, customer, seat);
        turn.talking.holdChanged(call);
        if (!conferred) {
            centre.event(CallEventType.RETRIEVED, call, customer, CAUSE);
        }
        ringing.free(asked);
    }

    /** The phone has its first dialog still, and takes the customer back when its human wants it. */
    private void backAtPhone(Call call, int status, String cause) {
        int asked = call.consult.agent;
        endPhone(call, status, cause);
        call.consult = null;
        centre.deadlines.cancel(call.step);
        turn.talking.holdChanged(call);
        ringing.free(asked);
    }

    private void endPhone(Call call, int status, String cause) {
        turn.clearing.leave(call, call.phoneLeg(), new Ending(Disposition.CLEARED, "core", cause, status));
    }

    /** All three hear each other. */
    Answer confer(Call call) {
        if (call.phoneLeg() != 0) {
            return new Answer(409, "the phone asks by itself", call.id);
        }
        Leg third = centre.calls.leg(call.consultLeg());
        if (third == null || !third.connected() || call.conferring()) {
            return new Answer(409, "nobody is there who could join", call.id);
        }
        call.consult.conference = true;
        turn.talking.confer(call);
        turn.talking.holdChanged(call);
        centre.event(CallEventType.CONFERENCED, call, third, "");
        return new Answer(200, "", call.id);
    }

    /** The agent leaves, customer and third party talk; before it picked up, the customer waits for it. */
    void putThrough(Call call) {
        Leg seat = centre.calls.leg(call.seatLeg());
        centre.event(CallEventType.TRANSFERRED, call, seat, CAUSE);
        turn.clearing.leave(call, seat, "transfer");
        seatIsGone(call);
    }

    /** The agent hung up: that puts through, too. */
    public void seatLeft(Call call, Leg seat, String cause) {
        centre.event(CallEventType.TRANSFERRED, call, seat, CAUSE);
        turn.clearing.gone(call, seat, cause);
        seatIsGone(call);
    }

    private void seatIsGone(Call call) {
        Leg third = centre.calls.leg(call.consultLeg());
        endPhone(call, UNAVAILABLE, "transfer");
        call.backTo = call.agent;
        call.consult = null;
        boolean talks = third.connected();
        long until = call.step.armed() ? centre.deadlines.atNs(call.step) : 0;
        transferring.waits(call);
        transferring.rings(call, third);
        if (talks) {
            turn.talking.connect(call);
        } else if (until != 0) {
            centre.deadlines.arm(call.step, until);
        }
    }
}
