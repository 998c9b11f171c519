package hotswitch.server.cti;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.*;
import hotswitch.acd.LegQuality;
import hotswitch.acd.agent.AgentState;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.RecordingRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Facts as events of the stream: {@code {"seq","time","type","call",…}}; types are CSTA's (ECMA-269) where it has
 * one.
 */
public final class EventJson {
    private static final long NS_PER_MS = 1_000_000;
    private static final double US_PER_MS = 1_000;
    private static final double PER_MILLE = 1_000;

    private EventJson() {}

    public static JsonObject of(long seq, long timeNs, Fact fact) {
        JsonObject json = new JsonObject().put("seq", seq).put("time", Times.text(timeNs));
        switch (fact) {
            case CallEvent f -> event(json, f);
            case CallCreated f -> created(json, f);
            case AgentChanged f -> agent(json, f);
            case DeviceChanged f ->
                json.put("type", f.up() ? "DeviceUp" : "DeviceDown").put("device", f.device());
            case LineChanged f -> line(json, f);
            case CallEnded f ->
                call(json.put("type", "CallEnded"), f.record().callId()).put("record", record(f.record()));
            case RecordingChanged f -> recording(json, f);
            case Receipt f -> call(json.put("type", "Receipt"), f.callId()).put("receipt", receipt(f));
            case RequestDone f -> done(json, f);
            case Alarm f -> alarm(json, f);
            case Audited f -> audited(json, f);
            case ConfigChanged f -> json.put("type", "ConfigChanged").put("hash", f.hash());
            case CallbackChanged f -> callback(json, f);
            case SurgeChanged f -> surge(json, f);
            case WrapUpExtended f -> extended(json, f);
            case ItemChanged f -> item(json, f);
            case ItemOverdue f -> overdue(json, f);
            case WaitExpected f -> expected(json, f);
            case WaitMeasured f -> measured(json, f);
            case BreakOver f -> overBreak(json, f);
            case TalkInterval f -> interval(json, f);
            case FlowEntered f -> flow(json, f);
            case CallNoted f -> note(json, f);
            case SelfServed f ->
                call(json.put("type", "SelfServed"), f.callId()).put("service", f.service());
            case MessageLeft f ->
                call(json.put("type", "MessageLeft"), f.callId()).put("segment", f.segment());
            case Fact.LegMeasured f ->
                call(json.put("type", "LegMeasured"), f.callId())
                        .put("leg", f.legId())
                        .mergeIn(quality(f.trunk(), f.device(), f.quality()));
            case EmergencyChanged f -> json.put("type", "EmergencyChanged").put("on", f.on());
        }
        return json;
    }

    private static void item(JsonObject json, ItemChanged f) {
        json.put("type", "Item" + Words.pascal(f.state()))
                .put("item", f.itemId())
                .put("channel", f.channel())
                .put("queue", f.queue())
                .put("agent", f.agent())
                .put("subject", f.subject())
                .put("customer", f.customer())
                .put("cause", f.cause());
    }

    private static void event(JsonObject json, CallEvent f) {
        call(json.put("type", Words.pascal(f.type())), f.callId())
                .put("leg", f.legId())
                .put("device", f.device())
                .put("agent", f.agent())
                .put("queue", f.queue())
                .put("cause", f.cause());
    }

    private static void created(JsonObject json, CallCreated f) {
        call(json.put("type", "CallCreated"), f.callId())
                .put("direction", Words.camel(f.direction()))
                .put("ani", f.ani())
                .put("dnis", f.dnis())
                .put("trunk", f.trunk())
                .put("flow", f.flow());
    }

    private static void done(JsonObject json, RequestDone f) {
        call(json.put("type", "RequestDone"), f.callId())
                .put("request", f.requestId())
                .put("status", f.status())
                .put("detail", f.detail());
    }

    private static void alarm(JsonObject json, Alarm f) {
        call(json.put("type", f.on() ? "AlarmRaised" : "AlarmCleared"), f.callId())
                .put("code", f.code())
                .put("detail", f.detail());
    }

    private static void surge(JsonObject json, SurgeChanged f) {
        json.put("type", "SurgeChanged")
                .put("on", f.on())
                .put("byLoad", f.byLoad())
                .put("waiting", f.waiting());
    }

