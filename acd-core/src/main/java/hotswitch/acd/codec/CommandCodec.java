package hotswitch.acd.codec;

import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.ItemVerb;
import hotswitch.acd.LegQuality;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.flow.Named;
import java.util.List;

/** Commands as bytes: a type number that is never reused, then the fields. A changed command gets a new number. */
public final class CommandCodec {
    private static final AgentTarget[] TARGETS = AgentTarget.values();
    private static final ItemVerb[] VERBS = ItemVerb.values();
    private static final PlayEnd[] PLAY_ENDS = PlayEnd.values();
    private static final RecordingState[] RECORDING_STATES = RecordingState.values();

    private CommandCodec() {}

    public static void write(Command command, BytesWriter out) {
        switch (command) {
            case Tick c -> out.i8(1);
            case NodeStarted c -> out.i8(2).i64(c.bootEpoch());
            case ConfigApplied c -> request(out.i8(3), c.request()).text(c.hash());
            case Drain c -> request(out.i8(4), c.request());
            case FaultDrill c -> request(out.i8(5), c.request()).i64(c.callId());
            case CallArrived c -> arrived(c, out.i8(c.attributes().isEmpty() ? 10 : 13));
            case DeviceDialled c ->
                out.i8(11).i64(c.callId()).i64(c.legId()).text(c.device()).text(c.dialled());
            case DeviceConsults c ->
                out.i8(12).i64(c.callId()).i64(c.legId()).text(c.device()).text(c.dialled());
            case LegRinging c -> out.i8(20).i64(c.legId());
            case LegAnswered c -> out.i8(21).i64(c.legId());
            case LegRefused c -> out.i8(22).i64(c.legId()).i32(c.status()).text(c.cause());
            case LegEarly c -> out.i8(27).i64(c.legId());
            case LegDeflected c -> out.i8(124).i64(c.legId()).text(c.to());
            case LegCleared c -> out.i8(23).i64(c.legId()).text(c.cause());
            case LegUnmade c -> out.i8(127).i64(c.legId()).text(c.cause());
            case LegLost c -> out.i8(24).i64(c.legId()).text(c.cause());
            case LegRouted c -> routed(c, out.i8(25));
            case LegHeld c -> out.i8(26).i64(c.legId()).flag(c.held());
            case Digit c -> out.i8(30).i64(c.legId()).i8(c.digit()).i32(c.durationMs());
            case PlayEnded c ->
                out.i8(31).i64(c.legId()).i64(c.playId()).i8(c.why().ordinal());
            case MediaTimedOut c -> out.i8(32).i64(c.legId());
            case Recorded c -> recorded(c, out.i8(33));
            case HuntedCall c -> hunted(c, out.i8(34));
            case RequestAnswered c -> requestAnswered(c, out.i8(100));
            case CallerSilent c -> out.i8(101).i64(c.callId()).i32(c.segment());
            case LegMeasured c -> measured(c, out.i8(102));
            case DeviceUp c -> out.i8(40).text(c.device());
            case DeviceDown c -> out.i8(41).text(c.device());
            case SetAgentState c -> setState(c, request(out.i8(50), c.request()));
            case ForceAgentState c -> force(c, request(out.i8(120), c.request()));
            case SubmitItem c -> submit(c, request(out.i8(122), c.request()));
            case ItemSaid c -> said(c, request(out.i8(123), c.request()));
            case ExtendWrapUp c -> request(out.i8(121), c.request()).i32(c.agent());
            case MakeCall c ->
                request(out.i8(51), c.request()).i32(c.agent()).text(c.to()).text(c.displayed());
            case ClearCall c -> request(out.i8(52), c.request()).i64(c.callId());
            case HoldCall c -> request(out.i8(53), c.request()).i64(c.callId());
            case RetrieveCall c -> request(out.i8(54), c.request()).i64(c.callId());
            case SetEmergency c -> request(out.i8(55), c.request()).flag(c.on());
            case TransferCall c -> destination(request(out.i8(80), c.request()), c.callId(), c.to(), c.displayed());
            case DeflectCall c -> destination(request(out.i8(125), c.request()), c.callId(), c.to(), c.displayed());
            case RetrieveParked c -> parked(c, request(out.i8(126), c.request()));
            case ConsultCall c -> destination(request(out.i8(81), c.request()), c.callId(), c.to(), c.displayed());
            case CallBack c -> callBack(c, request(out.i8(83), c.request()));
            case SetSurge c -> request(out.i8(84), c.request()).flag(c.on());
            case ConferenceCall c -> request(out.i8(82), c.request()).i64(c.callId());
            case Audit c ->
                request(out.i8(60), c.request())
                        .text(c.action())
                        .text(c.subject())
                        .flag(c.allowed())
                        .text(c.detail());
            case RaiseAlarm c -> out.i8(61).text(c.code()).text(c.detail()).flag(c.on());
        }
    }

