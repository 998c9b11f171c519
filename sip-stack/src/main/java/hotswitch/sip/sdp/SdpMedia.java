package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One media description (RFC 8866 §5.14) with the attributes that matter here, as places in the text of its {@link
 * SdpSession}, which uses it again for the next text.
 */
public final class SdpMedia {
    private static final int FORMATS_MAX = 64;
    private static final int PTIME_MAX_MS = 1_000;
    private static final int RATE_MAX_HZ = 1_000_000;
    private static final int RATE_HZ = 8_000;
    private static final String RTP = "RTP/AVP";
    private static final String EVENT = "telephone-event";
    private static final String MUX = "rtcp-mux";
    /** In the {@code m=} line the formats follow type, port and protocol. */
    private static final int FORMATS_FROM = 3;
    /** Of a mapping: payload type, where its name begins and ends, and its rate. */
    private static final int MAPPING_INTS = 4;

    private final SdpSession session;
    private final Fields line = new Fields();
    private final ConnectionAddress address = new ConnectionAddress();
    private CharSequence text = "";
    private int port;
    private int[] mappings = new int[MAPPING_INTS * 4];
    private int mapped;
    private int ptimeMs;
    private int maxPtimeMs;
    private Direction direction;
    /** -1 when not given. */
    private int rtcpPort;

    private boolean rtcpMux;

    SdpMedia(SdpSession session) {
        this.session = session;
    }

    /** False when {@code type port[/count] proto format…} in this part of the text is malformed. */
    boolean open(CharSequence whole, int from, int to) {
        text = whole;
        mapped = 0;
        ptimeMs = -1;
        maxPtimeMs = -1;
        direction = null;
        rtcpPort = -1;
        rtcpMux = false;
        address.clear();
        line.cut(text, from, to);
        if (line.size() <= FORMATS_FROM || line.size() > FORMATS_MAX) {
            return false;
        }
        port = Fields.number(text, line.from(1), line.slash(1), 65_535);
        return port >= 0;
    }

    /** A further line of this description, without blanks at its end. */
    void read(Fields fields, int from, int to) {
        if (Part.startsWith(text, "c=", from)) {
            address.read(text, fields.cut(text, from + 2, to));
        } else if (Part.startsWith(text, "a=", from)) {
            attribute(fields, from + 2, to);
        }
    }

    private void attribute(Fields fields, int from, int to) {
        Direction named = Direction.ofWire(text, from, to);
        if (named != null) {
            direction = named;
        } else if (Part.startsWith(text, "rtpmap:", from)) {
            mapping(fields.cut(text, from + 7, to));
        } else if (Part.startsWith(text, "ptime:", from)) {
            ptimeMs = milliseconds(fields.cut(text, from + 6, to));
        } else if (Part.startsWith(text, "maxptime:", from)) {
            maxPtimeMs = milliseconds(fields.cut(text, from + 9, to));
        } else if (Part.startsWith(text, "rtcp:", from)
                && fields.cut(text, from + 5, to).size() > 0) {
            rtcpPort = fields.number(0, 65_535);
        } else {
            rtcpMux |= to - from == MUX.length() && Part.startsWith(text, MUX, from);
        }
    }

    private static int milliseconds(Fields fields) {
        return fields.size() == 1 ? fields.number(0, PTIME_MAX_MS) : -1;
    }

    /** {@code type name/rate[/channels]}; what is malformed maps nothing. */
    private void mapping(Fields fields) {
        if (fields.size() != 2 || fields.slash(1) == fields.to(1) || mapped == FORMATS_MAX) {
            return;
        }
        int type = fields.number(0, 127);
        if (type < 0) {
            return;
        }
        int at = MAPPING_INTS * mapped++;
        if (at == mappings.length) {
            mappings = Arrays.copyOf(mappings, 2 * at);
        }
        mappings[at] = type;
        mappings[at + 1] = fields.from(1);
        mappings[at + 2] = fields.slash(1);
        mappings[at + 3] = rateHz(fields.slash(1) + 1, fields.to(1));
    }

    /** Of {@code rate[/channels]}; -1 for more than one channel. */
    private int rateHz(int from, int end) {
        int channels = Part.indexOf(text, '/', from, end);
        boolean mono = channels < 0 || (end == channels + 2 && text.charAt(channels + 1) == '1');
        return mono ? Fields.number(text, from, channels < 0 ? end : channels, RATE_MAX_HZ) : -1;
    }

