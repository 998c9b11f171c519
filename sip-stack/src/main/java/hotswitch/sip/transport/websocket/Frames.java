package hotswitch.sip.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.util.ReferenceCountUtil;

/**
 * Frames ⇄ messages: one message is one text or binary frame (RFC 7118 §5), or the fragments of one, in the kind that
 * the peer uses. Pings get their pongs, a close gets a close.
 */
final class Frames extends ChannelDuplexHandler {
    private final int messageBytes;
    private final Runnable life;
    private WebSocketServerHandshaker handshaker;
    private boolean binary;
    /** The fragments so far of a message whose last has not come; null: none. */
    private ByteBuf begun;

    /** @param messageBytes no message may be longer, in however many fragments */
    Frames(int messageBytes, Runnable life) {
        this.messageBytes = messageBytes;
        this.life = life;
    }

    void handshaker(WebSocketServerHandshaker agreed) {
        handshaker = agreed;
    }

    /** Bytes of a message in fragments that is not whole; 1 at the least, if one has begun. */
    int unfinishedBytes() {
        return begun == null ? 0 : Math.max(1, begun.readableBytes());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case PingWebSocketFrame ping -> {
                life.run();
                var unused = ctx.writeAndFlush(new PongWebSocketFrame(ping.content()));
            }
            case CloseWebSocketFrame close -> {
                var unused = handshaker.close(ctx, close);
            }
            case TextWebSocketFrame text -> onFirst(ctx, text, false);
            case BinaryWebSocketFrame bytes -> onFirst(ctx, bytes, true);
            case ContinuationWebSocketFrame more -> onMore(ctx, more);
            case WebSocketFrame pong -> {
                life.run();
                pong.release();
            }
            default -> refuseEarly(ctx, msg);
        }
    }

    /**
     * RFC 6455 §4.1: who connects waits for our answer. What came with the handshake, bytes or a further request, has
     * not passed the frames' decoder and is no message.
     */
    private static void refuseEarly(ChannelHandlerContext ctx, Object early) {
        ReferenceCountUtil.release(early);
        ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.PROTOCOL_ERROR))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void onFirst(ChannelHandlerContext ctx, WebSocketFrame frame, boolean isBinary) {
        binary = isBinary;
        if (frame.isFinalFragment()) {
            ctx.fireChannelRead(frame.content());
        } else {
            begun = ctx.alloc().directBuffer(frame.content().readableBytes());
            append(frame);
        }
    }

    private void onMore(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (begun == null) {
            frame.release(); // of a message whose first fragment was refused
            return;
        }
        append(frame);
        if (frame.isFinalFragment()) {
            ByteBuf whole = begun;
            begun = null;
            ctx.fireChannelRead(whole);
        }
    }

    private void append(WebSocketFrame frame) {
        try {
            if (begun.readableBytes() + frame.content().readableBytes() > messageBytes) {
                throw new TooLongFrameException("more than " + messageBytes + " bytes in fragments");
            }
            begun.writeBytes(frame.content());
        } finally {
            frame.release();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }

    /** RFC 6455 §7.4.1: what is malformed the codec itself has answered, what is too long it has not. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            var unused = ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG));
        }
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        // Else a frame, or the answer to the handshake.
        Object framed = msg;
        if (msg instanceof ByteBuf bytes) {
            framed = binary ? new BinaryWebSocketFrame(bytes) : new TextWebSocketFrame(bytes);
        }
        var unused = ctx.write(framed, promise);
    }
}
