package hotswitch.sim.world;

import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the core said to one command; handed on only when the command is done, for it may throw. */
public final class Said implements Effects {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    public final List<Order> orders = new ArrayList<>();
    public final List<Fact> facts = new ArrayList<>();
    private final List<Consumer<Effects>> inOrder = new ArrayList<>();
    private long hash;

    @Override
    public void order(Order order) {
        orders.add(order);
        inOrder.add(to -> to.order(order));
        mix(order.hashCode());
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        facts.add(fact);
        inOrder.add(to -> to.fact(seq, timeNs, fact));
        mix(seq * 31 + fact.hashCode());
    }

    void repeatTo(Effects other) {
        inOrder.forEach(one -> one.accept(other));
    }

    public long hash() {
        return hash;
    }

    private void mix(long part) {
        hash = (hash + part) * MIX;
        hash ^= hash >>> 31;
    }
}
