package hotswitch.acd.codec;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.*;
import hotswitch.acd.ItemState;
import hotswitch.acd.LegQuality;
import hotswitch.acd.LineState;
import hotswitch.acd.RecordingState;
import hotswitch.acd.TalkKind;
import hotswitch.acd.agent.AgentState;

/** Facts as bytes: a type number that is never reused, then the fields. A changed fact gets a new number. */
public final class FactCodec {
    private static final CallEventType[] EVENTS = CallEventType.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final AgentState[] AGENT_STATES = AgentState.values();
    private static final CallbackState[] CALLBACK_STATES = CallbackState.values();
    private static final ItemState[] ITEM_STATES = ItemState.values();
    private static final TalkKind[] TALK_KINDS = TalkKind.values();
    private static final LineState[] LINE_STATES = LineState.values();
    private static final RecordingState[] RECORDING_STATES = RecordingState.values();

    /** Type numbers of what some readers want, or do not. */
    public static final int CALL_EVENT = 1;

    public static final int CALL_CREATED = 2;
    public static final int AGENT_CHANGED = 3;
    public static final int CALL_ENDED = 6;
    public static final int RECORDING_CHANGED = 7;
    public static final int REQUEST_DONE = 9;
    public static final int ALARM = 10;
    public static final int AUDITED = 11;
    public static final int TALK_INTERVAL = 50;
    public static final int FLOW_ENTERED = 60;
    public static final int CALL_NOTED = 61;
    public static final int SELF_SERVED = 62;
    public static final int MESSAGE_LEFT = 63;
    public static final int RECEIPT = 105;

    public static final int WAIT_EXPECTED = 110;
    public static final int WAIT_MEASURED = 83;
    public static final int CALLBACK_CHANGED = 51;
    public static final int SURGE_CHANGED = 52;
    public static final int ITEM_CHANGED = 84;
    public static final int LEG_MEASURED = 86;

    private FactCodec() {}

    public static void write(Fact fact, BytesWriter out) {
        fact.write(out);
    }

    /** Those that do not come with every call; the others write themselves. */
    public static void writeRare(Fact fact, BytesWriter out) {
        switch (fact) {
            case RequestDone f -> f.write(out);
            case WrapUpExtended f -> out.i8(80).i32(f.agent()).i64(f.untilNs()).i32(f.times());
            case BreakOver f -> out.i8(81).i32(f.agent()).text(f.reason()).i64(f.sinceMs());
            case ItemChanged f -> {
                out.i8(ITEM_CHANGED)
                        .i64(f.itemId())
                        .i8(f.state().ordinal())
                        .text(f.channel())
                        .text(f.queue());
                out.i32(f.agent()).text(f.subject()).text(f.customer()).text(f.cause());
            }
            case ItemOverdue f -> out.i8(85).i64(f.itemId()).text(f.queue()).i32(f.agent());
            case DeviceChanged f -> out.i8(4).text(f.device()).flag(f.up());
            case LineChanged f ->
                out.i8(5).text(f.line()).i8(f.state().ordinal()).i64(f.callId());
            case Receipt f -> ReceiptCodec.write(f, out.i8(RECEIPT));
            case Alarm f ->
                out.i8(ALARM).text(f.code()).i64(f.callId()).text(f.detail()).flag(f.on());
            case Audited f -> audited(f, out.i8(AUDITED));
            case ConfigChanged f -> out.i8(12).text(f.hash());
            case CallNoted f ->
                out.i8(CALL_NOTED).i64(f.callId()).text(f.name()).text(f.value());
            case SelfServed f -> out.i8(SELF_SERVED).i64(f.callId()).text(f.service());
            case MessageLeft f -> out.i8(MESSAGE_LEFT).i64(f.callId()).i32(f.segment());
            case LegMeasured f -> {
                out.i8(LEG_MEASURED)
                        .i64(f.callId())
                        .i64(f.legId())
                        .text(f.trunk())
                        .text(f.device());
                f.quality().write(out);
            }
            case OfEveryCall f -> f.write(out);
            case EmergencyChanged f -> out.i8(13).flag(f.on());
            case CallbackChanged f -> {
                out.i8(CALLBACK_CHANGED).i64(f.callId()).i8(f.state().ordinal()).text(f.queue());
                out.text(f.number()).i32(f.tries()).i64(f.untilNs()).text(f.cause());
            }
            case SurgeChanged f ->
                out.i8(SURGE_CHANGED).flag(f.on()).flag(f.byLoad()).i32(f.waiting());
        }
    }

