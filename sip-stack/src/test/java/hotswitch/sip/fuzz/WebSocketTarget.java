package hotswitch.sip.fuzz;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transport.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes to a WebSocket port (RFC 6455): behind an agreed handshake, or, where it begins with G, instead of one. No
 * message is longer than one may be, no buffer is left over, and frames say the same however they are cut (behind a
 * handshake of its own it matters what comes before our answer).
 */
final class WebSocketTarget {
    static final byte[] AGREED = ("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private WebSocketTarget() {}

    static void frames(byte[] bytes) {
        boolean bare = bytes.length > 0 && bytes[0] == 'G';
        byte[] first = bare ? new byte[0] : AGREED;
        Heard whole = heard(first, bytes, bytes.length);
        Heard single = heard(first, bytes, 1);
        Heard uneven = heard(first, bytes, 1 + (bytes.length == 0 ? 0 : bytes[0] & 0x3f));
        if (!bare && (!whole.equals(single) || !whole.equals(uneven))) {
            throw new AssertionError("cut otherwise, read otherwise: " + whole + " / " + single + " / " + uneven);
        }
    }

    private record Heard(List<String> messages, int signsOfLife, boolean over) {}

    /** The end of the pipeline, as a connection is it: what it cannot read ends it. */
    private static final class End extends ChannelInboundHandlerAdapter {
        private final List<String> messages = new ArrayList<>();
        private int signsOfLife;
        /** A fault of ours; null: none. */
        private String found;

        void lives(EmbeddedChannel channel) {
            signsOfLife += channel.isOpen() ? 1 : 0;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ByteBuf message = (ByteBuf) msg;
            if (message.readableBytes() > SipMessage.MAX_MESSAGE || message.nioBufferCount() != 1) {
                found = "a message of " + message;
            }
            if (ctx.channel().isOpen()) {
                messages.add(message.toString(StandardCharsets.ISO_8859_1));
            }
            message.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (!(cause instanceof CodecException)) {
                found = "not what a codec says of its input: " + cause;
            }
            var unused = ctx.close();
        }
    }

    private static Heard heard(byte[] first, byte[] bytes, int piece) {
        UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
        End end = new End();
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(buffers);
        Handshake.install(channel.pipeline(), "/ws", List.of(), SipMessage.MAX_MESSAGE, () -> end.lives(channel));
        channel.pipeline().addLast(end);
        feed(channel, first, 0, first.length);
        for (int at = 0; at < bytes.length; at += piece) {
            feed(channel, bytes, at, Math.min(piece, bytes.length - at));
        }
        boolean over = !channel.isOpen();
        channel.finishAndReleaseAll();
        if (buffers.metric().usedHeapMemory() != 0 || buffers.metric().usedDirectMemory() != 0) {
            throw new AssertionError("left over: " + buffers.metric());
        }
        if (end.found != null) {
            throw new AssertionError(end.found);
        }
        return new Heard(end.messages, end.signsOfLife, over);
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes, int at, int length) {
        if (channel.isOpen()) {
            channel.pipeline()
                    .fireChannelRead(channel.alloc().heapBuffer(length).writeBytes(bytes, at, length));
            channel.pipeline().fireChannelReadComplete();
            channel.runPendingTasks();
            try {
                channel.checkException();
            } catch (CodecException closedBefore) {
                // The codec answers with a close frame and then throws: a channel that closes at once has no end.
                var unused = channel.close();
            }
        }
    }
}