    public boolean isAudio() {
        return line.is(0, "audio");
    }

    /** Plain RTP; a stream that must be encrypted cannot be accepted as one that is not (RFC 3264 §6). */
    boolean isPlainRtp() {
        return line.is(2, RTP) || line.is(2, "RTP/AVPF");
    }

    public String type() {
        return line.get(0);
    }

    /** 0: switched off. */
    public int port() {
        return port;
    }

    public String proto() {
        return line.is(2, RTP) ? RTP : line.get(2);
    }

    /** The formats as they came. */
    public List<String> formats() {
        List<String> formats = new ArrayList<>();
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            formats.add(line.get(i));
        }
        return formats;
    }

    /** What the formats are called: by their mapping or, of static types, by RFC 3551; "" for others. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            int type = line.number(i, 127);
            Codec codec = Codec.ofStatic(type);
            int at = mapping(type);
            if (type >= 0) {
                String usual = codec == null ? "" : codec.name();
                names.add(at < 0 ? usual : Part.text(text, mappings[at + 1], mappings[at + 2]));
            }
        }
        return names;
    }

    /** Its own connection address; "" when it has none. */
    public String address() {
        return address.text();
    }

    /** Where it is to be sent: to its own address, or the session's. */
    String target() {
        return address.text().isEmpty() ? session.address() : address.text();
    }

    /** Its own direction, or the session's. */
    public Direction direction() {
        return direction == null ? session.direction() : direction;
    }

    /** RTP and RTCP may share the port (RFC 5761). */
    boolean rtcpMux() {
        return rtcpMux;
    }

    /** Where its RTCP is wanted (RFC 3605), or one above its RTP. */
    int rtcpPort() {
        return rtcpPort > 0 ? rtcpPort : Math.min(65_535, port + 1);
    }

    /** Milliseconds that the peer wants in a packet, -1 when not given. */
    int ptimeMs() {
        return ptimeMs;
    }

    /** Milliseconds that may be in a packet, -1 when not given. */
    int maxPtimeMs() {
        return maxPtimeMs;
    }

    /** Payload type of the codec: the first in the order of the line; -1 when it is not there. */
    int payloadType(Codec codec) {
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            int type = line.number(i, 127);
            if (type >= 0 && codecOf(type) == codec) {
                return type;
            }
        }
        return -1;
    }

    /** The codec of the first format that the other side has too; null when there is none. */
    Codec firstCommon(SdpMedia other) {
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            int type = line.number(i, 127);
            Codec codec = type < 0 ? null : codecOf(type);
            if (codec != null && other.payloadType(codec) >= 0) {
                return codec;
            }
        }
        return null;
    }

    /** Payload type of telephone-events at 8,000 Hz (RFC 4733 §7.1.1), 96 to 127; -1 when they are not there. */
    int telephoneEvent() {
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            int type = line.number(i, 127);
            int at = type < 96 ? -1 : mapping(type);
            if (at >= 0 && mappings[at + 3] == RATE_HZ && isNamed(at, EVENT)) {
                return type;
            }
        }
        return -1;
    }

    private Codec codecOf(int type) {
        int at = mapping(type);
        if (at < 0) {
            return Codec.ofStatic(type);
        }
        return mappings[at + 3] == RATE_HZ ? Codec.of(text, mappings[at + 1], mappings[at + 2]) : null;
    }

    /** Place of the first mapping of this type; -1 when there is none. */
    private int mapping(int type) {
        for (int at = 0; at < MAPPING_INTS * mapped; at += MAPPING_INTS) {
            if (mappings[at] == type) {
                return at;
            }
        }
        return -1;
    }

    private boolean isNamed(int at, String name) {
        return Part.isWord(text, mappings[at + 1], mappings[at + 2], name);
    }

    /** As a line with another port. */
    void append(StringBuilder out, int otherPort) {
        out.append("m=");
        line.append(0, out);
        out.append(' ').append(otherPort).append(' ');
        line.append(2, out);
        for (int i = FORMATS_FROM; i < line.size(); i++) {
            line.append(i, out.append(' '));
        }
    }
}
