package hotswitch.sim;

import hotswitch.acd.AcdCore;
import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Disposition;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Ids;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.ivr.run.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** The real core as a queue of theory: exponential everything, phones picked up at once; do its numbers agree? */
final class ErlangCheck implements Effects {
    private static final long NS_PER_MS = 1_000_000;
    private static final Command.Request NOBODY = Command.Request.unasked("theory");
    private final Theory theory;
    private final Dice dice;
    private final AcdCore core;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final List<Order> orders = new ArrayList<>();
    /** Callers who are past waiting. */
    private final TreeSet<Long> talking = new TreeSet<>();

    private long nowNs;
    private long dues;
    private int ended;
    private int waited;
    private int abandoned;
    private double waitMs;

    /** Means in ms; {@code patienceMs} 0: infinite. */
    record Theory(int agents, double arrivalsMs, double talkMs, double patienceMs) {
        Erlang erlang() {
            double leaving = patienceMs == 0 ? 0 : 1_000 / patienceMs;
            return new Erlang(agents, 1_000 / arrivalsMs, 1_000 / talkMs, leaving);
        }
    }

    /** {@code waits}, {@code abandons}: shares of all calls. */
    record Measured(double waits, double meanWaitS, double abandons) {}

    private record Due(long atNs, long age, Command command) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(age, other.age);
        }
    }

    ErlangCheck(Theory theory, long seed) {
        this.theory = theory;
        this.dice = new Dice(seed, "theory");
        CentreConfig config = TheoryCentre.of(theory.agents());
        core = new AcdCore(new Limits(100_000, 1_000, 10, 10, 100, 50), new Flows(), h -> ConfigCodec.toBytes(config));
        apply(new Command.ConfigApplied(NOBODY, "theory"));
        for (int id = 1; id <= theory.agents(); id++) {
            apply(new Command.SetAgentState(NOBODY, id, AgentTarget.READY, "", ""));
        }
    }

    Measured run(int calls) {
        long atNs = 0;
        for (int n = 0; n < calls; n++) {
            atNs += dice.exponential(theory.arrivalsMs() * NS_PER_MS);
            long callId = Ids.ofEdge(1, 2L * n);
            long legId = Ids.ofEdge(1, 2L * n + 1);
            at(atNs, new Command.CallArrived(callId, legId, "1380000", TheoryCentre.NUMBER, "carrier-a"));
            if (theory.patienceMs() > 0) {
                at(atNs + dice.exponential(theory.patienceMs() * NS_PER_MS), new Command.LegCleared(legId, "patience"));
            }
        }
        while (!agenda.isEmpty()) {
            Due due = agenda.remove();
            nowNs = due.atNs;
            boolean tooLate = due.command instanceof Command.LegCleared c && talking.contains(c.legId());
            if (!tooLate) {
                apply(due.command);
            }
        }
        return new Measured((double) waited / ended, waitMs / 1_000 / ended, (double) abandoned / ended);
    }

    private void at(long atNs, Command command) {
        agenda.add(new Due(atNs, dues++, command));
    }

    private void apply(Command command) {
        core.onCommand(command, nowNs, this);
        List<Order> now = List.copyOf(orders);
        orders.clear();
        for (Order order : now) {
            if (order instanceof Order.DialLeg o) {
                apply(new Command.LegAnswered(o.legId()));
            } else if (order instanceof Order.Bridge o) {
                talking.add(o.legA());
                at(nowNs + dice.exponential(theory.talkMs() * NS_PER_MS), new Command.LegCleared(o.legB(), "bye"));
            }
        }
    }

    @Override
    public void order(Order order) {
        orders.add(order);
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (fact instanceof Fact.CallEnded(CallRecord record)) {
            ended++;
            long ms = record.times().durations().waitMs();
            waited += ms > 0 ? 1 : 0;
            waitMs += ms;
            abandoned += record.disposition() == Disposition.ABANDONED ? 1 : 0;
        }
    }
}
