package hotswitch.sip.sdp;

/** Writes our descriptions, one after another; offers and answers differ only in their streams. */
final class SdpWriter {
    private static final String CRLF = "\r\n";

    private final StringBuilder whole = new StringBuilder(512);
    private LocalMedia local;
    private String last;
    private SdpSession sent;
    private int versionFrom;
    private int versionTo;
    private int restFrom;

    /**
     * @param lastText the description that was sent last, "" before the first
     * @param lastSent the same, read; null before the first
     * @param timed whose t= line ours repeats; null: an unbounded session
     */
    void begin(LocalMedia ours, long sessionId, String lastText, SdpSession lastSent, SdpSession timed) {
        local = ours;
        last = lastText;
        sent = lastSent;
        whole.setLength(0);
        whole.append("v=0\r\no=hotswitch ").append(sessionId).append(' ');
        versionFrom = whole.length();
        whole.append(sent == null ? 1 : sent.version());
        versionTo = whole.length();
        address(" ");
        restFrom = whole.length();
        whole.append("s=-\r\n");
        address("c=");
        whole.append("t=");
        if (timed == null) {
            whole.append("0 0");
        } else {
            timed.appendTimes(whole);
        }
        whole.append(CRLF);
    }

    private void address(String before) {
        String family = local.address().indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ";
        whole.append(before).append(family).append(local.address()).append(CRLF);
    }

    /** A stream that we do not take: port 0, its formats as they were (RFC 3264 §6). */
    void off(SdpMedia media) {
        media.append(whole, 0);
        whole.append(CRLF);
    }

    /** Opens our audio line; the formats follow, then {@link #endLine}, and their mappings, then {@link #close}. */
    SdpWriter audio(String proto) {
        whole.append("m=audio ").append(local.port()).append(' ').append(proto);
        return this;
    }

    /** -1 for none. */
    SdpWriter format(int payloadType) {
        if (payloadType >= 0) {
            whole.append(' ').append(payloadType);
        }
        return this;
    }

    void endLine() {
        whole.append(CRLF);
    }

    SdpWriter codec(Codec codec, int payloadType) {
        whole.append("a=rtpmap:").append(payloadType).append(' ').append(codec.name());
        whole.append("/8000\r\n");
        return this;
    }

    /** -1 for none. */
    void telephoneEvent(int payloadType) {
        if (payloadType >= 0) {
            whole.append("a=rtpmap:").append(payloadType).append(" telephone-event/8000\r\n");
            whole.append("a=fmtp:").append(payloadType).append(" 0-16\r\n");
        }
    }

    /** RTP and RTCP over one port (RFC 5761 §5.1.1). */
    void rtcpMux(boolean shared) {
        if (shared) {
            whole.append("a=rtcp-mux\r\n");
        }
    }

    void close(Direction direction) {
        whole.append("a=ptime:").append(local.formats().ptimeMs()).append("\r\na=");
        whole.append(direction.wire()).append(CRLF);
    }

    /** The whole text. The version is the last one's when the rest is the same, else one more (RFC 3264 §8). */
    String text() {
        if (sent != null && !restIsAsLast()) {
            whole.replace(versionFrom, versionTo, Long.toString(sent.version() + 1));
        }
        return whole.toString();
    }

    private boolean restIsAsLast() {
        int rest = whole.length() - restFrom;
        int from = last.length() - rest;
        boolean same = from >= CRLF.length() && last.startsWith(CRLF, from - CRLF.length());
        for (int i = 0; same && i < rest; i++) {
            same = whole.charAt(restFrom + i) == last.charAt(from + i);
        }
        return same;
    }
}
