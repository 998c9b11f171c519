package hotswitch.sip.sdp;

import java.util.List;

/**
 * One media description (RFC 8866 §5.14) with the attributes that matter here. Address "" when it has no c= of its
 * own.
 */
public record SdpMedia(Line line, String address, List<Format> formats, Timing timing, Direction direction) {
    /** {@code m=type port proto formats}; the formats as they came. */
    public record Line(String type, int port, String proto, List<String> formats) {}

    /**
     * A payload type with its mapping (a=rtpmap), name and rate; of a static type without a mapping those of RFC
     * 3551.
     */
    public record Format(int payloadType, String name, int rateHz) {}

    /** Packet times in milliseconds, -1 when not given. */
    public record Timing(int ptimeMs, int maxPtimeMs) {
        static final Timing UNKNOWN = new Timing(-1, -1);
    }

    public boolean isAudio() {
        return line.type.equals("audio");
    }

    /** Plain RTP; a stream that must be encrypted cannot be accepted as one that is not (RFC 3264 §6). */
    public boolean isPlainRtp() {
        return line.proto.equals("RTP/AVP") || line.proto.equals("RTP/AVPF");
    }

    /** Payload type of the codec: the first in the order of the line; -1 when it is not there. */
    int payloadType(Codec codec) {
        for (int i = 0; i < formats.size(); i++) {
            if (codecOf(formats.get(i)) == codec) {
                return formats.get(i).payloadType;
            }
        }
        return -1;
    }

    static Codec codecOf(Format format) {
        return format.rateHz == 8_000 ? Codec.of(format.name) : null;
    }

    /** Payload type of telephone-events at 8,000 Hz (RFC 4733 §7.1.1), 96 to 127; -1 when they are not there. */
    int telephoneEvent() {
        for (int i = 0; i < formats.size(); i++) {
            Format format = formats.get(i);
            boolean event = format.name.equalsIgnoreCase("telephone-event") && format.rateHz == 8_000;
            if (event && format.payloadType >= 96) {
                return format.payloadType;
            }
        }
        return -1;
    }
}
