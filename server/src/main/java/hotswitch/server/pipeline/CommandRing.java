package hotswitch.server.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The one way in: a Disruptor ring of reused slots, with many producers. */
public final class CommandRing {
    static final long FULL = -1;

    private final RingBuffer<Slot> ring;
    private final int sideMax;
    private final List<CommandProducer> producers = new CopyOnWriteArrayList<>();
    private final AtomicInteger holding = new AtomicInteger();

    CommandRing(int size, int sideMax, WaitStrategy waiting) {
        ring = RingBuffer.createMultiProducer(Slot::new, size, waiting);
        this.sideMax = sideMax;
    }

    /** A way in for one edge; what one thread gives to it keeps its order. */
    public CommandProducer producer(String name) {
        CommandProducer producer = new CommandProducer(name, this, sideMax);
        producers.add(producer);
        return producer;
    }

    public int size() {
        return ring.getBufferSize();
    }

    /** Free slots. */
    public int remainingCapacity() {
        return (int) ring.remainingCapacity();
    }

    /** Commands that producers hold back because the ring was full. */
    public int held() {
        return producers.stream().mapToInt(CommandProducer::held).sum();
    }

    /** New calls are refused from three quarters full on. */
    boolean hasRoomForNewCalls() {
        return ring.remainingCapacity() > ring.getBufferSize() / 4;
    }

    /** A slot's sequence or {@link #FULL}; who claims must publish. */
    long claim() {
        try {
            return ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return FULL;
        }
    }

    Slot slot(long at) {
        return ring.get(at);
    }

    void publish(long at) {
        ring.publish(at);
    }

    RingBuffer<Slot> buffer() {
        return ring;
    }

    void holdingBegins() {
        holding.incrementAndGet();
    }

    void holdingEnds() {
        holding.decrementAndGet();
    }

    /** Lets what was held back into the ring, as far as it goes; called by the last consumer when it has made room. */
    void releaseHeld() {
        if (holding.get() > 0) {
            for (CommandProducer producer : producers) {
                producer.release();
            }
        }
    }
}
