package hotswitch.sip.sdp;

import java.util.List;

/** Writes our descriptions; offers and answers differ only in their streams. */
final class SdpWriter {
    private static final String CRLF = "\r\n";

    private final LocalMedia local;
    /** The last description that was sent; null before the first. */
    private final SdpSession sent;

    private final StringBuilder whole = new StringBuilder(320);
    private final int versionFrom;
    private final int versionTo;
    private final int restFrom;

    SdpWriter(LocalMedia local, String times) {
        this.local = local;
        String last = local.sent().lastText();
        sent = last.isEmpty() ? null : SdpSession.parse(last);
        whole.append("v=0\r\no=hotswitch ").append(local.sent().sessionId()).append(' ');
        versionFrom = whole.length();
        whole.append(sent == null ? 1 : version());
        versionTo = whole.length();
        whole.append(" IN ")
                .append(family())
                .append(' ')
                .append(local.address())
                .append(CRLF);
        restFrom = whole.length();
        whole.append("s=-").append(CRLF);
        whole.append("c=IN ")
                .append(family())
                .append(' ')
                .append(local.address())
                .append(CRLF);
        whole.append("t=").append(times).append(CRLF);
    }

    private String family() {
        return local.address().indexOf(':') >= 0 ? "IP6" : "IP4";
    }

    /** A stream that we do not take: port 0, its formats as they were (RFC 3264 §6). */
    void off(SdpMedia.Line line) {
        whole.append("m=").append(line.type()).append(" 0 ").append(line.proto());
        line.formats().forEach(format -> whole.append(' ').append(format));
        whole.append(CRLF);
    }

    /**
     * Opens our audio line; the formats follow with {@link #codec} and {@link #telephoneEvent}, then {@link #close}.
     */
    void audio(String proto, List<Integer> payloadTypes) {
        whole.append("m=audio ").append(local.port()).append(' ').append(proto);
        for (int i = 0; i < payloadTypes.size(); i++) {
            whole.append(' ').append((int) payloadTypes.get(i));
        }
        whole.append(CRLF);
    }

    void codec(Codec codec, int payloadType) {
        whole.append("a=rtpmap:")
                .append(payloadType)
                .append(' ')
                .append(codec)
                .append("/8000")
                .append(CRLF);
    }

    void telephoneEvent(int payloadType) {
        whole.append("a=rtpmap:")
                .append(payloadType)
                .append(" telephone-event/8000")
                .append(CRLF);
        whole.append("a=fmtp:").append(payloadType).append(" 0-16").append(CRLF);
    }

    void close(Direction direction) {
        whole.append("a=ptime:").append(local.formats().ptimeMs()).append(CRLF);
        whole.append("a=").append(direction.wire()).append(CRLF);
    }

    /** The whole text. The version is the last one's when the rest is the same, else one more (RFC 3264 §8). */
    String text() {
        if (sent != null && !local.sent().lastText().endsWith(CRLF + whole.substring(restFrom))) {
            whole.replace(versionFrom, versionTo, Long.toString(version() + 1));
        }
        return whole.toString();
    }

    private long version() {
        return Long.parseLong(sent.origin().version());
    }
}
