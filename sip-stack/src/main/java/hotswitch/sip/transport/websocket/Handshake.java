package hotswitch.sip.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** The opening handshake (RFC 6455 §4.2): only for our path, our subprotocol and pages that may; then frames follow. */
public final class Handshake extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** RFC 7118 §4. */
    private static final String SUBPROTOCOL = "sip";

    /** What a refusal says: for the person who looks for the reason in his browser. */
    private static final String WELCOME =
            "Here is SIP over WebSocket (RFC 7118): GET of the configured path, by a page that may, version 13, "
                    + "Sec-WebSocket-Protocol: sip\n";

    private static final String VERSION = "13";
    private static final int LINE_BYTES = 2_048;
    private static final int HEADERS_BYTES = 8_192;
    private static final String NAME = "websocket-handshake";
    private final String path;
    private final List<String> origins;
    private final FrameDecoder decoder;
    private final Frames frames;

    private Handshake(String path, List<String> origins, FrameDecoder decoder, Frames frames) {
        this.path = path;
        this.origins = origins;
        this.decoder = decoder;
        this.frames = frames;
    }

    /**
     * Puts itself at the end of the pipeline of an accepted connection: what comes out of it is one buffer for each
     * SIP message, what goes in likewise.
     *
     * @param origins whose pages may connect; empty: all
     * @param messageBytes no message may be longer, in however many frames
     * @param life run for each sign of life that is no message
     * @return bytes held of a message or frame that is not whole
     */
    public static IntSupplier install(
            ChannelPipeline pipeline, String path, List<String> origins, int messageBytes, Runnable life) {
        HttpDecoderConfig limits =
                new HttpDecoderConfig().setMaxInitialLineLength(LINE_BYTES).setMaxHeaderSize(HEADERS_BYTES);
        pipeline.addLast(new HttpServerCodec(limits));
        pipeline.addLast(new HttpObjectAggregator(0, true));
        FrameDecoder decoder = new FrameDecoder(messageBytes);
        Frames frames = new Frames(messageBytes, life);
        pipeline.addLast(NAME, new Handshake(path, origins, decoder, frames));
        return () -> decoder.unfinishedBytes() + frames.unfinishedBytes();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpResponseStatus refusal = refusal(request);
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(path, SUBPROTOCOL, decoder.rules()) {
            @Override
            protected WebSocketFrameDecoder newWebsocketDecoder() {
                return decoder;
            }
        };
        try {
            frames.handshaker(handshaker);
            ctx.pipeline().addAfter(NAME, "frames", frames);
            ctx.pipeline().addAfter(NAME, "utf8", new Utf8FrameValidator());
            ctx.pipeline().remove(NAME); // before the answer: it may end the connection at once
            var unused = handshaker.handshake(ctx.channel(), request);
        } catch (WebSocketHandshakeException malformed) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST);
        }
    }

    /** Null: welcome. */
    private HttpResponseStatus refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.decoderResult().isSuccess() || !request.method().equals(HttpMethod.GET)) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        String uri = request.uri();
        int query = uri.indexOf('?');
        if (!(query < 0 ? uri : uri.substring(0, query)).equals(path)) {
            return HttpResponseStatus.NOT_FOUND;
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !origins.isEmpty() && !origins.contains(origin.toLowerCase(Locale.ROOT))) {
            return HttpResponseStatus.FORBIDDEN;
        }
        boolean upgrade = headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrade || !VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return HttpResponseStatus.UPGRADE_REQUIRED;
        }
        // RFC 7118 §4.1: who does not speak SIP there gets no connection.
        boolean speaksSip = headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, false);
        return speaksSip ? null : HttpResponseStatus.BAD_REQUEST;
    }

    private static void refuse(ChannelHandlerContext ctx, HttpResponseStatus status) {
        ByteBuf why = Unpooled.copiedBuffer(WELCOME, StandardCharsets.US_ASCII);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, why);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .set(HttpHeaderNames.CONTENT_LENGTH, why.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
