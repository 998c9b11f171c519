package hotswitch.sip.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/** Netty's, which keeps to itself how much it holds of a frame that is not whole. */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private final WebSocketDecoderConfig rules;
    private boolean begun;

    /** @param frameBytes no payload may be longer */
    FrameDecoder(int frameBytes) {
        this(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(frameBytes)
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build());
    }

    private FrameDecoder(WebSocketDecoderConfig rules) {
        super(rules);
        this.rules = rules;
    }

    WebSocketDecoderConfig rules() {
        return rules;
    }

    /** 1 at the least, if a frame has begun: its head is read before its payload has come. */
    int unfinishedBytes() {
        return begun ? Math.max(1, actualReadableBytes()) : 0;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int whole = out.size();
        begun = true;
        super.decode(ctx, in, out);
        begun = out.size() == whole;
    }
}