    private static void parked(RetrieveParked c, BytesWriter out) {
        out.i32(c.agent()).text(c.slot());
    }

    private static void force(ForceAgentState c, BytesWriter out) {
        out.i32(c.agent()).i8(c.target().ordinal()).text(c.reason());
    }

    private static void submit(SubmitItem c, BytesWriter out) {
        out.text(c.queue()).text(c.subject()).text(c.customer()).i32(c.priority());
        named(c.attributes(), out);
    }

    private static void said(ItemSaid c, BytesWriter out) {
        out.i64(c.itemId()).i8(c.verb().ordinal()).i32(c.agent()).text(c.cause());
    }

    private static void setState(SetAgentState c, BytesWriter out) {
        out.i32(c.agent()).i8(c.target().ordinal()).text(c.reason()).text(c.device());
    }

    private static void routed(LegRouted c, BytesWriter out) {
        out.i64(c.legId()).text(c.trunk()).text(c.displayed()).text(c.hopCauses());
    }

    private static void arrived(CallArrived c, BytesWriter out) {
        out.i64(c.callId()).i64(c.legId()).text(c.ani()).text(c.dnis()).text(c.trunk());
        if (!c.attributes().isEmpty()) {
            named(c.attributes(), out);
        }
    }

    private static void named(List<Named> values, BytesWriter out) {
        ListCodec.write(out, values, (o, n) -> o.text(n.name()).text(n.value()));
    }

    private static List<Named> named(BytesReader in) {
        return ListCodec.read(in, i -> new Named(i.text(), i.text()));
    }

    private static void callBack(CallBack c, BytesWriter out) {
        out.i64(c.callId()).text(c.number()).i64(c.fromNs()).i64(c.untilNs()).text(c.consent());
    }

    private static void recorded(Recorded c, BytesWriter out) {
        out.i64(c.callId()).i32(c.segment()).i8(c.state().ordinal());
        out.text(c.file()).i64(c.lengthMs()).text(c.sha256());
    }

    private static void measured(LegMeasured c, BytesWriter out) {
        c.quality().write(out.i64(c.callId()).i64(c.legId()).text(c.trunk()).text(c.device()));
    }

    private static void requestAnswered(RequestAnswered c, BytesWriter out) {
        out.i64(c.callId()).i64(c.requestId()).i32(c.status());
        named(c.values(), out);
    }

