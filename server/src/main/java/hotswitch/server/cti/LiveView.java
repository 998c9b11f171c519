package hotswitch.server.cti;

import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.*;
import hotswitch.acd.LineState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.snapshot.StateView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How agents, calls, queues and lines stand now: seeded from the core's state after recovery, then the fold of its
 * facts.
 * Written by the projecting thread, read by the API's; each method is short and holds the view's own lock.
 */
public final class LiveView {
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    /** Today begins at midnight in China. */
    private static final long ZONE_NS = TimeUnit.HOURS.toNanos(8);

    static final String LINES = "backup-lines";
    private final Map<Integer, LiveAgent> agents = new TreeMap<>();
    private final Map<Long, LiveCall> calls = new TreeMap<>();
    private final Map<String, LiveQueue> queues = new TreeMap<>();
    private final Map<String, QueueConfig> queueConfigs = new TreeMap<>();
    private final Map<String, LineConfig> lineConfigs = new TreeMap<>();
    private final Map<String, LineChanged> lines = new TreeMap<>();
    private final Map<String, Alarm> alarms = new TreeMap<>();
    private boolean emergency;
    private boolean surge;
    private long seq;
    private long day;

    public synchronized void configure(CentreConfig config) {
        agents.keySet().retainAll(config.agents().stream().map(AgentConfig::id).toList());
        for (AgentConfig each : config.agents()) {
            agents.computeIfAbsent(each.id(), id -> new LiveAgent(each)).config = each;
        }
        queueConfigs.clear();
        for (QueueConfig each : config.queues()) {
            queueConfigs.put(each.name(), each);
            queues.computeIfAbsent(each.name(), LiveQueue::new);
        }
        queues.computeIfAbsent(LINES, LiveQueue::new);
        lineConfigs.clear();
        for (LineConfig each : config.hunt().lines()) {
            lineConfigs.put(each.name(), each);
        }
    }

    /** The state at the end of recovery; later facts follow by {@link #fold}. */
    public synchronized void seed(StateView view) {
        seq = view.eventSeq();
        emergency = view.emergency();
        surge = view.surge();
        for (StateView.AgentRow row : view.agents()) {
            LiveAgent agent = agents.get(row.id());
            if (agent != null) {
                agent.state = row.state();
                agent.sinceNs = row.sinceNs();
                agent.reason = row.reason();
                agent.device = row.device();
                agent.callId = row.callId();
                agent.overBreak = row.over();
            }
        }
        for (StateView.CallRow row : view.calls()) {
            calls.put(row.id(), new LiveCall(row));
        }
        for (StateView.LineRow row : view.lines()) {
            lines.put(row.name(), new LineChanged(row.name(), row.state(), row.callId()));
        }
        for (StateView.QueueRow row : view.queues()) {
            LiveQueue queue = queues.computeIfAbsent(row.name(), LiveQueue::new);
            queue.offered = row.offered();
            queue.answered = row.answered();
            queue.abandoned = row.abandoned();
            queue.overflowed = row.overflowed();
            queue.callbacks = row.callbacks();
            queue.calledBack = row.calledBack();
            queue.notReached = row.notReached();
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
            case CallCreated f -> calls.put(f.callId(), new LiveCall(f, timeNs));
            case CallEvent f -> onCall(f, timeNs);
            case CallEnded f -> onEnded(f);
            case AgentChanged f -> onAgent(f, timeNs);
            case LineChanged f -> lines.put(f.line(), f);
            case Alarm f -> onAlarm(f);
            case FlowEntered f -> onFlow(f);
            case CallNoted f -> {}
            case SelfServed f -> {}
            case MessageLeft f -> {}
            case EmergencyChanged f -> emergency = f.on();
            case TalkInterval f -> onTalk(f);
            case CallbackChanged f -> onCallback(f);
            case SurgeChanged f -> surge = f.on();
            case WrapUpExtended f -> {}
            case BreakOver f -> onBreakOver(f);
            case DeviceChanged f -> {}
            case RecordingChanged f -> {}
            case Receipt f -> {}
            case RequestDone f -> {}
            case Audited f -> {}
            case ConfigChanged f -> {}
        }
    }

