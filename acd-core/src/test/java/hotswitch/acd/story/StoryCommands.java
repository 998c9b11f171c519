package hotswitch.acd.story;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.Command.LegMeasured;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.ItemVerb;
import hotswitch.acd.LegQuality;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.flow.Named;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.LegRow;
import java.util.List;
import java.util.function.Supplier;

/** The commands of a story. A leg is a number, or its role and call: "agent:10", "party:last". */
final class StoryCommands {
    private static final int LEG_OF_CALL = 10;
    /** Before any story begins, epoch ns. */
    private static final long HUNTED_NS = 1_795_470_000_000_000_000L;

    private final Supplier<StateView> view;

    StoryCommands(Supplier<StateView> view) {
        this.view = view;
    }

    Command parse(String line) {
        Words w = new Words(line);
        return switch (w.at(0)) {
            case "ready" -> state(w, AgentTarget.READY);
            case "not-ready" -> state(w, AgentTarget.NOT_READY);
            case "force" ->
                new ForceAgentState(
                        request(w), agent(w), AgentTarget.valueOf(w.text("to", "READY")), w.text("reason", ""));
            case "submit" ->
                new SubmitItem(
                        request(w),
                        w.at(1),
                        w.text("subject", ""),
                        w.text("customer", ""),
                        w.small("priority", 0),
                        w.has("language") ? List.of(new Named("language", w.text("language", ""))) : List.of());
            case "item" ->
                new ItemSaid(request(w), item(w), ItemVerb.valueOf(w.at(2)), w.small("agent", 0), w.text("cause", ""));
            case "extend" -> new ExtendWrapUp(request(w), agent(w));
            case "log-off" -> state(w, AgentTarget.LOGGED_OFF);
            case "make-call" -> new MakeCall(request(w), agent(w), w.text("to", ""), w.text("displayed", ""));
            case "clear" -> new ClearCall(request(w), number(w));
            case "hold" -> new HoldCall(request(w), number(w));
            case "retrieve" -> new RetrieveCall(request(w), number(w));
            case "transfer" -> new TransferCall(request(w), number(w), w.text("to", ""), w.text("displayed", ""));
            case "call-back" ->
                new CallBack(
                        request(w),
                        number(w),
                        w.text("number", ""),
                        time(w, "from"),
                        time(w, "until"),
                        w.text("consent", "asked"));
            case "surge" -> new SetSurge(request(w), w.at(1).equals("on"));
            case "deflect" -> new DeflectCall(request(w), number(w), w.text("to", ""), w.text("displayed", ""));
            case "take-parked" -> new RetrieveParked(request(w), w.small("agent", 0), w.at(1));
            case "consult" -> new ConsultCall(request(w), number(w), w.text("to", ""), w.text("displayed", ""));
            case "conference" -> new ConferenceCall(request(w), number(w));
            case "drain" -> new Drain(request(w));
            case "emergency" -> new SetEmergency(request(w), w.at(1).equals("on"));
            case "drill" -> new FaultDrill(request(w), number(w));
            case "tick" -> new Tick();
            case "node-started" -> new NodeStarted(number(w));
            case "device-up" -> new DeviceUp(w.at(1));
            case "device-down" -> new DeviceDown(w.at(1));
            default -> ofCalls(w);
        };
    }