    /** Throws {@link IllegalArgumentException} on a type number of a later version. */
    public static Fact read(BytesReader in) {
        int type = in.i8();
        return switch (type) {
            case CALL_EVENT ->
                new CallEvent(EVENTS[in.i8()], in.i64(), in.i64(), in.text(), in.i32(), in.text(), in.text());
            case CALL_CREATED ->
                new CallCreated(in.i64(), DIRECTIONS[in.i8()], in.text(), in.text(), in.text(), in.text());
            case AGENT_CHANGED -> agentChanged(in);
            case 4 -> new DeviceChanged(in.text(), in.flag());
            case 5 -> new LineChanged(in.text(), LINE_STATES[in.i8()], in.i64());
            case CALL_ENDED -> new CallEnded(RecordCodec.read(in));
            case RECORDING_CHANGED -> recordingChanged(in);
            case REQUEST_DONE -> new RequestDone(in.i64(), in.text(), in.i32(), in.text(), in.i64());
            case ALARM -> new Alarm(in.text(), in.i64(), in.text(), in.flag());
            case AUDITED -> new Audited(in.text(), in.text(), in.text(), in.flag(), in.text());
            case 12 -> new ConfigChanged(in.text());
            case 13 -> new EmergencyChanged(in.flag());
            case RECEIPT -> ReceiptCodec.read(in);
            case CALLBACK_CHANGED ->
                new CallbackChanged(
                        in.i64(), CALLBACK_STATES[in.i8()], in.text(), in.text(), in.i32(), in.i64(), in.text());
            case SURGE_CHANGED -> new SurgeChanged(in.flag(), in.flag(), in.i32());
            case TALK_INTERVAL -> talkInterval(in);
            case FLOW_ENTERED -> new FlowEntered(in.i64(), in.text(), in.text(), in.text());
            case CALL_NOTED -> new CallNoted(in.i64(), in.text(), in.text());
            case SELF_SERVED -> new SelfServed(in.i64(), in.text());
            case 80 -> new WrapUpExtended(in.i32(), in.i64(), in.i32());
            case 81 -> new BreakOver(in.i32(), in.text(), in.i64());
            case WAIT_EXPECTED -> new WaitExpected(in.i64(), in.text(), in.i32(), in.i64(), in.i64(), in.i64());
            case WAIT_MEASURED -> new WaitMeasured(in.i64(), in.text(), in.i64(), in.i64());
            case ITEM_CHANGED ->
                new ItemChanged(
                        in.i64(),
                        ITEM_STATES[in.i8()],
                        in.text(),
                        in.text(),
                        in.i32(),
                        in.text(),
                        in.text(),
                        in.text());
            case 85 -> new ItemOverdue(in.i64(), in.text(), in.i32());
            case LEG_MEASURED -> new LegMeasured(in.i64(), in.i64(), in.text(), in.text(), LegQuality.read(in));
            case MESSAGE_LEFT -> new MessageLeft(in.i64(), in.i32());
            default -> throw new IllegalArgumentException("fact type " + type + " is not of this version");
        };
    }

    private static AgentChanged agentChanged(BytesReader in) {
        return new AgentChanged(
                in.i32(), AGENT_STATES[in.i8()], AGENT_STATES[in.i8()], in.i64(), in.text(), in.text(), in.i64());
    }

    private static RecordingChanged recordingChanged(BytesReader in) {
        return new RecordingChanged(
                in.i64(), in.i32(), RECORDING_STATES[in.i8()], in.i32(), in.text(), in.i64(), in.text());
    }

    /** Of a fact that comes next and begins with its call's id, as many do; nothing of it is taken. */
    public static long callId(BytesReader in) {
        int from = in.position();
        in.skip(1);
        long callId = in.i64();
        in.backTo(from);
        return callId;
    }

    private static TalkInterval talkInterval(BytesReader in) {
        return new TalkInterval(
                in.i64(), in.i64(), in.text(), in.text(), in.i32(), TALK_KINDS[in.i8()], in.i64(), in.i64());
    }

    private static void audited(Audited f, BytesWriter out) {
        out.text(f.by()).text(f.action()).text(f.subject()).flag(f.allowed()).text(f.detail());
    }
}
