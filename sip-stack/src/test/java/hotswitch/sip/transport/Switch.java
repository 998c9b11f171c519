package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A transport on loopback whose receiver keeps what it is told; it may answer each message with the same bytes. */
final class Switch implements SipReceiver, AutoCloseable {
    private static final UnsafeBuffer FULL = new UnsafeBuffer("full".getBytes(StandardCharsets.US_ASCII));

    record Heard(String text, Hop source) {}

    final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Hop> failed = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    final SignallingLoop loop = new SignallingLoop("sip-test", Switch::epochNs, faults::add);
    final SipTransport transport;
    volatile boolean echo;
    final Set<String> banned = ConcurrentHashMap.newKeySet();
    final Set<String> strangers = ConcurrentHashMap.newKeySet();

    Switch(String address, TransportLimits limits) {
        this(new TransportConfig(address, 0, null, limits));
    }

    Switch(TransportConfig config) {
        transport = SipTransport.open(loop, config);
        transport.start(this);
    }

    static Switch onLoopback() {
        return new Switch("127.0.0.1", TransportLimits.STANDARD);
    }

    int port() {
        return transport.localPort(Transport.TCP);
    }

    @Override
    public void onMessage(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {
        heard.add(new Heard(buffer.getStringWithoutLengthAscii(offset, length), source));
        if (echo) {
            transport.send(source, buffer, offset, length);
        }
    }

    @Override
    public boolean hears(String address, long nowNs) {
        return !banned.contains(address);
    }

    @Override
    public boolean trusts(String address) {
        return !strangers.contains(address);
    }

    @Override
    public void onCrowded(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {
        transport.send(source, FULL, 0, FULL.capacity());
    }

    /** Answers with what is wrong. */
    @Override
    public void onUnframed(DirectBuffer buffer, int offset, int length, Malformed why, Hop source, long nowNs) {
        UnsafeBuffer answer = new UnsafeBuffer(why.phrase().getBytes(StandardCharsets.US_ASCII));
        transport.send(source, answer, 0, answer.capacity());
    }

    @Override
    public void onTransportFailed(Hop hop, long nowNs) {
        failed.add(hop);
    }

    void send(Hop to, String text) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
        loop.execute(() -> transport.send(to, bytes, 0, bytes.capacity()));
    }

    Heard nextHeard() throws InterruptedException {
        Heard next = heard.poll(5, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was heard within 5 s");
        return next;
    }

    Hop nextFailed() throws InterruptedException {
        Hop next = failed.poll(5, TimeUnit.SECONDS);
        assertNotNull(next, "no hop failed within 5 s");
        return next;
    }

    long count(TransportCounters.Count count) {
        return transport.counters().get(count);
    }

    @Override
    public void close() {
        transport.close();
        loop.close();
        assertNull(faults.peek(), "fault on the loop");
    }

    private static long epochNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