    private Command ofCalls(Words w) {
        return switch (w.at(0)) {
            case "arrive" ->
                new CallArrived(
                        number(w),
                        number(w) * LEG_OF_CALL,
                        w.text("ani", "13800000000"),
                        w.text("dnis", "12345"),
                        "carrier-a");
            case "dial" -> new DeviceDialled(number(w), number(w) * LEG_OF_CALL, w.text("seat", ""), w.text("to", ""));
            case "asks" -> new DeviceConsults(number(w), w.number("leg", 0), w.text("seat", ""), w.text("to", ""));
            case "ringing" -> new LegRinging(leg(w));
            case "early" -> new LegEarly(leg(w));
            case "answered" -> new LegAnswered(leg(w));
            case "refused" -> new LegRefused(leg(w), w.small("status", 486), w.text("cause", "busy"));
            case "deflected" -> new LegDeflected(leg(w), w.text("to", ""));
            case "cleared" -> new LegCleared(leg(w), w.text("cause", "bye"));
            case "unmade" -> new LegUnmade(leg(w), w.text("cause", "no media port free"));
            case "lost" -> new LegLost(leg(w), w.text("cause", "restart"));
            case "routed" ->
                new LegRouted(leg(w), w.text("trunk", "carrier-a"), w.text("displayed", ""), w.text("hops", ""));
            case "phone-holds" -> new LegHeld(leg(w), true);
            case "phone-retrieves" -> new LegHeld(leg(w), false);
            case "digit" -> new Digit(leg(w), w.at(2).charAt(0), 100);
            case "played" -> new PlayEnded(leg(w), w.number("play", playing(leg(w))), why(w));
            case "media-timed-out" -> new MediaTimedOut(leg(w));
            case "recorded" ->
                new Recorded(
                        number(w),
                        w.small("segment", 1),
                        RecordingState.valueOf(w.text("state", "KEPT")),
                        w.text("file", "a.ogg"),
                        w.number("length", 1000),
                        "cafe");
            case "request-answered" ->
                new RequestAnswered(
                        number(w),
                        w.number("request", 0),
                        w.small("status", 200),
                        List.of(new Named("balance", w.text("balance", "12"))));
            case "measured" ->
                new LegMeasured(
                        number(w),
                        leg(w),
                        w.text("trunk", ""),
                        w.text("device", ""),
                        new LegQuality(w.number("received", 500), w.number("lost", 0), 1_250, -1, 20_000));
            case "silent" -> new CallerSilent(number(w), w.small("segment", 1));
            case "hunted" ->
                new HuntedCall(
                        w.text("file", "1.jsonl"),
                        w.small("line", 1),
                        hunted(number(w)),
                        number(w) * LEG_OF_CALL,
                        number(w) * LEG_OF_CALL + 1);
            default -> throw new IllegalArgumentException("story: " + w.at(0));
        };
    }

    /** Answered by the line at once, ended after two seconds. */
    private static CallRecord hunted(long callId) {
        return new CallRecord(
                callId,
                Direction.INBOUND,
                new CallRecord.Parties("13800000000", "12345", "carrier-a", "", 0, "line-01", "12345"),
                new CallRecord.Times(
                        HUNTED_NS,
                        HUNTED_NS,
                        HUNTED_NS,
                        HUNTED_NS,
                        HUNTED_NS + 2_000_000_000L,
                        new CallRecord.Durations(0, 2_000, 0)),
                Disposition.ANSWERED,
                new CallRecord.Outcome("line", "bye", 1, 1, "", ""));
    }

    private static SetAgentState state(Words w, AgentTarget target) {
        return new SetAgentState(request(w), agent(w), target, w.text("reason", ""), w.text("device", ""));
    }

    /** In seconds of the story. */
    private static long time(Words w, String name) {
        return w.has(name) ? Stage.START_NS + w.number(name, 0) * 1_000_000_000L : 0;
    }

    private static Request request(Words w) {
        return new Request(w.number("request", 0), w.text("by", "desk"), w.text("key", ""));
    }

    private static PlayEnd why(Words w) {
        return PlayEnd.valueOf(w.text("why", "COMPLETED"));
    }

    private static int agent(Words w) {
        return Integer.parseInt(w.at(1));
    }

    private static long number(Words w) {
        return Long.parseLong(w.at(1));
    }

    private long leg(Words w) {
        String[] roleAndCall = w.at(1).split(":");
        if (roleAndCall.length == 1) {
            return Long.parseLong(roleAndCall[0]);
        }
        long callId = roleAndCall[1].equals("last") ? lastCall() : Long.parseLong(roleAndCall[1]);
        for (LegRow leg : view.get().legs()) {
            if (leg.callId() == callId && leg.role().equalsIgnoreCase(roleAndCall[0])) {
                return leg.id();
            }
        }
        throw new IllegalArgumentException("story: no leg " + w.at(1));
    }

    private long playing(long legId) {
        for (LegRow leg : view.get().legs()) {
            if (leg.id() == legId) {
                return leg.playing().playId();
            }
        }
        return 0;
    }

    /** "SUBJECT" of one that is there, else a number. */
    private long item(Words w) {
        for (StateView.ItemRow item : view.get().items()) {
            if (item.subject().equals(w.at(1))) {
                return item.id();
            }
        }
        return w.at(1).matches("[0-9]+") ? number(w) : 0;
    }

    /** The one that the core made last. */
    private long lastCall() {
        return view.get().calls().getLast().id();
    }
}