    /** Throws {@link IllegalArgumentException} on a type number of a later version. */
    public static Command read(BytesReader in) {
        int type = in.i8();
        return switch (type) {
            case 1 -> new Tick();
            case 2 -> new NodeStarted(in.i64());
            case 3 -> new ConfigApplied(request(in), in.text());
            case 4 -> new Drain(request(in));
            case 5 -> new FaultDrill(request(in), in.i64());
            case 10 -> new CallArrived(in.i64(), in.i64(), in.text(), in.text(), in.text());
            case 13 -> new CallArrived(in.i64(), in.i64(), in.text(), in.text(), in.text(), named(in));
            case 11 -> new DeviceDialled(in.i64(), in.i64(), in.text(), in.text());
            case 12 -> new DeviceConsults(in.i64(), in.i64(), in.text(), in.text());
            case 20 -> new LegRinging(in.i64());
            case 21 -> new LegAnswered(in.i64());
            case 22 -> new LegRefused(in.i64(), in.i32(), in.text());
            case 23 -> new LegCleared(in.i64(), in.text());
            case 127 -> new LegUnmade(in.i64(), in.text());
            case 24 -> new LegLost(in.i64(), in.text());
            case 25 -> new LegRouted(in.i64(), in.text(), in.text(), in.text());
            case 26 -> new LegHeld(in.i64(), in.flag());
            case 30 -> new Digit(in.i64(), (char) in.i8(), in.i32());
            case 31 -> new PlayEnded(in.i64(), in.i64(), PLAY_ENDS[in.i8()]);
            case 32 -> new MediaTimedOut(in.i64());
            case 33 -> new Recorded(in.i64(), in.i32(), RECORDING_STATES[in.i8()], in.text(), in.i64(), in.text());
            case 34 -> new HuntedCall(in.text(), in.i32(), RecordCodec.read(in), in.i64(), in.i64());
            case 40 -> new DeviceUp(in.text());
            case 41 -> new DeviceDown(in.text());
            case 50 -> new SetAgentState(request(in), in.i32(), TARGETS[in.i8()], in.text(), in.text());
            case 51 -> new MakeCall(request(in), in.i32(), in.text(), in.text());
            case 52 -> new ClearCall(request(in), in.i64());
            case 53 -> new HoldCall(request(in), in.i64());
            case 54 -> new RetrieveCall(request(in), in.i64());
            case 55 -> new SetEmergency(request(in), in.flag());
            case 60 -> new Audit(request(in), in.text(), in.text(), in.flag(), in.text());
            case 61 -> new RaiseAlarm(in.text(), in.text(), in.flag());
            case 80 -> new TransferCall(request(in), in.i64(), in.text(), in.text());
            case 81 -> new ConsultCall(request(in), in.i64(), in.text(), in.text());
            case 83 -> new CallBack(request(in), in.i64(), in.text(), in.i64(), in.i64(), in.text());
            case 84 -> new SetSurge(request(in), in.flag());
            case 82 -> new ConferenceCall(request(in), in.i64());
            case 100 -> new RequestAnswered(in.i64(), in.i64(), in.i32(), named(in));
            case 101 -> new CallerSilent(in.i64(), in.i32());
            case 102 -> new LegMeasured(in.i64(), in.i64(), in.text(), in.text(), LegQuality.read(in));
            case 120 -> new ForceAgentState(request(in), in.i32(), TARGETS[in.i8()], in.text());
            case 121 -> new ExtendWrapUp(request(in), in.i32());
            case 122 -> new SubmitItem(request(in), in.text(), in.text(), in.text(), in.i32(), named(in));
            case 124 -> new LegDeflected(in.i64(), in.text());
            case 27 -> new LegEarly(in.i64());
            case 125 -> new DeflectCall(request(in), in.i64(), in.text(), in.text());
            case 126 -> new RetrieveParked(request(in), in.i32(), in.text());
            case 123 -> new ItemSaid(request(in), in.i64(), VERBS[in.i8()], in.i32(), in.text());
            default -> throw new IllegalArgumentException("command type " + type + " is not of this version");
        };
    }

    private static void destination(BytesWriter out, long callId, String to, String displayed) {
        out.i64(callId).text(to).text(displayed);
    }

    private static void hunted(HuntedCall c, BytesWriter out) {
        RecordCodec.write(c.record(), out.text(c.file()).i32(c.line()));
        out.i64(c.callerLeg()).i64(c.lineLeg());
    }

    private static BytesWriter request(BytesWriter out, Request request) {
        return out.i64(request.id()).text(request.by()).text(request.key());
    }

    private static Request request(BytesReader in) {
        return new Request(in.i64(), in.text(), in.text());
    }
}
