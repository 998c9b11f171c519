package hotswitch.acd.service;

import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.Fact;
import hotswitch.acd.call.Call;
import hotswitch.acd.callback.Callbacks;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Announcing;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.routing.Displays;
import hotswitch.acd.routing.Hunting;
import hotswitch.acd.routing.ItemOffers;
import hotswitch.acd.routing.Matching;
import hotswitch.acd.routing.Offering;
import hotswitch.acd.routing.Onward;
import hotswitch.acd.routing.Placing;
import hotswitch.acd.routing.Queueing;
import hotswitch.acd.steps.AfterTalk;
import hotswitch.acd.steps.FlowSteps;
import hotswitch.acd.transfer.Consulting;
import hotswitch.acd.transfer.Deflecting;
import hotswitch.acd.transfer.Destinations;
import hotswitch.acd.transfer.Parking;
import hotswitch.acd.transfer.TransferService;
import hotswitch.acd.transfer.Transferring;

/** The verbs of the core, wired once, and which command is carried out by which. */
public final class Dispatch {
    private final FlowSteps flow;
    private final Centre centre;
    private final Matching matching;
    private final Expiry expiry;
    private final Faults faults;
    private final Requests requests;
    private final Arriving arriving;
    private final LegService legs;
    private final Dialling dialling;
    private final AgentService agents;
    private final DeviceService devices;
    private final CallService calls;
    private final TransferService transfers;
    private final Deflecting deflecting;
    private final Parking parking;
    private final Callbacks callbacks;
    private final Surging surging;
    private final Operations operations;
    private final ItemService items;

    public Dispatch(Centre centre) {
        this.centre = centre;
        Turn turn = new Turn(centre);
        surging = new Surging(centre);
        Displays displays = new Displays(centre);
        Announcing announcing = new Announcing(turn);
        Placing placing = new Placing(centre);
        Onward onward = new Onward(turn, displays, this::enterFlow);
        Queueing queueing = new Queueing(turn, announcing, placing, onward);
        Offering offering = new Offering(turn, queueing, displays);
        Hunting hunting = new Hunting(turn, queueing, announcing);
        flow = new FlowSteps(turn, queueing);
        AfterTalk after = new AfterTalk(turn, flow);
        ItemOffers itemOffers = new ItemOffers(turn);
        matching = new Matching(centre, new Matching.Verbs(queueing, offering, hunting, placing, itemOffers));
        items = new ItemService(centre, itemOffers);
        requests = new Requests(centre, this::service);
        arriving = new Arriving(turn, flow);
        dialling = new Dialling(turn, displays);
        callbacks = new Callbacks(turn, placing, displays);
        Transferring transferring = new Transferring(turn, queueing, displays, flow::enter);
        Consulting consulting = new Consulting(turn, displays, transferring);
        Destinations destinations = new Destinations(turn, displays);
        deflecting = new Deflecting(
                turn, queueing, onward, displays, new Deflecting.Ways(destinations, transferring, flow::enter));
        AudioRoom audioRoom = new AudioRoom(centre);
        legs = new LegService(
                turn,
                new LegService.Verbs(
                        flow,
                        after,
                        announcing,
                        offering,
                        hunting,
                        dialling,
                        transferring,
                        consulting,
                        callbacks,
                        deflecting,
                        audioRoom));
        transfers = new TransferService(centre, destinations, transferring, consulting);
        parking = new Parking(turn, displays, transferring);
        agents = new AgentService(turn, offering);
        devices = new DeviceService(turn, offering);
        calls = new CallService(turn, consulting, after);
        operations = new Operations(turn, offering, placing, itemOffers, callbacks);
        expiry = new Expiry(
                centre,
                new Expiry.Verbs(
                        legs, agents, queueing, announcing, hunting, callbacks, placing, items, itemOffers, audioRoom),
                matching);
        faults = new Faults(turn, arriving, requests);
    }

    private void enterFlow(Call call, String name) {
        flow.enter(call, name);
    }

    /** What is due, then the command, then whatever can be matched. A start comes before what fell due meanwhile. */
    public void apply(Command command) {
        if (!(command instanceof NodeStarted)) {
            expiry.run();
        }
        carryOut(command);
        settle();
        surging.watch();
    }

    /** In the place of a command that threw. */
    public void skip(Command command, String fault) {
        faults.skip(command, fault);
        settle();
    }

    private void settle() {
        matching.settle();
        centre.queues.sweep();
    }

    private void dialled(DeviceDialled c) {
        if (!parking.dialled(c)) {
            dialling.dialled(c);
        }
    }

    /** Nothing follows from it: whoever wants to know is told. */
    private void measured(LegMeasured c) {
        centre.fact(new Fact.LegMeasured(c.callId(), c.legId(), c.trunk(), c.device(), c.quality()));
    }

    private void carryOut(Command command) {
        switch (command) {
            case Tick c -> {}
            case NodeStarted c -> operations.nodeStarted(c.bootEpoch());
            case CallArrived c -> arriving.arrived(c);
            case DeviceDialled c -> dialled(c);
            case DeviceConsults c -> transfers.byPhone(c);
            case LegRinging c -> legs.ringing(c);
            case LegEarly c -> legs.early(c);
            case LegAnswered c -> legs.answered(c);
            case LegRefused c -> legs.refused(c);
            case LegDeflected c -> legs.deflected(c);
            case LegCleared c -> legs.cleared(c);
            case LegLost c -> legs.lost(c);
            case LegUnmade c -> legs.unmade(c);
            case LegRouted c -> legs.routed(c);
            case LegHeld c -> legs.heldByPhone(c);
            case Digit c -> legs.digit(c);
            case PlayEnded c -> legs.playEnded(c);
            case MediaTimedOut c -> legs.mediaTimedOut(c);
            case Recorded c -> calls.recorded(c);
            case HuntedCall c -> calls.hunted(c);
            case RequestAnswered c -> flow.answered(c);
            case CallerSilent c -> flow.silent(c);
            case LegMeasured c -> measured(c);
            case DeviceUp c -> devices.up(c.device());
            case DeviceDown c -> devices.down(c.device());
            case RaiseAlarm c -> operations.alarm(c);
            case Asked c -> requests.serve(c);
        }
    }

    private Answer service(Asked asked) {
        return switch (asked) {
            case ConfigApplied c -> operations.configure(c.hash());
            case Drain c -> operations.drain();
            case FaultDrill c -> operations.drill(c);
            case SetAgentState c -> agents.set(c);
            case ForceAgentState c -> agents.force(c);
            case SubmitItem c -> items.submit(c);
            case ItemSaid c -> items.said(c);
            case ExtendWrapUp c -> agents.extend(c);
            case MakeCall c -> dialling.makeCall(c);
            case ClearCall c -> calls.clear(c);
            case HoldCall c -> calls.hold(c.callId());
            case RetrieveCall c -> calls.retrieve(c.callId());
            case CallBack c -> callbacks.promise(c);
            case SetSurge c -> surging.byHand(c.on());
            case TransferCall c -> transfers.transfer(c);
            case DeflectCall c -> deflecting.deflect(c);
            case RetrieveParked c -> parking.retrieve(c);
            case ConsultCall c -> transfers.consult(c);
            case ConferenceCall c -> transfers.confer(c);
            case SetEmergency c -> operations.emergency(c.on());
            case Audit c -> operations.audit(c);
        };
    }
}
