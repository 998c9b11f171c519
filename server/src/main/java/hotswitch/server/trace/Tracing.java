package hotswitch.server.trace;

import hotswitch.call.leg.Links;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the wire: what comes and goes is kept in the ring, and told to a collector, where the rules say so. */
public final class Tracing implements AutoCloseable {
    /** {@code mib} 0: nothing is kept. {@code collector} "": nobody is told. */
    public record Rules(int mib, String collector, int port, int id) {}

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

    /** A line for each message. */
    private static final Logger WIRE = LoggerFactory.getLogger("hotswitch.wire");

    /** Null: nothing is kept. */
    private final TraceRing ring;
    /** Null: nobody is told. */
    private final HepSender hep;

    private final LongSupplier clockNs;

    private Tracing(TraceRing ring, HepSender hep, LongSupplier clockNs) {
        this.ring = ring;
        this.hep = hep;
        this.clockNs = clockNs;
    }

    /** Where there is no room for it nothing is kept, and the switch does without. */
    public static Tracing open(Path data, Rules rules, LongSupplier clockNs) {
        TraceRing ring = null;
        HepSender hep = null;
        try {
            ring = rules.mib == 0 ? null : TraceRing.open(data, rules.mib);
            if (ring != null && !rules.collector.isEmpty()) {
                InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral(rules.collector), rules.port);
                hep = new HepSender(ring, new HepSender.Rules(to, rules.id));
                hep.start();
            }
        } catch (IOException fault) {
            LOG.warn("signalling is not kept: {}", fault.getMessage());
        }
        return new Tracing(ring, hep, clockNs);
    }

    /** Before the first message. */
    public void at(TraceRing.Local local) {
        if (ring != null) {
            ring.at(local);
        }
    }

    /** On the signalling loop, like all of this. */
    public void received(Hop from, DirectBuffer buffer, int offset, int length, long nowNs) {
        if (ring != null) {
            ring.received(from, buffer, offset, length, nowNs);
            if (WIRE.isDebugEnabled()) {
                WIRE.debug("< {}:{} {}", from.address(), from.port(), ring.lastLine());
            }
        }
    }

    /** The same wire, watched. */
    public SipOut watch(SipOut wire) {
        return ring == null ? wire : new Watched(wire);
    }

    private final class Watched implements SipOut {
        private final SipOut wire;

        Watched(SipOut wire) {
            this.wire = wire;
        }

        @Override
        public void send(Hop to, DirectBuffer buffer, int offset, int length) {
            ring.sent(to, buffer, offset, length, clockNs.getAsLong());
            if (WIRE.isDebugEnabled()) {
                WIRE.debug("> {}:{} {}", to.address(), to.port(), ring.lastLine());
            }
            wire.send(to, buffer, offset, length);
        }

        @Override
        public void sendUnwatched(Hop to, DirectBuffer buffer, int offset, int length) {
            wire.send(to, buffer, offset, length);
        }
    }

    public Links links() {
        return ring == null ? Links.NONE : (call, sipCallId) -> ring.link(call, sipCallId, clockNs.getAsLong());
    }

    /** Packets that left for the collector. */
    public long told() {
        return hep == null ? 0 : hep.sent();
    }

    /** Those that did not. */
    public long untold() {
        return hep == null ? 0 : hep.failed();
    }

    /** After the last message. */
    @Override
    public void close() throws IOException {
        if (hep != null) {
            hep.close();
        }
        if (ring != null) {
            ring.close();
        }
    }
}