    private static void extended(JsonObject json, WrapUpExtended f) {
        json.put("type", "WrapUpExtended")
                .put("agent", f.agent())
                .put("until", Times.text(f.untilNs()))
                .put("times", f.times());
    }

    private static void overdue(JsonObject json, ItemOverdue f) {
        json.put("type", "ItemOverdue")
                .put("item", f.itemId())
                .put("queue", f.queue())
                .put("agent", f.agent());
    }

    private static void expected(JsonObject json, WaitExpected f) {
        call(json.put("type", "WaitExpected"), f.callId())
                .put("queue", f.queue())
                .put("position", f.position())
                .put("expectedMs", f.expectedMs());
    }

    private static void measured(JsonObject json, WaitMeasured f) {
        call(json.put("type", "WaitMeasured"), f.callId())
                .put("queue", f.queue())
                .put("expectedMs", f.expectedMs())
                .put("waitedMs", f.waitedMs());
    }

    private static void overBreak(JsonObject json, BreakOver f) {
        json.put("type", "AgentBreakOver")
                .put("agent", f.agent())
                .put("reason", f.reason())
                .put("sinceMs", f.sinceMs());
    }

    private static void line(JsonObject json, LineChanged f) {
        call(json.put("type", "LineChanged"), f.callId()).put("line", f.line()).put("state", Words.camel(f.state()));
    }

    private static void audited(JsonObject json, Audited f) {
        json.put("type", "Audited")
                .put("by", f.by())
                .put("action", f.action())
                .put("subject", f.subject())
                .put("allowed", f.allowed())
                .put("detail", f.detail());
    }

    private static void callback(JsonObject json, CallbackChanged f) {
        call(json.put("type", "CallbackChanged"), f.callId())
                .put("state", Words.camel(f.state()))
                .put("queue", f.queue())
                .put("number", f.number())
                .put("tries", f.tries())
                .put("until", Times.text(f.untilNs()))
                .put("cause", f.cause());
    }

    private static void flow(JsonObject json, FlowEntered f) {
        call(json.put("type", "FlowEntered"), f.callId())
                .put("flow", f.flow())
                .put("content", f.content())
                .put("config", f.config());
    }

    private static void note(JsonObject json, CallNoted f) {
        call(json.put("type", "CallNoted"), f.callId()).put("name", f.name()).put("value", f.value());
    }

    private static void recording(JsonObject json, RecordingChanged f) {
        call(json.put("type", "RecordingChanged"), f.callId())
                .put("segment", f.segment())
                .put("state", Words.camel(f.state()))
                .put("agent", f.agent())
                .put("file", f.file())
                .put("lengthMs", f.lengthMs())
                .put("sha256", f.sha256());
    }

    private static void interval(JsonObject json, TalkInterval f) {
        call(json.put("type", "TalkInterval"), f.callId())
                .put("leg", f.legId())
                .put("role", f.role())
                .put("device", f.device())
                .put("agent", f.agent())
                .put("kind", Words.camel(f.kind()))
                .put("from", Times.text(f.fromNs()))
                .put("to", Times.text(f.toNs()));
    }

    private static JsonObject call(JsonObject json, long callId) {
        return callId == 0 ? json : json.put("call", callId);
    }

    private static void agent(JsonObject json, AgentChanged f) {
        call(json.put("type", agentEvent(f)), f.callId())
                .put("agent", f.agent())
                .put("state", Words.camel(f.state()))
                .put("former", Words.camel(f.former()))
                .put("inStateMs", f.inStateMs())
                .put("reason", f.reason())
                .put("device", f.device());
    }

    /** CSTA's agent events; Alerting and Held are ours. */
    private static String agentEvent(AgentChanged f) {
        if (f.former() == AgentState.LOGGED_OFF) {
            return "AgentLoggedOn";
        }
        return switch (f.state()) {
            case LOGGED_OFF -> "AgentLoggedOff";
            case NOT_READY -> "AgentNotReady";
            case READY -> "AgentReady";
            case ALERTING -> "AgentAlerting";
            case BUSY -> "AgentBusy";
            case HELD -> "AgentHeld";
            case ACW -> "AgentWorkingAfterCall";
        };
    }

