package hotswitch.sim.audit;

import hotswitch.acd.CallRecord;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Command;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.sim.world.Demand;
import hotswitch.sim.world.Rules;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who waits where, and whether the right one is served: nobody whom the agent may serve has a better score, and at the
 * end of a turn nobody waits for whom somebody is Ready. What depends on a relaxation counts once its time was over
 * when nothing else was due any more.
 */
final class LineBook {
    private static final long NS_PER_MS = 1_000_000;
    private static final long PORTS_REST_NS = 2_000_000_000L;
    private final Auditor auditor;
    private final ItemBook items;
    private final RuleBook rules;
    private final ReceiptBook receipts;
    private final Map<Long, Waiter> waiters = new TreeMap<>();
    private final Set<RuleBook.Kind> looked = new HashSet<>();
    private long entries;
    private boolean somethingDue;
    private boolean portless;
    private long restsUntilNs;
    private long nowNs;
    private long certainNs;

    LineBook(Auditor auditor, Demand demand, ItemBook items) {
        this.items = items;
        this.auditor = auditor;
        this.rules = new RuleBook(demand);
        this.receipts = new ReceiptBook(auditor, rules, items);
    }

    void configured(CentreConfig config) {
        rules.configured(config);
    }

    void command(boolean due) {
        somethingDue = due;
    }

    void time(long timeNs) {
        nowNs = timeNs;
        certainNs = somethingDue ? certainNs : timeNs;
    }

    /** Who comes from a line to a flow enters the next line as that flow says. */
    void flow(Fact.FlowEntered f) {
        Waiter waiter = waiters.get(f.callId());
        if (waiter != null) {
            waiter.flow = f.flow();
        }
    }

    /** Before the call's own book takes it. */
    void event(Fact.CallEvent f, CallBook call) {
        call.before(f, rules);
        switch (f.type()) {
            case QUEUED -> entered(f, call);
            case DELIVERED -> delivered(f, call);
            case DIVERTED -> waiters.get(call.id).waits = !call.waits();
            case ESTABLISHED -> {
                if (call.inbound() && f.agent() != 0 && !f.cause().equals("consult")) {
                    rules.talked(call.ani);
                }
            }
            case SERVICE_INITIATED,
                    ORIGINATED,
                    NETWORK_REACHED,
                    HELD,
                    RETRIEVED,
                    CONNECTION_CLEARED,
                    FAILED,
                    TRANSFERRED,
                    CONFERENCED -> {}
        }
    }

    /** Between two tries it keeps its place and is not in the line. */
    void callback(Fact.CallbackChanged f) {
        Waiter waiter = waiters.get(f.callId());
        if (f.state() == CallbackState.RESTS) {
            waiter.waits = false;
        } else if (f.state() == CallbackState.WAITS) {
            waiter.waits = true;
        }
    }

    void expected(Fact.WaitExpected f) {
        Waiter call = waiters.get(f.callId());
        boolean there = call != null && call.waits && call.queue.equals(f.queue());
        auditor.must(there, () -> "A19 call " + f.callId() + " is told to wait in " + f.queue() + " and does not");
        if (there) {
            long before = waiters.values().stream()
                    .filter(w -> w.waits && w != call && w.queue.equals(call.queue) && better(w, call))
                    .count();
            auditor.must(
                    f.position() == before + 1,
                    () -> "A19 call " + f.callId() + " stands at " + (before + 1) + ": " + f);
            call.expectedMs = f.expectedMs();
        }
    }

    void measured(Fact.WaitMeasured f, long timeNs) {
        Waiter call = waiters.get(f.callId());
        boolean right = call != null
                && call.expectedMs == f.expectedMs()
                && (timeNs - call.enteredNs) / NS_PER_MS == f.waitedMs();
        auditor.must(right, () -> "A19 call " + f.callId() + " waited otherwise: " + f);
    }

    /** {@code again}: it is being offered already, and further phones ring. */
    void offered(Fact.Receipt f, boolean again, Map<Integer, AgentState> states) {
        Waiter call = waiters.get(f.callId());
        if (again) {
            auditor.must(
                    call != null && call.queue.equals(f.queue()) && rules.mayTake(call, f.agent(), nowNs),
                    () -> "A12 " + f.queue() + ": agent " + f.agent() + " may not be rung for call " + f.callId());
            rung(f.agent());
            return;
        }
        boolean there = call != null && call.waits && call.queue.equals(f.queue());
        auditor.must(there, () -> "A12 call " + f.callId() + " is offered and does not wait in " + f.queue());
        if (there) {
            auditor.must(
                    rules.mayTake(call, f.agent(), nowNs),
                    () -> "A12 " + f.queue() + ": agent " + f.agent() + " may not take call " + f.callId());
            first(call, f.agent());
            receipts.look(f, call, states, nowNs, certainNs);
            int preferred = f.decision().preferred();
            auditor.must(
                    preferred == 0 || preferred == f.agent(), () -> "A12 call " + f.callId() + " waits for another");
        }
    }