    private void turnDay(long timeNs) {
        long now = (timeNs + ZONE_NS) / DAY_NS;
        if (now != day) {
            day = now;
            queues.values().forEach(LiveQueue::newDay);
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

    private void onFlow(FlowEntered f) {
        LiveCall call = calls.get(f.callId());
        if (call != null) {
            call.inFlow();
        }
    }

    private void onCall(CallEvent f, long timeNs) {
        LiveCall call = calls.get(f.callId());
        if (call == null) {
            return;
        }
        if (call.enters(f)) {
            if (call.waiting()) {
                queues.computeIfAbsent(call.queue, LiveQueue::new).overflowed++;
            }
            queues.computeIfAbsent(f.queue(), LiveQueue::new).offered++;
        }
        boolean waited = call.waiting();
        call.on(f, timeNs);
        if (waited && call.connected() && !call.waiting()) {
            queues.computeIfAbsent(call.queue, LiveQueue::new).answered++;
        }
    }

    private void onEnded(CallEnded f) {
        LiveCall call = calls.remove(f.record().callId());
        if (call != null && call.waiting()) {
            LiveQueue queue = queues.computeIfAbsent(call.queue, LiveQueue::new);
            if (f.record().disposition() == Disposition.OVERFLOWED) {
                queue.overflowed++;
            } else {
                queue.abandoned++;
            }
        }
    }

    private void onCallback(CallbackChanged f) {
        LiveCall call = calls.get(f.callId());
        if (call == null) {
            return;
        }
        LiveQueue queue = queues.computeIfAbsent(f.queue(), LiveQueue::new);
        switch (f.state()) {
            case PROMISED -> queue.callbacks++;
            case REACHED -> queue.calledBack++;
            case NOT_REACHED -> queue.notReached++;
            case TRIED, RESTS, WAITS -> {}
        }
        call.on(f);
    }

    private void onTalk(TalkInterval f) {
        LiveCall call = calls.get(f.callId());
        if (call != null) {
            call.talked(f);
        }
    }

    private void onAgent(AgentChanged f, long timeNs) {
        LiveAgent agent = agents.get(f.agent());
        if (agent != null) {
            agent.state = f.state();
            agent.sinceNs = timeNs;
            agent.reason = f.reason();
            agent.device = f.device();
            agent.callId = f.callId();
            agent.overBreak = false;
        }
    }

    private void onBreakOver(BreakOver f) {
        LiveAgent agent = agents.get(f.agent());
        if (agent != null) {
            agent.overBreak = true;
        }
    }

    /** Agents who are on a break for longer than it may last. */
    public synchronized int overBreak() {
        int n = 0;
        for (LiveAgent agent : agents.values()) {
            n += agent.overBreak ? 1 : 0;
        }
        return n;
    }

    synchronized JsonArray agentsJson() {
        JsonArray all = new JsonArray();
        agents.values().forEach(a -> all.add(a.json()));
        return all;
    }

    synchronized JsonObject agentJson(int id) {
        LiveAgent agent = agents.get(id);
        return agent == null ? null : agent.json();
    }

    synchronized JsonArray callsJson() {
        JsonArray all = new JsonArray();
        calls.values().forEach(c -> all.add(c.json(position(c))));
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
        if (!call.state.equals("queued")) {
            return 0;
        }
        int before = 0;
        for (LiveCall other : calls.values()) {
            if (other.state.equals("queued") && other.queue.equals(call.queue) && other.queuedNs < call.queuedNs) {
                before++;
            }
        }
        return before + 1;
    }

    synchronized JsonArray queuesJson(long nowNs) {
        JsonArray all = new JsonArray();
        queues.values().forEach(q -> all.add(queueJson(q, nowNs)));
        return all;
    }

    synchronized JsonObject queueJson(String name, long nowNs) {
        LiveQueue queue = queues.get(name);
        return queue == null ? null : queueJson(queue, nowNs);
    }

    private JsonObject queueJson(LiveQueue queue, long nowNs) {
        int waiting = 0;
        long oldestNs = nowNs;
        for (LiveCall call : calls.values()) {
            if (call.waiting() && call.queue.equals(queue.name)) {
                waiting++;
                oldestNs = Math.min(oldestNs, call.queuedNs);
            }
        }
        return queue.json(waiting, TimeUnit.NANOSECONDS.toMillis(nowNs - oldestNs), agentsOf(queue.name));
    }

    private JsonObject agentsOf(String queue) {
        QueueConfig config = queueConfigs.get(queue);
        Map<AgentState, Integer> count = new TreeMap<>();
        for (LiveAgent agent : agents.values()) {
            if (config != null && serves(agent.config, config)) {
                count.merge(agent.state, 1, Integer::sum);
            }
        }
        return states(count);
    }

    private static JsonObject states(Map<AgentState, Integer> count) {
        JsonObject json = new JsonObject();
        for (AgentState state : AgentState.values()) {
            json.put(Words.camel(state), count.getOrDefault(state, 0));
        }
        return json;
    }

    private static boolean serves(AgentConfig agent, QueueConfig queue) {
        for (Skill asked : queue.asks()) {
            boolean has =
                    agent.skills().stream().anyMatch(s -> s.name().equals(asked.name()) && s.level() >= asked.level());
            if (!has) {
                return false;
            }
        }
        return true;
    }

    synchronized JsonArray linesJson() {
        JsonArray all = new JsonArray();
        for (LineConfig line : lineConfigs.values()) {
            LineChanged now = lines.getOrDefault(line.name(), new LineChanged(line.name(), LineState.IDLE, 0));
            all.add(new JsonObject()
                    .put("line", line.name())
                    .put("number", line.number())
                    .put("trunk", line.trunk())
                    .put("order", line.order())
                    .put("state", Words.camel(now.state()))
                    .put("call", now.callId()));
        }
        return all;
    }

    synchronized JsonObject situation() {
        JsonArray raised = new JsonArray();
        Collection<Alarm> all = alarms.values();
        all.forEach(a -> raised.add(
                new JsonObject().put("code", a.code()).put("call", a.callId()).put("detail", a.detail())));
        return new JsonObject().put("emergency", emergency).put("surge", surge).put("alarms", raised);
    }

    /** The states that agents are in, up to now: what no fact has closed yet. */
    public synchronized List<AgentSpan> openSpans(long nowNs) {
        List<AgentSpan> open = new ArrayList<>();
        agents.forEach((id, agent) -> {
            if (agent.state != AgentState.LOGGED_OFF && agent.sinceNs < nowNs) {
                open.add(new AgentSpan(id, agent.state, agent.sinceNs, nowNs));
            }
        });
        return open;
    }

    /** Live figures for the metrics: how many agents are in each state. */
    public synchronized Map<AgentState, Integer> agentStates() {
        Map<AgentState, Integer> count = new TreeMap<>();
        agents.values().forEach(a -> count.merge(a.state, 1, Integer::sum));
        return count;
    }

    public synchronized int callsActive() {
        return calls.size();
    }

    public synchronized int waiting(String queue) {
        int n = 0;
        for (LiveCall call : calls.values()) {
            n += call.waiting() && call.queue.equals(queue) ? 1 : 0;
        }
        return n;
    }

    /** A caller is in a queue, not offered to anybody, and an agent who serves that queue is ready. */
    public synchronized boolean idleWhileQueued() {
        for (LiveCall call : calls.values()) {
            QueueConfig queue = call.state.equals("queued") ? queueConfigs.get(call.queue) : null;
            if (queue != null
                    && agents.values().stream().anyMatch(a -> a.state == AgentState.READY && serves(a.config, queue))) {
                return true;
            }
        }
        return false;
    }
}
