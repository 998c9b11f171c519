package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.config.CentreConfig;
import hotswitch.sim.world.Demand;
import hotswitch.sim.world.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps its own books of a centre from outside. A1 one end for each call · A2 offers and ends alternate · A3 after RONA
 * nothing until Ready · A4 a bridge only by the answer of this offer · A5 recordings · A6 events in a legal order · A7
 * no order for what is released · A8 facts without gaps · A9 legs end · A10 agents' states follow each other · A11
 * records · A12 the best score among those whom the agent may serve · A13 an outdated end of a prompt changes nothing ·
 * A14 nobody enters a full line · A15 who is connected is recorded, both by the rules of that moment · A16 nobody waits
 * for whom an agent is Ready · A17 what the parties did adds up to the whole call ·
 * A18 breaks and wrap-ups keep to their limits, and are told where they do not ·
 * A19 who has to wait is told how long, by the position, and measured by the same clock ·
 * A20 receipts tell the truth · A21 who
 * asks twice with a key is answered once · A22 nobody talks on hold · A23 a line that failed rests; who is lost by a
 * restart is not to blame · A24 work items: one end each, room for so many, none waits while somebody has room ·
 * A25 one call in a park slot, until somebody has it · A26 what is told of a leg's audio is what was measured.
 */
public final class Auditor implements Witness {
    private final List<String> found = new ArrayList<>();
    private final Map<Long, CallBook> calls = new TreeMap<>();
    private final NavigableSet<Long> ended = new TreeSet<>();
    private final NavigableSet<Long> endedNow = new TreeSet<>();
    private final LegBook legs = new LegBook(this);
    private final AgentBook agents = new AgentBook(this);
    private final RecordingBook recordings = new RecordingBook(this);
    private final PlayBook plays = new PlayBook(this);
    private final IntervalBook intervals = new IntervalBook(this);
    private final LineBook lines;
    private final ItemBook items = new ItemBook(this);
    private final RoomBook rooms = new RoomBook(this);
    private final KeyBook keys = new KeyBook(this);
    private final HoldBook holds = new HoldBook(this);
    private final ParkBook parks = new ParkBook(this);
    private final BackupBook backups = new BackupBook(this);
    private final Function<String, CentreConfig> rules;
    private Command command;
    private long owedCall;
    private boolean draining;
    /** It was so before this turn. */
    private boolean drained;

    private long lastSeq;

    /** {@code demand}: of the calls to a number. {@code rules}: by their hash. */
    public Auditor(Demand demand, Function<String, CentreConfig> rules) {
        this.rules = rules;
        lines = new LineBook(this, demand, items);
    }

    void must(boolean holds, Supplier<String> what) {
        if (!holds) {
            found.add(what.get());
        }
    }

    Command present() {
        return command;
    }

    @Override
    public void command(Command next, boolean somethingDue) {
        command = next;
        plays.command(next, somethingDue);
        lines.command(somethingDue);
        owedCall = 0;
        drained = draining && !(next instanceof Command.NodeStarted);
        backups.command(next, somethingDue);
        legs.command(next);
        agents.command(next, somethingDue);
        if (next instanceof Command.Drain) {
            draining = true;
        } else if (next instanceof Command.NodeStarted) {
            draining = false;
        }
        if (next instanceof Command.CallArrived c) {
            owedCall = c.callId();
        } else if (next instanceof Command.DeviceDialled c) {
            owedCall = c.callId();
        }
    }

    @Override
    public void order(Order order) {
        must(
                order.callId() == 0 || calls.containsKey(order.callId()),
                () -> "A7 for call " + order.callId() + ": " + order);
        legs.order(order);
        backups.order(order);
        recordings.order(order);
        plays.order(order);
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        must(seq == lastSeq + 1, () -> "A8 fact " + seq + " after " + lastSeq);
        lastSeq = seq;
        lines.time(timeNs);
        switch (fact) {
            case Fact.CallCreated f -> created(f);
            case Fact.CallEvent f -> event(f, timeNs);
            case Fact.CallEnded f -> ended(f);
            case Fact.AgentChanged f -> agents.changed(f, timeNs);
            case Fact.Receipt f -> offered(f);
            case Fact.RecordingChanged f -> recordings.changed(f);
            case Fact.DeviceChanged f -> {}
            case Fact.LineChanged f -> backups.changed(f);
            case Fact.RequestDone f -> keys.done(f, timeNs);
            case Fact.Alarm f -> alarm(f);
            case Fact.Audited f -> {}
            case Fact.ConfigChanged f -> configured(rules.apply(f.hash()));
            case Fact.TalkInterval f -> {
                intervals.interval(f);
                holds.interval(f);
            }
            case Fact.FlowEntered f -> lines.flow(f);
            case Fact.CallNoted f -> {}
            case Fact.SelfServed f -> {}
            case Fact.MessageLeft f -> {}
            case Fact.LegMeasured f -> legs.measured(f);
            case Fact.CallbackChanged f -> calledBack(f, timeNs);
            case Fact.SurgeChanged f -> {}
            case Fact.ItemChanged f -> items.changed(f, agents.states());
            case Fact.ItemOverdue f -> must(items.knows(f.itemId()), () -> "A24 " + f + " is not there");
            case Fact.WaitExpected f -> lines.expected(f);
            case Fact.WaitMeasured f -> lines.measured(f, timeNs);
            case Fact.WrapUpExtended f -> agents.extended(f);
            case Fact.BreakOver f -> agents.over(f, timeNs);
            case Fact.EmergencyChanged f -> {}
        }
    }

