package hotswitch.sip.sdp;

/** Writes our descriptions; offers and answers differ only in their streams. */
final class SdpWriter {
    private static final String CRLF = "\r\n";

    private final LocalMedia local;
    private final StringBuilder rest = new StringBuilder(240);

    SdpWriter(LocalMedia local, String times) {
        this.local = local;
        rest.append("s=-").append(CRLF);
        rest.append("c=IN ")
                .append(family())
                .append(' ')
                .append(local.address())
                .append(CRLF);
        rest.append("t=").append(times).append(CRLF);
    }

    private String family() {
        return local.address().indexOf(':') >= 0 ? "IP6" : "IP4";
    }

    /** A stream that we do not take: port 0, its formats as they were (RFC 3264 §6). */
    void off(SdpMedia.Line line) {
        rest.append("m=").append(line.type()).append(" 0 ").append(line.proto());
        line.formats().forEach(format -> rest.append(' ').append(format));
        rest.append(CRLF);
    }

    /**
     * Opens our audio line; the formats follow with {@link #codec} and {@link #telephoneEvent}, then {@link #close}.
     */
    void audio(String proto, Iterable<Integer> payloadTypes) {
        rest.append("m=audio ").append(local.port()).append(' ').append(proto);
        payloadTypes.forEach(type -> rest.append(' ').append(type));
        rest.append(CRLF);
    }

    void codec(Codec codec, int payloadType) {
        rest.append("a=rtpmap:")
                .append(payloadType)
                .append(' ')
                .append(codec)
                .append("/8000")
                .append(CRLF);
    }

    void telephoneEvent(int payloadType) {
        rest.append("a=rtpmap:")
                .append(payloadType)
                .append(" telephone-event/8000")
                .append(CRLF);
        rest.append("a=fmtp:").append(payloadType).append(" 0-16").append(CRLF);
    }

    void close(Direction direction) {
        rest.append("a=ptime:").append(local.formats().ptimeMs()).append(CRLF);
        rest.append("a=").append(direction.wire()).append(CRLF);
    }

    /** The whole text. The version is the last one's when the rest is the same, else one more (RFC 3264 §8). */
    String text() {
        String last = local.sent().lastText();
        SdpSession sent = last.isEmpty() ? null : SdpSession.parse(last);
        long version = sent == null ? 1 : Long.parseLong(sent.origin().version());
        boolean same = sent != null && last.endsWith(CRLF + rest);
        long next = sent == null || same ? version : version + 1;
        StringBuilder whole = new StringBuilder(rest.length() + 100);
        whole.append("v=0").append(CRLF).append("o=hotswitch ");
        whole.append(local.sent().sessionId()).append(' ').append(next).append(" IN ");
        whole.append(family()).append(' ').append(local.address()).append(CRLF);
        return whole.append(rest).toString();
    }
}