    /** A call record as {@code GET /calls} shows it. */
    public static JsonObject record(CallRecord r) {
        return new JsonObject()
                .put("id", r.callId())
                .put("direction", Words.camel(r.direction()))
                .put("ani", r.parties().ani())
                .put("dnis", r.parties().dnis())
                .put("trunk", r.parties().trunk())
                .put("queue", r.parties().queue())
                .put("agent", r.parties().agent())
                .put("party", r.parties().party())
                .put("displayed", r.parties().displayed())
                .put("arrived", Times.text(r.times().arrivedNs()))
                .put("answered", Times.text(r.times().answeredNs()))
                .put("queued", Times.text(r.times().queuedNs()))
                .put("connected", Times.text(r.times().connectedNs()))
                .put("ended", Times.text(r.times().endedNs()))
                .put("waitMs", r.times().durations().waitMs())
                .put("talkMs", r.times().durations().talkMs())
                .put("holdMs", r.times().durations().holdMs())
                .put("otherMs", otherMs(r.times()))
                .put("disposition", Words.camel(r.disposition()))
                .put("endedBy", r.outcome().endedBy())
                .put("cause", r.outcome().cause())
                .put("offers", r.outcome().offers())
                .put("segments", r.outcome().segments())
                .put("hops", r.outcome().hops())
                .put("config", r.outcome().config());
    }

    /** Times in ms; null: the peer reported nothing. */
    static JsonObject quality(String trunk, String device, LegQuality q) {
        return new JsonObject()
                .put("trunk", trunk)
                .put("device", device)
                .put("received", q.received())
                .put("lost", q.lost())
                .put("jitterMs", q.jitterUs() / US_PER_MS)
                .put("farLost", q.farLostPerMille() < 0 ? null : q.farLostPerMille() / PER_MILLE)
                .put("roundTripMs", q.roundTripUs() < 0 ? null : q.roundTripUs() / US_PER_MS);
    }

    /** What is left of a call that was connected: it waited while it was transferred or parked, or was in a flow. */
    private static long otherMs(CallRecord.Times t) {
        long sinceMs = t.connectedNs() == 0 ? 0 : (t.endedNs() - t.connectedNs()) / NS_PER_MS;
        return Math.max(0, sinceMs - t.durations().talkMs() - t.durations().holdMs());
    }

    static JsonObject receipt(Receipt f) {
        JsonArray candidates = new JsonArray();
        for (Candidate c : f.candidates()) {
            candidates.add(new JsonObject()
                    .put("agent", c.agent())
                    .put("step", c.step())
                    .put("preference", c.preference())
                    .put("level", c.level())
                    .put("measure", c.measure())
                    .put("idleMs", c.idleMs()));
        }
        JsonArray exclusions = new JsonArray();
        for (Exclusion e : f.exclusions()) {
            for (int i = 0; i < e.agents().size(); i++) {
                exclusions.add(new JsonObject().put("agent", e.agents().get(i)).put("why", e.why()));
            }
        }
        return new JsonObject()
                .put("call", f.callId())
                .put("offer", f.offerId())
                .put("queue", f.queue())
                .put("agent", f.agent())
                .put("policy", f.policy())
                .put("score", f.decision().score())
                .put("priority", f.decision().priority())
                .put("waitedMs", f.decision().waitedMs())
                .put("step", f.decision().step())
                .put("asks", f.decision().asks())
                .put("preferredAgent", f.decision().preferred())
                .put("overtaken", f.decision().overtaken())
                .put("candidates", candidates)
                .put("exclusions", exclusions);
    }

    static JsonArray flows(List<FlowRow> rows) {
        JsonArray flows = new JsonArray();
        for (FlowRow row : rows) {
            flows.add(new JsonObject()
                    .put("time", Times.text(row.timeNs()))
                    .put("flow", row.flow())
                    .put("content", row.content())
                    .put("config", row.config()));
        }
        return flows;
    }

    static JsonObject recording(RecordingRow row) {
        return new JsonObject()
                .put("id", row.callId() + "-" + row.segment())
                .put("call", row.callId())
                .put("segment", row.segment())
                .put("agent", row.agent())
                .put("ani", row.numbers().ani())
                .put("dnis", row.numbers().dnis())
                .put("state", Words.camel(row.state()))
                .put("start", Times.text(row.openedNs()))
                .put("lengthMs", row.lengthMs())
                .put("offsetMs", row.offsetMs())
                .put("file", row.file())
                .put("sha256", row.sha256())
                .put("kind", row.message() ? "message" : "talk")
                .put("held", row.held());
    }
}
