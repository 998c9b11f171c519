package hotswitch.server.pipeline;

import hotswitch.acd.Effects;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
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

    /** Straight into the log's record. */
    @Override
    public BytesWriter page(BytesWriter own) {
        return log.page();
    }

    @Override
    public void stated(long seq, long timeNs, BytesWriter bytes) {
        log.stated(seq, timeNs);
        stated = true;
    }

    /** The command is through. */
    void commit() {
        for (int i = 0; i < orders.size(); i++) {
            edges.order(orders.get(i));
            ordered = true;
        }
        orders.clear();
        log.keep(projections);
    }

    /** Orders at once: a caller waits for them. */
    void endOfBatch() {
        if (ordered) {
            edges.endOfBatch();
            ordered = false;
        }
    }

    /** Facts so far, of several batches in one go. Those that a crash loses before come again in replay. */
    void tell() {
        if (stated) {
            log.flush();
            projections.endOfBatch();
            stated = false;
        }
    }
}
