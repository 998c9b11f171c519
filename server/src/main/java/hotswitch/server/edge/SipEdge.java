package hotswitch.server.edge;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.Telephony;
import hotswitch.server.pipeline.Guest;
import hotswitch.server.pipeline.OrderSink;
import hotswitch.server.trace.Tracing;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.overload.Overload;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.LoopWork;
import hotswitch.sip.transport.SignallingLoop;
import hotswitch.sip.transport.SipReceiver;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signalling loop's work: messages in, orders of the core in between, timers. */
final class SipEdge implements SipReceiver, LoopWork, OrderSink {
    private static final Logger LOG = LoggerFactory.getLogger(SipEdge.class);
    /** Batches of the core in one turn: then what was sent leaves, and the sockets are looked at. */
    private static final int BATCHES_MAX = 16;

    private final SignallingLoop loop;
    private final SipCounters counters;
    private final LongConsumer offerDelayNs;
    /** From a core on a thread of its own. */
    private final ManyToOneConcurrentLinkedQueue<Ordered> orders = new ManyToOneConcurrentLinkedQueue<>();
    /** From the core as a guest of this loop's turn. */
    private final ArrayDeque<Order> guestOrders = new ArrayDeque<>();

    private final SipMessage message = SipMessage.lasting();
    /** Hears whether new calls are refused for want of time. */
    private Consumer<Boolean> pressed = now -> {};

    private Telephony telephony;
    private Bans bans;
    private Tracing tracing;
    /** Journal and core, when they have no thread of their own. */
    private Guest guest;
    /** Within a turn; the loop's own. */
    private boolean turning;

    /** Read by whoever tells of agents. */
    private volatile boolean watchesAgents;

    /** {@code nanoTime} of the first of {@link #guestOrders}. */
    private long guestOrdersNs;

    /** {@code atNs}: {@code nanoTime}. */
    private record Ordered(Order order, long atNs) {}

    SipEdge(SignallingLoop loop, SipCounters counters, LongConsumer offerDelayNs) {
        this.loop = loop;
        this.counters = counters;
        this.offerDelayNs = offerDelayNs;
    }

    /** Before the loop starts to read. {@code closeFrom}: ends all streams of such addresses. */
    void telephony(Telephony newTelephony, Bans newBans, Consumer<Predicate<String>> closeFrom) {
        telephony = newTelephony;
        bans = newBans;
        telephony.authFailures((source, nowNs) -> {
            bans.failed(source.address(), nowNs);
            if (bans.banned(source.address(), nowNs)) {
                // when he has been answered
                loop.execute(() -> closeFrom.accept(address -> bans.banned(address, nowNs)));
            }
        });
    }

    /** Before the loop starts to read. */
    void tracing(Tracing newTracing) {
        tracing = newTracing;
    }

    /** Before the loop starts to read. Told on each read: most of the time the same. */
    void pressed(Consumer<Boolean> newPressed) {
        pressed = newPressed;
    }

    /** From the next turn on journal and core are run here; null: no more. On the loop. */
    void guest(Guest newGuest) {
        guest = newGuest;
    }

    @Override
    public void order(Order order) {
        if (loop.inLoop() && turning) {
            if (guestOrders.isEmpty()) {
                guestOrdersNs = System.nanoTime();
            }
            guestOrders.add(order);
        } else {
            orders.add(new Ordered(order, System.nanoTime()));
        }
    }

    @Override
    public void endOfBatch() {
        if (!orders.isEmpty()) {
            loop.wake();
        }
    }

    @Override
    public boolean hears(String address, long nowNs) {
        return !bans.banned(address, nowNs);
    }

    @Override
    public boolean trusts(String address) {
        return telephony.trusts(address);
    }

