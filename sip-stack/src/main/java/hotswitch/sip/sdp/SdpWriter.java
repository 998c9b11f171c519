package hotswitch.sip.sdp;

/**
 * Writes our descriptions, one after another; offers and answers differ only in their streams. What most of them have
 * in common is known from the last ones ({@link Description}).
 */
final class SdpWriter {
    private static final String CRLF = "\r\n";
    /** Other descriptions than these few come from peers with streams that we do not take. */
    private static final int KNOWN = 16;

    /** All of it but its numbers, from behind the version on. */
    private final StringBuilder around = new StringBuilder(512);

    private final Description.Around[] known = new Description.Around[KNOWN];
    private int replaced;
    private LocalMedia local;
    private long id;
    private int portAt;
    private CharSequence last;
    /** Of the last one; 0: there was none. */
    private int lastVersion;

    /**
     * @param lastText the description that was sent last, "" before the first
     * @param lastSent the same, read; null before the first
     * @param timed whose t= line ours repeats; null: an unbounded session
     */
    void begin(LocalMedia ours, long sessionId, CharSequence lastText, SdpSession lastSent, SdpSession timed) {
        local = ours;
        id = sessionId;
        last = lastText;
        lastVersion = lastSent == null ? 0 : Math.toIntExact(lastSent.version());
        around.setLength(0);
        address(" ");
        around.append("s=-\r\n");
        address("c=");
        around.append("t=");
        if (timed == null) {
            around.append("0 0");
        } else {
            timed.appendTimes(around);
        }
        around.append(CRLF);
    }

    private void address(String before) {
        String family = local.address().indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ";
        around.append(before).append(family).append(local.address()).append(CRLF);
    }

    /** A stream that we do not take: port 0, its formats as they were (RFC 3264 §6). */
    void off(SdpMedia media) {
        media.append(around, 0);
        around.append(CRLF);
    }

    /** Opens our audio line; the formats follow, then {@link #endLine}, and their mappings, then {@link #close}. */
    SdpWriter audio(String proto) {
        around.append("m=audio ");
        portAt = around.length();
        around.append(' ').append(proto);
        return this;
    }

    /** -1 for none. */
    SdpWriter format(int payloadType) {
        if (payloadType >= 0) {
            around.append(' ').append(payloadType);
        }
        return this;
    }

    void endLine() {
        around.append(CRLF);
    }

    SdpWriter codec(Codec codec, int payloadType) {
        around.append("a=rtpmap:").append(payloadType).append(' ').append(codec.name());
        around.append("/8000\r\n");
        return this;
    }

    /** -1 for none. */
    void telephoneEvent(int payloadType) {
        if (payloadType >= 0) {
            around.append("a=rtpmap:").append(payloadType).append(" telephone-event/8000\r\n");
            around.append("a=fmtp:").append(payloadType).append(" 0-16\r\n");
        }
    }

    /** RTP and RTCP over one port (RFC 5761 §5.1.1). */
    void rtcpMux(boolean shared) {
        if (shared) {
            around.append("a=rtcp-mux\r\n");
        }
    }

    void close(Direction direction) {
        around.append("a=ptime:").append(local.formats().ptimeMs()).append("\r\na=");
        around.append(direction.wire()).append(CRLF);
    }

    /** The whole. The version is the last one's when all else is the same, else one more (RFC 3264 §8). */
    CharSequence text() {
        Description.Around common = common();
        if (lastVersion > 0) {
            CharSequence again = Description.of(common, id, lastVersion, local.port());
            if (again.toString().equals(last.toString())) {
                return again;
            }
        }
        return Description.of(common, id, lastVersion + 1, local.port());
    }

    private Description.Around common() {
        for (int i = 0; i < KNOWN && known[i] != null; i++) {
            if (known[i].portAt() == portAt && known[i].text().contentEquals(around)) {
                return known[i];
            }
        }
        Description.Around common = new Description.Around(around.toString(), portAt);
        known[replaced] = common;
        replaced = (replaced + 1) % KNOWN;
        return common;
    }
}
