package hotswitch.sip.transport;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.overload.StreamWait;
import hotswitch.sip.transaction.Hop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way up: hands messages and failures to the receiver, with the time, and keeps its faults out of the sockets. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(SipTransport.class);

    private static final long UNTRUSTED_TOLD_NS = 1_000_000_000L;

    /** Their wait is told once for so many messages of streams. */
    private static final int STREAMED_TOLD = 8;

    private final SignallingLoop loop;
    private final TransportCounters counters;
    private final StreamWait streams = new StreamWait();
    private final Runnable onLoopTurned = this::onLoopTurned;
    private SipReceiver receiver;
    private long untrustedToldNs = Long.MIN_VALUE / 2;
    /** Of streams, not told yet. */
    private int streamed;

    Inbox(SignallingLoop loop, TransportCounters counters) {
        this.loop = loop;
        this.counters = counters;
    }

    /** Once, on the loop, before anything is read. */
    void open(SipReceiver opened) {
        receiver = opened;
    }

    TransportCounters counters() {
        return counters;
    }

    /** The channel once it is bound; otherwise it is closed and the reason thrown. */
    static Channel bound(ChannelFuture binding, String what) {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            binding.channel().close().awaitUninterruptibly();
            throw new UncheckedIOException(new IOException("cannot listen on " + what, binding.cause()));
        }
        return binding.channel();
    }

    /** Closes without waiting. */
    void close(Channel channel) {
        channel.close().addListener(closed -> {
            if (!closed.isSuccess()) {
                socketError(closed.cause());
            }
        });
    }

    void message(DirectBuffer buffer, int offset, int length, Hop source) {
        try {
            receiver.onMessage(buffer, offset, length, source, loop.nowNs());
        } catch (Throwable fault) {
            loop.fault(fault);
        }
    }

    void unframed(DirectBuffer buffer, int offset, int length, Malformed why, Hop source) {
        try {
            receiver.onUnframed(buffer, offset, length, why, source, loop.nowNs());
        } catch (Throwable fault) {
            loop.fault(fault);
        }
    }

    boolean hears(String address) {
        return receiver.hears(address, loop.nowNs());
    }

    boolean trusts(String address) {
        return receiver.trusts(address);
    }

    void crowded(DirectBuffer buffer, int offset, int length, Hop source) {
        try {
            receiver.onCrowded(buffer, offset, length, source, loop.nowNs());
        } catch (Throwable fault) {
            loop.fault(fault);
        }
    }

    /** A message of a stream is about to be handed up. What runs after all sockets were read ends the turn. */
    void streamed() {
        long nowNs = loop.nowNs();
        loop.active(nowNs);
        if (streams.read(nowNs, loop.busySinceNs())) {
            loop.eventLoop().execute(onLoopTurned);
        }
        streamed++;
        if (streamed == STREAMED_TOLD) {
            tellStreamed(nowNs);
        }
    }

    private void tellStreamed(long nowNs) {
        receiver.onStreams(streams.waitNs(nowNs), streamed, nowNs);
        streamed = 0;
    }

    private void onLoopTurned() {
        if (streamed > 0) {
            tellStreamed(loop.nowNs());
        }
        streams.turned();
    }

    /** So many messages were read that had waited so long; so many more were lost. */
    void waited(long waitNs, int count, int lost) {
        if (lost > 0) {
            counters.add(TransportCounters.Count.RECEIVE_OVERFLOWS);
        }
        long nowNs = loop.nowNs();
        loop.active(nowNs);
        receiver.onRead(waitNs, count, lost > 0, nowNs);
    }

    /** Told by a task of its own: never from within the send that failed. */
    void failed(Hop hop) {
        counters.add(TransportCounters.Count.HOPS_FAILED);
        loop.execute(() -> receiver.onTransportFailed(hop, loop.nowNs()));
    }

    /** Scanners fail all day long: a line a second at the most. */
    void untrusted(Hop peer, SSLException why) {
        counters.add(TransportCounters.Count.STREAMS_UNTRUSTED);
        if (loop.nowNs() >= untrustedToldNs + UNTRUSTED_TOLD_NS) {
            untrustedToldNs = loop.nowNs();
            LOG.info("tls with {}:{} failed: {}", peer.address(), peer.port(), why.getMessage());
        }
    }

    /** What a socket threw: the network's mistakes are noted, ours are faults. */
    void socketError(Throwable cause) {
        // A handshake that fails comes wrapped in the codec's own exception; a frame that is none is one, and so is an
        // end amid a request.
        if (cause instanceof IOException
                || cause.getCause() instanceof SSLException
                || (cause instanceof CodecException && cause.getCause() == null)) {
            LOG.debug("sip socket error: {}", cause.toString());
        } else {
            loop.fault(cause);
        }
    }
}