    @Override
    public void onMessage(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {
        if (bans.holds(source.address(), nowNs)) {
            return;
        }
        Malformed fault = message.index(buffer, offset, length);
        if (fault == Malformed.NONE && telephony.sheds(message, source, nowNs)) {
            counters.in(message);
            return;
        }
        tracing.received(source, buffer, offset, length, nowNs);
        if (fault != Malformed.NONE) {
            malformed(fault, source);
            return;
        }
        counters.in(message);
        telephony.onMessage(message, source, nowNs);
    }

    @Override
    public void onUnframed(DirectBuffer buffer, int offset, int length, Malformed why, Hop source, long nowNs) {
        if (bans.holds(source.address(), nowNs)) {
            return;
        }
        tracing.received(source, buffer, offset, length, nowNs);
        Malformed fault = message.index(buffer, offset, length);
        boolean known = fault == Malformed.NONE || why == Malformed.TOO_LONG;
        malformed(known ? why : fault, source);
    }

    @Override
    public void onCrowded(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {
        if (bans.holds(source.address(), nowNs)) {
            return;
        }
        tracing.received(source, buffer, offset, length, nowNs);
        if (message.index(buffer, offset, length) == Malformed.NONE && message.isRequest()) {
            counters.in(message);
            telephony.crowded(message, source);
        }
    }

    private void malformed(Malformed fault, Hop source) {
        counters.malformed(fault);
        LOG.debug("malformed message from {}: {}", source, fault);
        if (message.answerable() && message.isRequest()) {
            telephony.refuse(message, fault, source);
        }
    }

    @Override
    public void onRead(long waitNs, int count, boolean lost, long nowNs) {
        Overload overload = telephony.overload();
        overload.onRead(waitNs, count, lost, nowNs);
        loaded(waitNs, overload);
    }

    @Override
    public void onStreams(long waitNs, int count, long nowNs) {
        Overload overload = telephony.overload();
        overload.onStreams(waitNs, count, nowNs);
        loaded(waitNs, overload);
    }

    private void loaded(long waitNs, Overload overload) {
        counters.load(waitNs, overload);
        pressed.accept(overload.lossPercent() > 0);
    }

    @Override
    public void onTransportFailed(Hop hop, long nowNs) {
        telephony.onTransportFailed(hop, nowNs);
    }

    @Override
    public long onTime(long nowNs) {
        if (telephony == null) {
            return NEVER_NS;
        }
        turning = true;
        long nextNs = Math.min(turn(nowNs), bans.onTime(nowNs));
        turning = false;
        counters.alive(telephony);
        counters.bans(bans, telephony);
        if (!orders.isEmpty()) {
            loop.wake();
        }
        return nextNs;
    }

    private long turn(long nowNs) {
        long nextNs = carryOut(nowNs);
        if (guest == null) {
            return nextNs;
        }
        for (int batches = 0; batches < BATCHES_MAX && guest.run(); batches++) {
            nextNs = carryOut(nowNs);
        }
        long restNs = guest.restNs();
        if (restNs == 0) {
            loop.wake();
        }
        return restNs == Guest.NEVER_NS ? nextNs : Math.min(nextNs, nowNs + restNs);
    }

    /** What the core ordered and what is due; the next deadline. */
    private long carryOut(long nowNs) {
        for (Ordered next = orders.poll(); next != null; next = orders.poll()) {
            carryOut(next.order, next.atNs, nowNs);
        }
        for (Order next = guestOrders.poll(); next != null; next = guestOrders.poll()) {
            carryOut(next, guestOrdersNs, nowNs);
        }
        long nextNs = telephony.onTime(nowNs);
        if (watchesAgents != telephony.watchesAgents()) {
            watchesAgents = telephony.watchesAgents();
        }
        return nextNs;
    }

    /** From any thread: somebody else sits there, or does something else. Who watches is told within a turn. */
    void seatChanged(String seat, LongSupplier clock) {
        if (watchesAgents) {
            loop.execute(() -> telephony.seatChanged(seat, clock.getAsLong()));
        }
    }

    private void carryOut(Order order, long orderedNs, long nowNs) {
        telephony.order(order, nowNs);
        if (order instanceof Order.OfferLeg leg && leg.offerId() != 0) {
            offerDelayNs.accept(System.nanoTime() - orderedNs);
        }
    }

    /** On the loop, before it reads: what the core has ordered since it started is yet to be done. */
    Telephony.Recovered recover(StateView core, Telephony.Kept kept, long nowNs) {
        List<Order> early = new ArrayList<>();
        for (Ordered next = orders.poll(); next != null; next = orders.poll()) {
            early.add(next.order);
        }
        return telephony.recover(core, kept, early, nowNs);
    }

    /** On the loop. */
    void reload(Telephony.Setup setup, long nowNs) {
        telephony.reload(setup, nowNs);
        bans.review();
    }

    /** On the loop: a carrier's name leads there now. */
    void located(TrunkConfig.Address name, List<Target> targets, long nowNs) {
        telephony.located(name, targets, nowNs);
        bans.review();
    }

    /** Asks or does something on the loop. */
    <T> CompletableFuture<T> on(Function<Telephony, T> what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> now(what, answer));
        return answer;
    }

    /** The same, from the loop. */
    <T> void now(Function<Telephony, T> what, CompletableFuture<T> answer) {
        try {
            answer.complete(what.apply(telephony));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
