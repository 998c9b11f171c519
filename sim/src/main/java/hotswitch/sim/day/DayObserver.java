package hotswitch.sim.day;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.snapshot.StateView;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Clock;
import hotswitch.sim.day.DayPlan.Habits;
import hotswitch.sim.day.DayPlan.Handling;
import hotswitch.sim.day.DayPlan.InFlow;
import hotswitch.sim.day.DayPlan.Numbers;
import hotswitch.sim.day.DayPlan.Patience;
import hotswitch.sim.day.DayPlan.Press;
import hotswitch.sim.day.DayPlan.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link DayPlan} of a recorded day: told each command before the core has it, then what the core answers. What
 * followed from the rules (ends of wrap-ups, offers) is left out; what people did of their own accord stays.
 */
public final class DayObserver implements Effects {
    private static final long NS_PER_MS = 1_000_000;
    private static final Command.Request NOBODY = Command.Request.unasked("record");
    private final Map<Long, Came> byCall = new HashMap<>();
    private final Map<Long, Came> byLeg = new HashMap<>();
    private final Map<Long, Long> offered = new HashMap<>();
    private final Map<Long, Playing> plays = new HashMap<>();
    private final Map<Long, Asking> requests = new HashMap<>();
    private final Map<Integer, Came> lastCall = new HashMap<>();
    private final Map<Integer, Missed> away = new HashMap<>();
    private final Map<Integer, AgentState> states = new HashMap<>();
    private final List<Came> came = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();
    private final List<Long> answers = new ArrayList<>();
    private final List<Long> returns = new ArrayList<>();
    private final Map<List<String>, long[]> prompts = new HashMap<>();
    private Command command;
    private long nowNs;

    private record Missed(long sinceNs) {}

    /** What its flow asks; {@code number}: of the call's, from 0. */
    private record Asking(Came call, int number, long sinceNs) {}

    private record Playing(List<String> prompts, long sinceNs) {}

    private static final class Came {
        final Command.CallArrived arrived;
        final long atNs;
        final List<Press> digits = new ArrayList<>();
        final List<Reply> replies = new ArrayList<>();
        CallRecord record;
        long wrapUpNs = DayPlan.UNKNOWN;

        Came(Command.CallArrived arrived, long atNs) {
            this.arrived = arrived;
            this.atNs = atNs;
        }
    }

    /** Whether an agent is Not Ready because of an offer that was not taken. */
    static boolean missed(String reason) {
        return reason.equals("RONA") || reason.equals("REFUSED") || reason.equals("UNREACHABLE");
    }

    /** Where the record begins in the midst of a day: who is logged on, and which seats can be reached. */
    public void begin(StateView view, List<String> devicesUp, long atNs) {
        devicesUp.forEach(device -> clocks.add(new Clock(atNs, new Command.DeviceUp(device))));
        for (StateView.AgentRow agent : view.agents()) {
            states.put(agent.id(), agent.state());
            if (agent.state() != AgentState.LOGGED_OFF) {
                boolean away = agent.state() == AgentState.NOT_READY;
                AgentTarget target = away ? AgentTarget.NOT_READY : AgentTarget.READY;
                clocks.add(new Clock(
                        atNs, new Command.SetAgentState(NOBODY, agent.id(), target, agent.reason(), agent.device())));
            }
        }
    }

    public void command(long timeNs, Command next) {
        command = next;
        nowNs = timeNs;
        switch (next) {
            case Command.CallArrived c -> arrived(c);
            case Command.Digit c -> {
                Came call = byLeg.get(c.legId());
                if (call != null) {
                    call.digits.add(new Press(nowNs - call.atNs, c.digit()));
                }
            }
            case Command.LegAnswered c -> outcome(c.legId(), nowNs - offered.getOrDefault(c.legId(), nowNs));
            case Command.LegRefused c -> outcome(c.legId(), Habits.REFUSED);
            case Command.PlayEnded c -> playEnded(c);
            case Command.RequestAnswered c -> replied(c);
            case Command.SetAgentState c -> asked(c);
            case Command.DeviceUp c -> clocks.add(new Clock(nowNs, c));
            case Command.DeviceDown c -> clocks.add(new Clock(nowNs, c));
            case Command.SetEmergency c -> clocks.add(new Clock(nowNs, c));
            default -> {} // an answer to something that the rules brought about
        }
    }

    private void arrived(Command.CallArrived c) {
        Came call = new Came(c, nowNs);
        came.add(call);
        byCall.put(c.callId(), call);
        byLeg.put(c.legId(), call);
    }

    private void requested(Order.Request o) {
        Came call = byCall.get(o.callId());
        if (call != null) {
            requests.put(o.requestId(), new Asking(call, call.replies.size(), nowNs));
            call.replies.add(Reply.NONE);
        }
    }

    private void replied(Command.RequestAnswered c) {
        Asking asking = requests.remove(c.requestId());
        if (asking != null) {
            asking.call.replies.set(asking.number, new Reply(nowNs - asking.sinceNs, c.status(), c.values()));
        }
    }

    private void outcome(long legId, long what) {
        if (offered.remove(legId) != null) {
            answers.add(what);
        }
    }

