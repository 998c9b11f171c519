package hotswitch.server.cti;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.*;
import hotswitch.acd.ItemState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.watch.Seats;
import hotswitch.server.cti.live.LiveItems;
import hotswitch.server.cti.live.LiveLines;
import hotswitch.sip.timer.Spares;
import hotswitch.sip.timer.Whiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * How agents, calls, queues and lines stand now: seeded from the core's state after recovery, then the fold of its
 * facts. Written by the projecting thread, read by the API's; each method is short and holds the view's own lock.
 */
public final class LiveView {
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    /** Today begins at midnight in China. */
    private static final long ZONE_NS = TimeUnit.HOURS.toNanos(8);

    static final String LINES = "backup-lines";
    private final LiveTeam team = new LiveTeam();
    private final LiveItems items = new LiveItems();
    private final Long2ObjectHashMap<LiveCall> calls = new Long2ObjectHashMap<>();
    private final Spares<LiveCall> spare = new Spares<>(); // nobody has one of them beyond the lock
    private final Whiles whiles = new Whiles();
    private final LiveQueue.All queues = new LiveQueue.All();
    private final LiveLines lines = new LiveLines();
    private final Map<String, Alarm> alarms = new TreeMap<>();
    private boolean emergency;
    private boolean surge;
    private long seq;
    private long day;

    public synchronized void configure(CentreConfig config) {
        team.configure(config.agents());
        items.configure(config.services().channels());
        for (QueueConfig each : config.queues()) {
            queues.of(each.name());
        }
        queues.of(LINES);
        lines.configure(config.hunt().lines());
        team.enter(config.queues(), queues);
    }

    /** The state at the end of recovery; later facts follow by {@link #fold}. */
    public synchronized void seed(StateView view) {
        seq = view.eventSeq();
        emergency = view.emergency();
        surge = view.surge();
        view.agents().forEach(team::seed);
        view.items().forEach(items::seed);
        for (StateView.CallRow row : view.calls()) {
            LiveCall call = unused().begin(row);
            calls.put(row.id(), call);
            count(call, 1);
        }
        for (StateView.LineRow row : view.lines()) {
            lines.changed(new LineChanged(row.name(), row.state(), row.callId()));
        }
        for (StateView.QueueRow row : view.queues()) {
            queues.of(row.name()).is(row);
        }
        day = (view.timeNs() + ZONE_NS) / DAY_NS;
    }

    /** Number of the last fact that this view knows. */
    public synchronized long seq() {
        return seq;
    }

    public synchronized void fold(long factSeq, long timeNs, Fact fact) {
        if (factSeq <= seq) {
            return;
        }
        seq = factSeq;
        turnDay(timeNs);
        switch (fact) {
            case LineChanged f -> lines.changed(f);
            case Alarm f -> onAlarm(f);
            case CallNoted f -> {}
            case SelfServed f -> {}
            case MessageLeft f -> {}
            case EmergencyChanged f -> emergency = f.on();
            case CallbackChanged f -> onCallback(f);
            case SurgeChanged f -> surge = f.on();
            case WrapUpExtended f -> {}
            case ItemChanged f -> items.changed(f, timeNs);
            case ItemOverdue f -> items.overdue(f);
            case BreakOver f -> team.overBreak(f);
            case DeviceChanged f -> {}
            case Receipt f -> {}
            case RequestDone f -> {}
            case Audited f -> {}
            case ConfigChanged f -> {}
            case OfEveryCall f -> throw new IllegalStateException("not read where it lies: " + f);
        }
    }

    /** Those that come with every call: {@code facts} has the newest of this type. */
    public synchronized void fold(long factSeq, long timeNs, int type, CallFacts facts) {
        if (factSeq <= seq) {
            return;
        }
        seq = factSeq;
        turnDay(timeNs);
        switch (type) {
            case FactCodec.CALL_CREATED -> calls.put(facts.created.callId, unused().begin(facts.created, timeNs));
            case FactCodec.CALL_EVENT -> onCall(facts.event, timeNs);
            case FactCodec.CALL_ENDED -> onEnded(facts.ended);
            case FactCodec.AGENT_CHANGED -> team.changed(facts.agentChange, timeNs);
            case FactCodec.FLOW_ENTERED -> onFlow(facts.entered.callId);
            case FactCodec.TALK_INTERVAL -> onTalk(facts.talk);
            case FactCodec.WAIT_EXPECTED -> onExpected(facts.expected);
            case FactCodec.WAIT_MEASURED -> queues.of(facts.waited.queue).measured(facts.waited);
            default -> {}
        }
    }

