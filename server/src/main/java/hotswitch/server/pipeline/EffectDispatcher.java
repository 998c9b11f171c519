package hotswitch.server.pipeline;

import hotswitch.acd.Effects;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Hands the core's effects out: orders to the edges, facts to the log and then to who projects them. The effects of a
 * command go out only when it is through, so that one that throws leaves no trace.
 */
final class EffectDispatcher implements Effects {
    /** Facts that follow others sooner are written with what comes after them: a write costs more than they do. */
    static final long GATHER_NS = 5_000_000;

    private final OrderSink edges;
    private final FactLog log;
    private final FactSink projections;
    private final LongSupplier nanoTime;
    private final List<Order> orders = new ArrayList<>();
    private boolean ordered;
    private boolean stated;
    private long toldNano;

    /** {@code nanoTime}: as {@link System#nanoTime} tells it. */
    EffectDispatcher(OrderSink edges, FactLog log, FactSink projections, LongSupplier nanoTime) {
        this.edges = edges;
        this.log = log;
        this.projections = projections;
        this.nanoTime = nanoTime;
        toldNano = nanoTime.getAsLong() - GATHER_NS;
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

    /** Nothing more is at hand: facts so far go out, or are gathered until {@link #dueNano}. */
    void rest() {
        if (stated && (projections.hurries() || nanoTime.getAsLong() - dueNano() >= 0)) {
            tell();
        }
    }

    /** Facts wait. Those that a crash loses come again in replay. */
    boolean gathers() {
        return stated;
    }

    /** By the clock of {@code nanoTime}: until then facts may wait. */
    long dueNano() {
        return toldNano + GATHER_NS;
    }

    /** Facts so far, of several batches in one go. */
    void tell() {
        if (stated) {
            log.flush();
            projections.endOfBatch();
            stated = false;
            toldNano = nanoTime.getAsLong();
        }
    }
}
