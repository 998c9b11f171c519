package hotswitch.sip.transport;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.stream.FrameSink;
import hotswitch.sip.stream.StreamFault;
import hotswitch.sip.stream.StreamFramer;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One stream: CONNECTING → OPEN → CLOSED, or CONNECTING → CLOSED; an accepted one is born OPEN. */
final class TcpConnection extends ChannelInboundHandlerAdapter implements FrameSink {
    private enum State {
        CONNECTING,
        OPEN,
        CLOSED
    }

    private static final byte[] PONG = {'\r', '\n'};

    private final TcpPort port;
    private final Hop hop;
    private final StreamFramer framer = new StreamFramer();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final Queue<ByteBuf> unsent = new ArrayDeque<>(2);
    private int unsentBytes;
    private State state;
    private Channel channel;
    private boolean dirty;
    /** One too many: it is told so and closed. */
    private boolean crowded;
    /** What the layers below hold of what is not whole: a record of TLS, a frame, fragments. */
    private IntSupplier below = () -> 0;
    /** What the port counts of this stream's unfinished message. */
    private int countedBytes;
    /** What the port counts of what this peer has not taken. */
    private int waitingBytes;

    private long lastByteNs;
    /** Since when is waited for: the end of what began, or the first message of all; 0 = for nothing. */
    private long awaitedSinceNs;
    /** Who connects says something, or is not kept. */
    private boolean firstOwed;

    private TcpConnection(TcpPort port, Hop hop, State born) {
        this.port = port;
        this.hop = hop;
        this.state = born;
        this.lastByteNs = port.nowNs();
    }

    static TcpConnection accepted(TcpPort port, Hop hop, Channel channel) {
        TcpConnection connection = new TcpConnection(port, hop, State.OPEN);
        connection.channel = channel;
        connection.awaitedSinceNs = connection.lastByteNs;
        connection.firstOwed = true;
        return connection;
    }

    /** There is no room for it: its first message is answered with that, and it ends. */
    TcpConnection turnedAway() {
        crowded = true;
        return this;
    }

    static TcpConnection opening(TcpPort port, Hop hop) {
        return new TcpConnection(port, hop, State.CONNECTING);
    }

    boolean crowded() {
        return crowded;
    }

    Hop hop() {
        return hop;
    }

    /** It lies over one more layer, which holds so many bytes of what is not whole. */
    void over(IntSupplier layer) {
        IntSupplier deeper = below;
        below = () -> deeper.getAsInt() + layer.getAsInt();
    }

    /** The connection attempt of an opening connection. */
    void connecting(ChannelFuture attempt) {
        channel = attempt.channel();
        attempt.addListener(done -> onConnected(done.isSuccess()));
    }

    void send(DirectBuffer buffer, int offset, int length) {
        switch (state) {
            case CONNECTING -> keep(buffer, offset, length);
            case OPEN -> {
                if (!channel.isWritable() && dirty) {
                    flush(); // it may be this turn that waits, and not the peer's fault
                }
                if (channel.isWritable()) {
                    port.inbox().counters().add(Count.FRAMES_OUT);
                    write(Bytes.copy(channel.alloc(), buffer, offset, length));
                } else {
                    end(Count.STREAMS_STUCK);
                }
            }
            case CLOSED -> port.inbox().failed(hop);
        }
    }

    /** What was said in this turn leaves, as far as the peer takes it. */
    void endOfTurn() {
        flush();
        countWaiting();
    }

    private void flush() {
        dirty = false;
        channel.flush();
    }

    /** What waits for this peer takes room that all share. */
    private void countWaiting() {
        if (state != State.OPEN) {
            return;
        }
        long room = channel.bytesBeforeUnwritable();
        int waiting = channel.isActive() ? (int) (TransportLimits.UNSENT_BYTES_MAX + 1 - room) : 0;
        if (port.unsent().take(waiting - waitingBytes)) {
            waitingBytes = waiting;
        } else {
            end(Count.STREAMS_STUCK);
        }
    }

    /** Closes what took too long. */
    void sweep(long nowNs, TransportLimits limits) {
        if (waitingBytes > 0) {
            countWaiting();
        }
        if (state != State.OPEN) {
            return;
        }
        if (awaitedSinceNs != 0 && nowNs - awaitedSinceNs > TimeUnit.MILLISECONDS.toNanos(limits.messageMs())) {
            end(Count.STREAMS_SLOW);
        } else if (nowNs - lastByteNs > TimeUnit.MILLISECONDS.toNanos(limits.idleMs())) {
            port.inbox().counters().add(Count.STREAMS_IDLE);
            closeQuietly();
        }
    }

    /** What its source is to hear it hears still. */
    void ban() {
        if (state == State.OPEN) {
            flush();
        }
        end(Count.STREAMS_BANNED);
    }