    /** {@code inLine}: waiting or offered at its end; who talked before counts as answered, and gave up as well. */
    void ended(CallRecord record, boolean inLine) {
        String by = record.outcome().endedBy();
        boolean left = by.equals("caller") || by.equals("party");
        boolean again = record.disposition() == Disposition.ANSWERED && inLine && left;
        if (record.disposition() == Disposition.ABANDONED || again) {
            rules.gaveUp(record.parties().ani(), nowNs);
        }
        waiters.remove(record.callId());
    }

    /** There was no port for a leg: calls are offered to nobody for a while, and an alarm says so. */
    void unmade(boolean alarm) {
        portless = alarm;
    }

    /** {@code states}: of the agents. */
    void turnEnds(Map<Integer, AgentState> states) {
        looked.clear();
        restsUntilNs = auditor.present() instanceof Command.LegUnmade ? nowNs + PORTS_REST_NS : restsUntilNs;
        if (portless && certainNs < restsUntilNs) {
            return;
        }
        for (Waiter call : waiters.values()) {
            if (call.waits && !rules.patient(call, certainNs) && looked.add(rules.kind(call, certainNs))) {
                states.forEach((agent, state) -> {
                    if (items.takesCalls(agent)) {
                        missed(call, agent, state);
                    }
                });
            }
        }
    }

    /** Who rings beside another was not wanted by anybody who waits. */
    private void rung(int agent) {
        for (Waiter call : waiters.values()) {
            if (call.waits && !rules.patient(call, certainNs)) {
                missed(call, agent, AgentState.READY);
            }
        }
    }

    private void missed(Waiter call, int agent, AgentState state) {
        boolean missed = state == AgentState.READY && rules.mayTake(call, agent, certainNs);
        auditor.must(
                !missed,
                () -> "A16 call " + call.callId + " waits in " + call.queue + ", agent " + agent + " is Ready");
    }

    private void entered(Fact.CallEvent f, CallBook call) {
        Waiter waiter = waiters.computeIfAbsent(call.id, id -> new Waiter(call, first(call), ++entries, nowNs));
        if (!waiter.flow.isEmpty()) {
            waiter.priority = rules.priority(call, Rules.numberOf(waiter.flow), nowNs);
            waiter.flow = "";
            call.raised = 0;
        }
        waiter.queue = f.queue();
        waiter.enteredNs = nowNs;
        waiter.waits = true;
    }

    /** Who did not come through a flow has none. */
    private int first(CallBook call) {
        return call.inbound() ? rules.priority(call, call.dnis, nowNs) : 0;
    }

    private void delivered(Fact.CallEvent f, CallBook call) {
        if (!call.waits()) {
            return;
        }
        Waiter waiter = waiters.get(call.id);
        auditor.must(
                waiter.waits && waiter.queue.equals(f.queue()), () -> "A12 call " + call.id + " did not wait there");
        if (f.queue().equals(AcdQueue.LINES)) {
            firstOfLines(waiter);
        }
        waiter.waits = false;
    }

    private void first(Waiter served, int agent) {
        for (Waiter other : waiters.values()) {
            boolean passed = other.waits && better(other, served) && mayTakeForSure(other, agent);
            auditor.must(
                    !passed,
                    () -> "A12 " + served.queue + ": call " + served.callId + " passes " + other.callId + " of "
                            + other.queue + " for agent " + agent);
        }
    }

    private boolean mayTakeForSure(Waiter call, int agent) {
        return !rules.patient(call, certainNs) && rules.mayTake(call, agent, certainNs);
    }

    private void firstOfLines(Waiter served) {
        for (Waiter other : waiters.values()) {
            boolean passed = other.waits && other.queue.equals(AcdQueue.LINES) && better(other, served);
            auditor.must(!passed, () -> "A12 lines: call " + served.callId + " passes " + other.callId);
        }
    }

    private boolean better(Waiter a, Waiter b) {
        long scoreA = rules.score(a, nowNs);
        long scoreB = rules.score(b, nowNs);
        return scoreA != scoreB ? scoreA > scoreB : a.entry < b.entry;
    }
}
