package hotswitch.sip.fuzz;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transport.websocket.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A whole WebSocket stream as a client may send it, handshake, messages in fragments, pings between them, cut at any
 * places: what was sent is heard, and what is held is never more than what was sent of something that is not whole.
 */
final class WebSocketStreamTarget {
    private static final int MESSAGES_MAX = 4;
    private static final int FRAGMENTS_MAX = 5;
    private static final int FRAME_BYTES_MAX = 700;
    private static final int PIECE_BYTES_MAX = 300;
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int PING = 9;

    /** What decides: byte by byte, and zeros when they are used up. */
    private final byte[] choices;

    private int at;

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    /** Where in the wire nothing is unfinished, in order. */
    private final List<Integer> wholeAt = new ArrayList<>();

    private final List<byte[]> sent = new ArrayList<>();
    private int pings;

    private final List<byte[]> heard = new ArrayList<>();
    private int signsOfLife;

    private WebSocketStreamTarget(byte[] choices) {
        this.choices = choices;
    }

    static void stream(byte[] bytes) {
        WebSocketStreamTarget target = new WebSocketStreamTarget(bytes);
        target.write();
        target.read();
    }

    private int choose(int most) {
        int high = at < choices.length ? choices[at++] & 0xff : 0;
        int low = most > 0xff && at < choices.length ? choices[at++] & 0xff : 0;
        return (high << 8 | low) % (most + 1);
    }

    private void write() {
        int messages = 1 + choose(MESSAGES_MAX - 1);
        for (int i = 0; i < messages; i++) {
            int kind = choose(1) == 0 ? TEXT : BINARY;
            int fragments = 1 + choose(FRAGMENTS_MAX - 1);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int n = 0; n < fragments; n++) {
                byte[] part = part(kind == TEXT ? 0x7f : 0xff);
                message.writeBytes(part);
                boolean last = n == fragments - 1;
                frame((n == 0 ? kind : 0) | (last ? FINAL : 0), part);
                if (last) {
                    wholeAt.add(wire.size());
                }
                if (choose(3) == 0) {
                    ping(last);
                }
            }
            sent.add(message.toByteArray());
        }
    }

    private void ping(boolean betweenMessages) {
        pings++;
        frame(FINAL | PING, new byte[choose(9)]);
        if (betweenMessages) {
            wholeAt.add(wire.size());
        }
    }

    private byte[] part(int bits) {
        byte[] part = new byte[choose(FRAME_BYTES_MAX)];
        int seed = choose(0xff);
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) (seed + i & bits);
        }
        return part;
    }

    private void frame(int first, byte[] payload) {
        wire.write(first);
        if (payload.length < 126) {
            wire.write(0x80 | payload.length);
        } else {
            wire.write(0x80 | 126);
            wire.write(payload.length >> 8);
            wire.write(payload.length);
        }
        byte[] key = {(byte) choose(0xff), 1, 2, 3};
        wire.writeBytes(key);
        for (int i = 0; i < payload.length; i++) {
            wire.write(payload[i] ^ key[i & 3]);
        }
    }

    private void read() {
        EmbeddedChannel channel = new EmbeddedChannel();
        IntSupplier unfinished =
                Handshake.install(channel.pipeline(), "/ws", List.of(), SipMessage.MAX_MESSAGE, () -> signsOfLife++);
        channel.pipeline().addLast(new End());
        byte[] handshake = WebSocketTarget.AGREED;
        for (int from = 0; from < handshake.length; ) {
            from = feed(channel, handshake, from);
        }
        byte[] bytes = wire.toByteArray();
        for (int from = 0; from < bytes.length; ) {
            from = feed(channel, bytes, from);
            heldIsRight(unfinished.getAsInt(), from);
        }
        boolean open = channel.isOpen();
        channel.finishAndReleaseAll();
        if (!open || signsOfLife != pings || !same()) {
            throw new AssertionError("sent " + sent.size() + " and " + pings + " pings, heard " + heard.size() + " and "
                    + signsOfLife + ", open " + open);
        }
    }

    private boolean same() {
        return Arrays.deepEquals(sent.toArray(), heard.toArray());
    }

    private void heldIsRight(int held, int fed) {
        int whole = 0;
        for (int each : wholeAt) {
            whole = each <= fed ? each : whole;
        }
        if (held > fed - whole || (held == 0) != (fed == whole)) {
            throw new AssertionError("held " + held + " of " + (fed - whole) + " bytes that are not whole");
        }
    }

    /** Where the next piece begins. */
    private int feed(EmbeddedChannel channel, byte[] bytes, int from) {
        int length = Math.min(1 + choose(PIECE_BYTES_MAX), bytes.length - from);
        channel.writeInbound(channel.alloc().heapBuffer(length).writeBytes(bytes, from, length));
        return from + length;
    }

    private final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ByteBuf message = (ByteBuf) msg;
            byte[] bytes = new byte[message.readableBytes()];
            message.readBytes(bytes).release();
            heard.add(bytes);
        }
    }
}