    /** Closes without telling anybody. */
    void closeQuietly() {
        become(State.CLOSED);
        port.inbox().close(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf bytes = (ByteBuf) msg;
        try {
            onBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (state == State.OPEN) {
            awaitTheRest();
        }
        if (state == State.OPEN && !dirty && !channel.isWritable()) {
            end(Count.STREAMS_STUCK); // he talks and does not listen: pongs and what TLS answers pile up
        }
        port.turnSoon();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.OPEN) {
            become(State.CLOSED);
            port.inbox().failed(hop);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException && port.framed()) {
            port.inbox().counters().add(Count.STREAMS_MALFORMED);
        }
        if (cause.getCause() instanceof SSLException failed) {
            port.inbox().untrusted(hop, failed);
        }
        port.inbox().socketError(cause);
        if (state == State.OPEN) {
            closeQuietly(); // what was read with it is heard no more
            port.inbox().failed(hop);
        } else {
            port.inbox().close(ctx.channel());
        }
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length) {
        if (state == State.OPEN && crowded) {
            port.inbox().crowded(buffer, offset, length, hop);
            flush();
            closeQuietly();
        } else if (state == State.OPEN) {
            awaitedSinceNs = 0;
            firstOwed = false;
            port.inbox().counters().add(Count.FRAMES_IN);
            port.inbox().streamed();
            port.inbox().message(buffer, offset, length, hop);
        }
    }

    @Override
    public void onUnframed(DirectBuffer buffer, int offset, int length, StreamFault fault) {
        if (state == State.OPEN) {
            port.inbox().unframed(buffer, offset, length, why(fault), hop);
        }
    }

    private static Malformed why(StreamFault fault) {
        return switch (fault) {
            case TOO_LONG -> Malformed.TOO_LONG;
            case NO_CONTENT_LENGTH -> Malformed.MISSING_CONTENT_LENGTH;
            case NOT_SIP, MALFORMED -> Malformed.BAD_HEADER;
        };
    }

    @Override
    public void onPing() {
        port.inbox().counters().add(Count.KEEP_ALIVES);
        if (state == State.OPEN && channel.isWritable()) {
            write(Unpooled.wrappedBuffer(PONG));
        }
    }

    private void onBytes(ByteBuf bytes) {
        if (state != State.OPEN) {
            return;
        }
        lastByteNs = port.nowNs();
        if (port.framed()) {
            Bytes.wrap(view, bytes);
            onWhole();
            return;
        }
        int length = bytes.readableBytes();
        view.wrap(port.room(length), 0, length);
        bytes.getBytes(bytes.readerIndex(), view.byteArray(), 0, length);
        StreamFault fault = framer.feed(view, 0, view.capacity(), this);
        if (fault != null && state == State.OPEN) {
            flush(); // why it ends
            end(Count.STREAMS_MALFORMED);
        }
    }

    /** What began and is not whole takes room that all streams share, and has so much time and no more. */
    private void awaitTheRest() {
        int held = framer.heldBytes() + below.getAsInt();
        if (!port.held().take(held - countedBytes)) {
            end(Count.STREAMS_CROWDED);
            return;
        }
        countedBytes = held;
        if (held == 0 && !firstOwed) {
            awaitedSinceNs = 0;
        } else if (awaitedSinceNs == 0) {
            awaitedSinceNs = port.nowNs();
        }
    }

    /** A keep-alive of RFC 5626 §3.5.1, which RFC 7118 §6 allows too, or a message. */
    private void onWhole() {
        int length = view.capacity();
        if (length == 0 || (length <= PONG.length * 2 && view.getByte(0) == PONG[0])) {
            onPing();
        } else {
            onFrame(view, 0, length);
        }
    }

    /** The peer lives, though it said nothing. */
    void onLife() {
        lastByteNs = port.nowNs();
    }

    private void onConnected(boolean success) {
        if (state == State.CONNECTING) {
            become(success ? State.OPEN : State.CLOSED);
            if (success) {
                lastByteNs = port.nowNs();
                while (!unsent.isEmpty()) {
                    write(unsent.remove());
                    port.inbox().counters().add(Count.FRAMES_OUT);
                }
                port.turnSoon();
            } else {
                port.inbox().failed(new Hop(hop.transport(), hop.address(), hop.port(), 0));
            }
        }
    }

    private void keep(DirectBuffer buffer, int offset, int length) {
        if (unsentBytes + length <= TransportLimits.UNSENT_BYTES_MAX) {
            unsentBytes += length;
            unsent.add(Bytes.copy(channel.alloc(), buffer, offset, length));
        }
    }

    private void write(ByteBuf bytes) {
        channel.write(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (!dirty) {
            dirty = true;
            port.unflushed(this);
        }
    }

    /** Ends the connection for a fault of the peer's and tells it. */
    private void end(Count why) {
        port.inbox().counters().add(why);
        closeQuietly();
        port.inbox().failed(hop);
    }

    private void become(State next) {
        boolean legal = switch (next) {
            case CONNECTING -> false;
            case OPEN -> state == State.CONNECTING;
            case CLOSED -> state != State.CLOSED;
        };
        if (!legal) {
            throw new IllegalStateException("connection " + hop + ": " + state + " -> " + next);
        }
        state = next;
        if (next == State.CLOSED) {
            unsent.forEach(ByteBuf::release);
            unsent.clear();
            port.held().take(-countedBytes);
            countedBytes = 0;
            port.unsent().take(-waitingBytes);
            waitingBytes = 0;
            port.forget(this);
        }
    }
}