    /** Who sits there; null: nobody is logged on. */
    public synchronized Seats.Sitting at(String seat) {
        return team.at(seat);
    }

    private void turnDay(long timeNs) {
        spare.tidy(whiles.passed(timeNs));
        long now = (timeNs + ZONE_NS) / DAY_NS;
        if (now != day) {
            day = now;
            queues.all().forEach(LiveQueue::newDay);
        }
    }

    /** An alarm of no call. */
    public synchronized boolean raised(String code) {
        return alarms.containsKey(code + 0L);
    }

    /** An alarm from before the recovery, which the core's state does not have. */
    public synchronized void onAlarm(Alarm f) {
        if (f.on()) {
            alarms.put(f.code() + f.callId(), f);
        } else {
            alarms.remove(f.code() + f.callId());
        }
    }

    private void onFlow(long callId) {
        LiveCall call = calls.get(callId);
        if (call != null) {
            if (call.waiting()) {
                queues.of(call.queue).overflowed++;
            }
            count(call, -1);
            call.inFlow();
        }
    }

    private void onCall(CallFacts.Event f, long timeNs) {
        LiveCall call = calls.get(f.callId);
        if (call == null) {
            return;
        }
        if (call.enters(f)) {
            if (call.waiting()) {
                queues.of(call.queue).overflowed++;
            }
            queues.of(f.queue).offered++;
        }
        boolean waited = call.waiting();
        if (waited && f.type == CallEventType.TRANSFERRED) {
            queues.of(call.queue).overflowed++;
        }
        count(call, -1);
        call.on(f, timeNs);
        count(call, 1);
        if (waited && call.connected() && !call.waiting()) {
            queues.of(call.queue).answered++;
        }
    }

    private void onExpected(CallFacts.Expected f) {
        LiveCall call = calls.get(f.callId);
        if (call != null) {
            call.expectedMs = f.expectedMs;
        }
        queues.of(f.queue).paced(f.handlingMs, f.patienceMs);
    }

    private LiveCall unused() {
        return spare.size() == 0 ? new LiveCall() : spare.take();
    }

    private void onEnded(CallFacts.Ended f) {
        LiveCall call = calls.remove(f.callId);
        if (call != null && call.waiting()) {
            count(call, -1);
            LiveQueue queue = queues.of(call.queue);
            boolean overflowed = f.disposition == Disposition.OVERFLOWED;
            queue.overflowed += overflowed ? 1 : 0;
            queue.abandoned += overflowed ? 0 : 1;
        }
        if (call != null) {
            spare.add(call.over());
        }
    }

    private void onCallback(CallbackChanged f) {
        LiveCall call = calls.get(f.callId());
        if (call == null) {
            return;
        }
        LiveQueue queue = queues.of(f.queue());
        switch (f.state()) {
            case PROMISED -> queue.callbacks++;
            case REACHED -> queue.calledBack++;
            case NOT_REACHED -> queue.notReached++;
            case TRIED, RESTS, WAITS -> {}
        }
        count(call, -1);
        call.on(f);
        count(call, 1);
    }

    private void count(LiveCall call, int more) {
        if (call.waiting()) {
            queues.of(call.queue).count(call, more);
        }
    }

    private void onTalk(CallFacts.Talk f) {
        LiveCall call = calls.get(f.callId);
        if (call != null) {
            call.talked(f);
        }
    }

    /** Agents who are on a break for longer than it may last. */
    public synchronized int overBreak() {
        return team.overBreak();
    }

    synchronized JsonArray agentsJson() {
        return team.json();
    }

    synchronized JsonObject agentJson(int id) {
        return team.json(id);
    }

    synchronized JsonArray itemsJson() {
        return items.json();
    }

