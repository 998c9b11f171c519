package hotswitch.acd.transfer;

import hotswitch.acd.Command.ConferenceCall;
import hotswitch.acd.Command.ConsultCall;
import hotswitch.acd.Command.DeviceConsults;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.Direction;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;

/** The requests that bring other parties into a call, and when they are refused. */
public final class TransferService {
    private static final Answer UNKNOWN = new Answer(404, "no such call", 0);
    /** Busy Here (RFC 3261 §21.4.24). */
    private static final int BUSY = 486;

    private final Centre centre;
    private final Destinations destinations;
    private final Transferring transferring;
    private final Consulting consulting;

    public TransferService(Centre centre, Destinations destinations, Transferring transferring, Consulting consulting) {
        this.centre = centre;
        this.destinations = destinations;
        this.transferring = transferring;
        this.consulting = consulting;
    }

    public Answer transfer(TransferCall c) {
        Call call = centre.calls.get(c.callId());
        if (call == null) {
            return UNKNOWN;
        }
        if (!hasCustomer(call)) {
            return refusal(call);
        }
        if (call.consult != null) {
            return putThrough(call, c.to());
        }
        Destination to = destinations.find(c.to(), asked(call, c.request().by(), c.displayed()));
        if (to instanceof Destination.Refused(Answer why)) {
            return why;
        }
        transferring.send(call, to);
        return new Answer(202, "", call.id);
    }

    public Answer consult(ConsultCall c) {
        Call call = centre.calls.get(c.callId());
        if (call == null) {
            return UNKNOWN;
        }
        if (!hasCustomer(call) || call.consult != null || call.agent == 0) {
            return refusal(call);
        }
        return consulting.begin(
                call, destinations.find(c.to(), asked(call, c.request().by(), c.displayed())));
    }

    /** A seat's phone dials beside its call; refused as the phone would be by anybody else. */
    public void byPhone(DeviceConsults c) {
        Call call = centre.calls.get(c.callId());
        Answer answer = call == null ? UNKNOWN : byPhone(c, call);
        if (answer.status() >= 300) {
            int status = answer.status() == 409 ? BUSY : answer.status();
            centre.order(new Order.Reject(call == null ? 0 : call.id, c.legId(), status, answer.detail()));
        }
    }

    private Answer byPhone(DeviceConsults c, Call call) {
        Leg seat = centre.calls.leg(call.seatLeg());
        boolean its = call.talking() && seat.device.equals(c.device()) && seat.connected();
        if (!its || !hasCustomer(call) || call.consult != null) {
            return refusal(call);
        }
        return consulting.byPhone(call, c.legId(), destinations.find(c.dialled(), asked(call, c.device(), "")));
    }

    public Answer confer(ConferenceCall c) {
        Call call = centre.calls.get(c.callId());
        if (call == null) {
            return UNKNOWN;
        }
        return call.consult == null ? refusal(call) : consulting.confer(call);
    }

    private Answer putThrough(Call call, String to) {
        if (!to.isEmpty()) {
            return new Answer(409, "a consultation goes on", call.id);
        }
        consulting.putThrough(call);
        return new Answer(200, "", call.id);
    }

    /** It talks, and not only colleagues do. */
    private static boolean hasCustomer(Call call) {
        return call.talking() && call.direction != Direction.INTERNAL;
    }

    private static Answer refusal(Call call) {
        String why = call.consult == null ? "call is " + call.state() : "a consultation goes on";
        return new Answer(409, call.direction == Direction.INTERNAL ? "an internal call" : why, call.id);
    }

    private Destinations.Asked asked(Call call, String by, String displayed) {
        Leg seat = centre.calls.leg(call.seatLeg());
        return new Destinations.Asked(seat.agent, by, displayed);
    }
}
