package hotswitch.server.pipeline;

import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the core's effects out: orders to the edges, facts to the log and then to who projects them. The effects of a
 * command go out only when it is through, so that one that throws leaves no trace.
 */
final class EffectDispatcher implements Effects {
    private final OrderSink edges;
    private final FactLog log;
    private final FactSink projections;
    private final List<Order> orders = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private long firstSeq;
    private long factTimeNs;
    private boolean ordered;
    private boolean stated;

    EffectDispatcher(OrderSink edges, FactLog log, FactSink projections) {
        this.edges = edges;
        this.log = log;
        this.projections = projections;
    }

    @Override
    public void order(Order order) {
        orders.add(order);
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (facts.isEmpty()) {
            firstSeq = seq;
        }
        factTimeNs = timeNs;
        facts.add(fact);
    }

    /** The command is through. */
    void commit() {
        for (int i = 0; i < orders.size(); i++) {
            edges.order(orders.get(i));
            ordered = true;
        }
        orders.clear();
        for (int i = 0; i < facts.size(); i++) {
            log.add(firstSeq + i, factTimeNs, facts.get(i));
            projections.fact(firstSeq + i, factTimeNs, facts.get(i));
            stated = true;
        }
        facts.clear();
    }

    /** Orders first: a caller waits for them. Facts lost here by a crash come again in replay. */
    void endOfBatch() {
        if (ordered) {
            edges.endOfBatch();
            ordered = false;
        }
        if (stated) {
            log.flush();
            projections.endOfBatch();
            stated = false;
        }
    }
}
