package hotswitch.sim.day;

import hotswitch.acd.AcdCore;
import hotswitch.acd.CallEventType;
import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Ids;
import hotswitch.acd.Order;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Habits;
import hotswitch.sim.day.DayPlan.Press;
import hotswitch.sim.day.DayPlan.Reply;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** One life of a day: the production core under some rules, callers and agents as the plan and chance have them. */
public final class Rehearsal implements Effects {
    private static final Request NOBODY = Request.unasked("rehearsal");
    private static final long PROMPT_NS = 3_000_000_000L;
    private static final long BOOT = 1;

    private final AcdCore core;
    private final DayPlan plan;
    private final Traits traits;
    private final Dice dice;
    private final Witness witness;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final ArrayDeque<Order> orders = new ArrayDeque<>();
    private final Map<Long, Life> calls = new HashMap<>();
    private final Map<Integer, Seat> seats = new HashMap<>();
    private long nowNs;
    private long dues;
    private long commands;

    /** Hears everything that goes in and comes out. */
    public interface Witness {
        default void command(long timeNs, Command command) {}

        void fact(long seq, long timeNs, Fact fact);
    }

    private record Due(long atNs, long age, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(age, other.age);
        }
    }

    private static final class Life {
        final Arrival arrival;
        final long legId;
        boolean waits;
        boolean talks;
        /** Which its flow has made. */
        int requests;

        Life(Arrival arrival, long legId) {
            this.arrival = arrival;
            this.legId = legId;
        }
    }

    private static final class Seat {
        AgentState state = AgentState.LOGGED_OFF;
        long changes;
        Arrival last;
    }

    /** {@code configHash}: by which the core finds the rules. */
    public Rehearsal(AcdCore core, String configHash, DayPlan plan, Traits traits, Run run) {
        this.core = core;
        this.plan = plan;
        this.traits = traits;
        this.dice = new Dice(run.seed, "rehearsal");
        this.witness = run.witness;
        nowNs = Math.min(
                plan.arrivals().isEmpty()
                        ? Long.MAX_VALUE
                        : plan.arrivals().getFirst().atNs(),
                plan.clocks().isEmpty()
                        ? Long.MAX_VALUE
                        : plan.clocks().getFirst().atNs());
        send(new Command.NodeStarted(BOOT));
        send(new Command.ConfigApplied(NOBODY, configHash));
    }

    public record Run(long seed, Witness witness) {}

    /** Until nobody is there any more; how many commands it took. */
    public long live() {
        plan.clocks().forEach(clock -> at(clock.atNs(), () -> byTheClock(clock.command())));
        arrive(0);
        while (true) {
            long deadlineNs = core.nextDeadlineNs();
            Due due = agenda.peek();
            if (due == null && (deadlineNs == Long.MAX_VALUE || calls.isEmpty())) {
                return commands;
            }
            if (due == null || deadlineNs <= due.atNs) {
                nowNs = Math.max(nowNs, deadlineNs);
                send(new Command.Tick());
            } else {
                agenda.remove();
                nowNs = Math.max(nowNs, due.atNs);
                due.what.run();
            }
        }
    }

    /** One arrival is on the agenda at a time. */
    private void arrive(int n) {
        if (n == plan.arrivals().size()) {
            return;
        }
        Arrival arrival = plan.arrivals().get(n);
        at(arrival.atNs(), () -> {
            arrive(n + 1);
            long callId = Ids.ofEdge(BOOT, 2L * n);
            long legId = Ids.ofEdge(BOOT, 2L * n + 1);
            Life life = new Life(arrival, legId);
            calls.put(callId, life);
            for (Press press : arrival.inFlow().digits()) {
                in(press.afterNs(), () -> whileThere(callId, new Command.Digit(legId, press.digit(), 100)));
            }
            if (arrival.patience().flowNs() >= 0) {
                in(arrival.patience().flowNs(), () -> leaves(callId, !life.waits));
            }
            DayPlan.Numbers from = arrival.numbers();
            send(new Command.CallArrived(callId, legId, from.ani(), from.dnis(), from.trunk()));
        });
    }

    private void whileThere(long callId, Command command) {
        if (calls.containsKey(callId)) {
            send(command);
        }
    }

    private void leaves(long callId, boolean still) {
        Life life = calls.get(callId);
        if (life != null && still && !life.talks) {
            send(new Command.LegCleared(life.legId, "patience"));
        }
    }

    /** An agent who works after a call is not disturbed: how long that takes is the call's. */
    private void byTheClock(Command command) {
        boolean ready = command instanceof Command.SetAgentState asked && asked.target() == AgentTarget.READY;
        if (!ready || seat(((Command.SetAgentState) command).agent()).state != AgentState.ACW) {
            send(command);
        }
    }

    private Seat seat(int agent) {
        return seats.computeIfAbsent(agent, a -> new Seat());
    }

    private void in(long ns, Runnable what) {
        at(nowNs + ns, what);
    }

    private void at(long atNs, Runnable what) {
        agenda.add(new Due(atNs, dues++, what));
    }

    private void send(Command command) {
        commands++;
        witness.command(nowNs, command);
        core.onCommand(command, nowNs, this);
        while (!orders.isEmpty()) {
            carryOut(orders.remove());
        }
    }

    private void carryOut(Order order) {
        if (order instanceof Order.OfferLeg o) {
            ring(o.legId(), o.callId());
        } else if (order instanceof Order.DialLeg o) {
            ring(o.legId(), o.callId());
        } else if (order instanceof Order.Play o && !o.loop()) {
            long lengthNs = plan.habits()
                    .prompts()
                    .getOrDefault(o.prompts(), PROMPT_NS * o.prompts().size());
            in(lengthNs, () -> whileThere(o.callId(), new Command.PlayEnded(o.legId(), o.playId(), PlayEnd.COMPLETED)));
        } else if (order instanceof Order.Request o) {
            reply(o);
        } else if (order instanceof Order.Bridge o) {
            talk(o.callId());
        } else if (order instanceof Order.StopRecording o) {
            in(0, () -> send(new Command.Recorded(o.callId(), o.segment(), RecordingState.KEPT, "-", 0, "")));
        }
    }

    /** As it was told then; where it asks more often than then nobody answers. */
    private void reply(Order.Request o) {
        Life life = calls.get(o.callId());
        List<Reply> replies = life == null ? List.of() : life.arrival.inFlow().replies();
        Reply reply = life == null || life.requests >= replies.size() ? Reply.NONE : replies.get(life.requests++);
        if (reply.afterNs() >= 0) {
            Command told = new Command.RequestAnswered(o.callId(), o.requestId(), reply.status(), reply.values());
            in(reply.afterNs(), () -> whileThere(o.callId(), told));
        }
    }

    private void ring(long legId, long callId) {
        long after = traits.answer(dice);
        if (after >= 0) {
            in(after, () -> whileThere(callId, new Command.LegAnswered(legId)));
        } else if (after == Habits.REFUSED) {
            in(0, () -> whileThere(callId, new Command.LegRefused(legId, 486, "busy")));
        }
    }

    private void talk(long callId) {
        Life life = calls.get(callId);
        if (life != null && !life.talks) {
            life.talks = true;
            in(traits.talkNs(life.arrival, dice), () -> whileThere(callId, new Command.LegCleared(life.legId, "bye")));
        }
    }

    @Override
    public void order(Order order) {
        orders.add(order);
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        witness.fact(seq, timeNs, fact);
        if (fact instanceof Fact.CallEvent event && event.type() == CallEventType.QUEUED) {
            waits(event.callId());
        } else if (fact instanceof Fact.CallEnded(var record)) {
            Life life = calls.remove(record.callId());
            int agent = record.parties().agent();
            if (life != null && agent != 0) {
                seat(agent).last = life.arrival;
            }
        } else if (fact instanceof Fact.AgentChanged changed) {
            changed(changed);
        }
    }

    private void waits(long callId) {
        Life life = calls.get(callId);
        if (life == null || life.waits) {
            return;
        }
        life.waits = true;
        long patienceNs = traits.patienceNs(life.arrival, dice);
        if (patienceNs != Long.MAX_VALUE) {
            in(patienceNs, () -> leaves(callId, true));
        }
    }

    private void changed(Fact.AgentChanged changed) {
        Seat seat = seat(changed.agent());
        seat.state = changed.state();
        long change = ++seat.changes;
        if (changed.state() == AgentState.ACW) {
            long ownNs =
                    seat.last == null ? DayPlan.UNKNOWN : seat.last.handling().wrapUpNs();
            if (ownNs >= 0) {
                in(ownNs, () -> readyAgain(seat, change, changed.agent()));
            }
        } else if (changed.state() == AgentState.NOT_READY && DayObserver.missed(changed.reason())) {
            in(traits.returnNs(dice), () -> readyAgain(seat, change, changed.agent()));
        }
    }

    private void readyAgain(Seat seat, long change, int agent) {
        if (seat.changes == change) {
            send(new Command.SetAgentState(NOBODY, agent, AgentTarget.READY, "", ""));
        }
    }
}
