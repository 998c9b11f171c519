package hotswitch.sip.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.util.ReferenceCountUtil;

/**
 * Frames ⇄ messages, after the aggregation of fragments: one message is one text or binary frame (RFC 7118 §5), in
 * the kind that the peer uses. Pings get their pongs, a close gets a close.
 */
final class Frames extends ChannelDuplexHandler {
    private final Runnable life;
    private WebSocketServerHandshaker handshaker;
    private boolean binary;

    Frames(Runnable life) {
        this.life = life;
    }

    void handshaker(WebSocketServerHandshaker agreed) {
        handshaker = agreed;
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
            case TextWebSocketFrame text -> onMessage(ctx, text, false);
            case BinaryWebSocketFrame bytes -> onMessage(ctx, bytes, true);
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

    private void onMessage(ChannelHandlerContext ctx, WebSocketFrame frame, boolean isBinary) {
        binary = isBinary;
        ByteBuf content = frame.content();
        if (content.nioBufferCount() == 1) {
            ctx.fireChannelRead(content);
            return;
        }
        // In several pieces, as fragments leave it.
        ByteBuf whole = ctx.alloc().directBuffer(content.readableBytes());
        whole.writeBytes(content);
        content.release();
        ctx.fireChannelRead(whole);
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
