package hotswitch.server.trace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a collector (Homer) what the ring has, some ten times a second on a thread of its own: signalling never waits
 * for it, and what the ring lost before it was told is counted. The correlation of a message is its call's number.
 */
public final class HepSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HepSender.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int DIALOGS_MAX = 20_000;

    /** {@code id}: the capture agent's, as the collector knows it. */
    public record Rules(InetSocketAddress collector, int id) {}

    private final TraceRing ring;
    private final Rules rules;
    private final DatagramChannel channel;
    private final Map<String, Long> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > DIALOGS_MAX;
        }
    };
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("hep").daemon(true).unstarted(this::run);
    private List<Trace.Message> read = List.of();
    private long position;
    private volatile boolean stopping;

    public HepSender(TraceRing ring, Rules rules) throws IOException {
        this.ring = ring;
        this.rules = rules;
        position = ring.position();
        channel = DatagramChannel.open();
    }

    public void start() {
        thread.start();
    }

    /** Packets that left. */
    public long sent() {
        return sent.get();
    }

    /** Packets that the system did not take, and stretches of the ring that were written over before they were told. */
    public long failed() {
        return failed.get();
    }

    private void run() {
        while (!stopping) {
            tell();
            LockSupport.parkNanos(PAUSE_NS);
        }
        tell();
        tell();
    }

    /** One round later than they are read: by then it is known whose call a first INVITE began. */
    private void tell() {
        Trace trace = ring.since(position);
        position = trace.next();
        trace.putLinks(calls);
        if (trace.lost()) {
            failed.incrementAndGet();
        }
        for (Trace.Message message : read) {
            Long call = calls.get(Glance.at(message).callId());
            send(message, call == null ? "" : call.toString());
        }
        read = trace.messages();
    }

    private void send(Trace.Message message, String correlation) {
        try {
            channel.send(Hep.packet(message, rules.id(), correlation), rules.collector());
            sent.incrementAndGet();
        } catch (IOException refused) {
            if (failed.getAndIncrement() == 0) {
                LOG.warn("hep collector={} cannot be told: {}", rules.collector(), refused.getMessage());
            }
        }
    }

    /** What is in the ring is told first. */
    @Override
    public void close() throws IOException {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        channel.close();
    }
}