    @Override
    public List<String> turnEnds() {
        must(
                owedCall == 0 || calls.containsKey(owedCall) || ended.contains(owedCall),
                () -> "A1 call " + owedCall + " is lost");
        boolean arrives = command instanceof Command.CallArrived;
        must(
                !draining || !arrives || !calls.containsKey(owedCall),
                () -> "A16 call " + owedCall + " is let in while draining");
        legs.turnEnds();
        rooms.turnEnds();
        backups.turnEnds();
        lines.turnEnds(agents.states());
        items.turnEnds(agents.states());
        recordings.turnEnds();
        endedNow.forEach(legs::callEnded);
        endedNow.clear();
        List<String> all = List.copyOf(found);
        found.clear();
        return all;
    }

    /** What should be over when nothing goes on any more, and is not. */
    public List<String> leftOpen() {
        List<String> open = new ArrayList<>();
        calls.keySet().forEach(id -> open.add("A1 call " + id + " has not ended"));
        open.addAll(legs.leftOpen());
        open.addAll(recordings.leftOpen());
        return open;
    }

    private void configured(CentreConfig config) {
        rooms.configured(config);
        keys.configured(config);
        backups.configured(config);
        lines.configured(config);
        recordings.configured(config);
        agents.configured(config);
        items.configured(config);
        parks.configured(config.services().park());
    }

    private void created(Fact.CallCreated f) {
        must(
                !calls.containsKey(f.callId()) && !ended.contains(f.callId()),
                () -> "A1 call " + f.callId() + " begins twice");
        calls.put(f.callId(), new CallBook(this, f));
    }

    private void event(Fact.CallEvent f, long timeNs) {
        CallBook call = calls.get(f.callId());
        boolean cleared = f.type() == hotswitch.acd.CallEventType.CONNECTION_CLEARED;
        must(call != null, () -> "A6 " + f.type() + " of call " + f.callId() + ", which is not there");
        if (call != null) {
            lines.event(f, call);
            parks.event(f);
            rooms.event(f, call);
            recordings.event(f);
            agents.event(f);
            call.event(f);
            holds.event(f, timeNs);
        }
        if (cleared) {
            legs.cleared(f.legId());
        }
    }

    private void calledBack(Fact.CallbackChanged f, long timeNs) {
        CallBook call = calls.get(f.callId());
        must(call != null, () -> "A6 " + f + " of no call");
        if (call != null) {
            call.callback(f.state());
            intervals.callback(f, call.hasTalked(), timeNs);
            lines.callback(f);
            rooms.callback(f);
        }
    }

    private void ended(Fact.CallEnded f) {
        long id = f.record().callId();
        CallBook call = calls.remove(id);
        must(call != null, () -> "A1 call " + id + " ends and is not there, or twice");
        must(ended.add(id), () -> "A1 call " + id + " ends twice");
        endedNow.add(id);
        if (call != null) {
            call.ended(f.record(), intervals.waitedMs(f.record()));
        }
        intervals.ended(f.record());
        lines.ended(f.record(), call != null && (call.waits() || call.isOffered()));
        rooms.ended(id);
        parks.ended(id);
        holds.ended(id);
        recordings.callEnded(id);
    }

    private void offered(Fact.Receipt f) {
        if (items.knows(f.callId())) {
            items.offered(f);
            return;
        }
        CallBook call = calls.get(f.callId());
        boolean again = call != null && call.isOffered();
        must(
                !drained || call == null || !call.isPromised(),
                () -> "A16 call " + f.callId() + " is called back while draining");
        agents.offered(f);
        legs.offered(f, again);
        lines.offered(f, again, agents.states());
    }

    private void alarm(Fact.Alarm f) {
        boolean flow = f.code().equals("FLOW_STALLED") || f.code().equals("FLOW_LOOP");
        if (f.code().equals("NO_MEDIA_PORT")) {
            lines.unmade(f.on());
        }
        must(!flow, () -> "A6 call " + f.callId() + ": " + f.code() + " " + f.detail());
    }
}