    /** Null if there is none. */
    synchronized JsonObject itemJson(long id) {
        return items.json(id);
    }

    /** How many work items are in this state. */
    public synchronized int items(ItemState state) {
        return items.count(state);
    }

    synchronized JsonArray callsJson() {
        JsonArray all = new JsonArray();
        List<LiveCall> sorted = new ArrayList<>(calls.values());
        sorted.sort(Comparator.comparingLong(call -> call.id));
        sorted.forEach(c -> all.add(c.json(position(c))));
        return all;
    }

    synchronized JsonObject callJson(long id) {
        LiveCall call = calls.get(id);
        return call == null ? null : call.json(position(call));
    }

    /** Which agent talks in a call: a right may depend on it. 0: none, or no such call. */
    synchronized int agentOf(long callId) {
        LiveCall call = calls.get(callId);
        return call == null ? 0 : call.agent;
    }

    private int position(LiveCall call) {
        if (!call.queued()) {
            return 0;
        }
        int before = 0;
        for (LiveCall other : calls.values()) {
            if (other.queued() && other.queue.equals(call.queue) && other.queuedNs < call.queuedNs) {
                before++;
            }
        }
        return before + 1;
    }

    synchronized JsonArray queuesJson(long nowNs) {
        JsonArray all = new JsonArray();
        queues.all().forEach(q -> all.add(queueJson(q, nowNs)));
        return all;
    }

    synchronized JsonObject queueJson(String name, long nowNs) {
        LiveQueue queue = queues.get(name);
        return queue == null ? null : queueJson(queue, nowNs);
    }

    private JsonObject queueJson(LiveQueue queue, long nowNs) {
        long oldestNs = nowNs;
        for (LiveCall call : calls.values()) {
            if (call.waiting() && call.queue.equals(queue.name)) {
                oldestNs = Math.min(oldestNs, call.queuedNs);
            }
        }
        return queue.json(TimeUnit.NANOSECONDS.toMillis(nowNs - oldestNs))
                .put("waiting", waiting(queue.name))
                .put("expectedWaitMs", queue.expectedWaitMs());
    }

    /** How long who enters now would wait; 0 where somebody is ready. */
    public synchronized long expectedWaitMs(String name) {
        LiveQueue queue = queues.get(name);
        return queue == null ? 0 : queue.expectedWaitMs();
    }

    /** By how much today's expected waits were wrong, ms: so many per mille by no more. */
    public synchronized long waitErrorMs(String name, int perMille) {
        LiveQueue queue = queues.get(name);
        return queue == null ? 0 : queue.waitErrors.quantileMs(perMille);
    }

    synchronized JsonArray linesJson() {
        return lines.json();
    }

    synchronized JsonObject situation() {
        JsonArray raised = new JsonArray();
        for (Alarm a : alarms.values()) {
            raised.add(new JsonObject()
                    .put("code", a.code())
                    .put("call", a.callId())
                    .put("detail", a.detail()));
        }
        return new JsonObject().put("emergency", emergency).put("surge", surge).put("alarms", raised);
    }

    /** The states that agents are in, up to now: what no fact has closed yet. */
    public synchronized List<AgentSpan> openSpans(long nowNs) {
        return team.openSpans(nowNs);
    }

    /** Live figures for the metrics: how many agents are in each state. */
    public synchronized Map<AgentState, Integer> agentStates() {
        return team.states();
    }

    public synchronized int callsActive() {
        return calls.size();
    }

    public synchronized boolean anybodyInside() {
        return calls.values().stream().anyMatch(call -> !call.promised());
    }

    public synchronized int waiting(String queue) {
        LiveQueue live = queues.get(queue);
        return items.waiting(queue) + (live == null ? 0 : live.waiting);
    }

    /**
     * A caller is in a queue, not offered to anybody, and an agent with the queue's skills is ready. It may be right
     * so: what the caller asks beyond them, and whom he waits for, is not seen here.
     */
    public synchronized boolean idleWhileQueued() {
        return queues.all().stream().anyMatch(queue -> queue.queued > 0 && team.idle(queue, items));
    }
}