    private void playEnded(Command.PlayEnded c) {
        Playing playing = plays.remove(c.playId());
        if (playing != null && c.why() == hotswitch.acd.PlayEnd.COMPLETED) {
            long[] sum = prompts.computeIfAbsent(playing.prompts, p -> new long[2]);
            sum[0] += nowNs - playing.sinceNs;
            sum[1]++;
        }
    }

    /** Ready after a call or after a missed offer is no act by the clock. */
    private void asked(Command.SetAgentState c) {
        AgentState state = states.getOrDefault(c.agent(), AgentState.LOGGED_OFF);
        boolean back = c.target() == AgentTarget.READY && (state == AgentState.ACW || away.containsKey(c.agent()));
        if (!back) {
            clocks.add(new Clock(nowNs, c));
        }
    }

    @Override
    public void order(Order order) {
        if (order instanceof Order.OfferLeg o && o.offerId() != 0) {
            offered.put(o.legId(), nowNs);
        } else if (order instanceof Order.DialLeg o && byCall.containsKey(o.callId())) {
            offered.put(o.legId(), nowNs);
        } else if (order instanceof Order.Play o && !o.loop()) {
            plays.put(o.playId(), new Playing(o.prompts(), nowNs));
        } else if (order instanceof Order.Request o) {
            requested(o);
        } else if (order instanceof Order.ClearLeg o
                && offered.remove(o.legId()) != null
                && o.cause().equals("RONA")) {
            answers.add(Habits.IGNORED);
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (fact instanceof Fact.CallEnded(CallRecord record)) {
            ended(record);
        } else if (fact instanceof Fact.AgentChanged changed) {
            changed(changed);
        }
    }

    private void ended(CallRecord record) {
        Came call = byCall.remove(record.callId());
        if (call == null) {
            return;
        }
        byLeg.remove(call.arrived.legId());
        call.record = record;
        if (record.parties().agent() != 0) {
            lastCall.put(record.parties().agent(), call);
        }
    }

    private void changed(Fact.AgentChanged changed) {
        int agent = changed.agent();
        states.put(agent, changed.state());
        boolean byHand = command instanceof Command.SetAgentState c && c.agent() == agent;
        Came call = lastCall.get(agent);
        if (changed.former() == AgentState.ACW && byHand && changed.state() == AgentState.READY && call != null) {
            call.wrapUpNs = changed.inStateMs() * NS_PER_MS;
        }
        Missed was = away.remove(agent);
        if (was != null && changed.state() == AgentState.READY) {
            returns.add(nowNs - was.sinceNs);
        }
        if (changed.state() == AgentState.NOT_READY && missed(changed.reason())) {
            away.put(agent, new Missed(nowNs));
        }
        ownCall(changed);
    }

    /** In a call that is no caller's the agent is simply not there. */
    private void ownCall(Fact.AgentChanged changed) {
        boolean own = changed.callId() != 0 && !byCall.containsKey(changed.callId());
        if (own && changed.state() == AgentState.BUSY && changed.former() == AgentState.READY) {
            clocks.add(new Clock(nowNs, target(changed.agent(), AgentTarget.NOT_READY)));
        } else if (changed.former() == AgentState.BUSY
                && changed.state() == AgentState.READY
                && lastOwn(changed.agent())) {
            clocks.add(new Clock(nowNs, target(changed.agent(), AgentTarget.READY)));
        }
    }

    private boolean lastOwn(int agent) {
        Came call = lastCall.get(agent);
        return call == null || call.record.times().endedNs() != nowNs;
    }

    private static Command target(int agent, AgentTarget target) {
        return new Command.SetAgentState(NOBODY, agent, target, "own call", "");
    }

    /** Calls that have not ended are left out. */
    public DayPlan plan() {
        List<Arrival> arrivals = new ArrayList<>();
        for (Came call : came) {
            if (call.record != null && call.record.direction() == Direction.INBOUND) {
                arrivals.add(arrival(call));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        clocks.sort(Comparator.comparingLong(Clock::atNs));
        Map<List<String>, Long> lengths = new HashMap<>();
        prompts.forEach((names, sum) -> lengths.put(names, sum[0] / sum[1]));
        return new DayPlan(
                arrivals, List.copyOf(clocks), new Habits(List.copyOf(answers), List.copyOf(returns), lengths));
    }

    private static Arrival arrival(Came call) {
        CallRecord record = call.record;
        CallRecord.Times times = record.times();
        boolean leftFlow = record.disposition() == Disposition.LEFT_IN_FLOW;
        boolean queued = times.queuedNs() != 0;
        boolean left = record.disposition() == Disposition.ABANDONED && times.connectedNs() == 0;
        boolean talked = times.connectedNs() != 0;
        return new Arrival(
                call.atNs,
                new Numbers(call.arrived.ani(), call.arrived.dnis(), call.arrived.trunk()),
                new InFlow(List.copyOf(call.digits), List.copyOf(call.replies)),
                new Patience(
                        leftFlow ? times.endedNs() - times.arrivedNs() : DayPlan.UNKNOWN,
                        queued ? times.durations().waitMs() * NS_PER_MS : DayPlan.UNKNOWN,
                        left),
                new Handling(
                        talked
                                ? (times.durations().talkMs()
                                                + times.durations().holdMs())
                                        * NS_PER_MS
                                : DayPlan.UNKNOWN,
                        call.wrapUpNs));
    }
}
