package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of one media description. */
final class MediaReader {
    private static final int FORMATS_MAX = 64;
    private static final int PTIME_MAX_MS = 1_000;
    private static final int RATE_MAX_HZ = 1_000_000;
    private static final String[] USUAL_FORMATS = {"8", "0", "101"};
    private static final String[] USUAL_NAMES = {"PCMA", "PCMU", "telephone-event"};

    private final String text;
    private final Fields fields;
    private final SdpMedia.Line head;
    private final List<SdpMedia.Format> mappings = new ArrayList<>(4);
    private String address = "";
    private int ptimeMs = -1;
    private int maxPtimeMs = -1;
    private Direction direction;

    private MediaReader(String text, Fields fields, SdpMedia.Line head) {
        this.text = text;
        this.fields = fields;
        this.head = head;
    }

    /** Null when {@code type port[/count] proto format…} in this part of the text is malformed. */
    static MediaReader open(String text, Fields fields, int from, int to) {
        fields.cut(from, to);
        if (fields.size() < 4 || fields.size() > FORMATS_MAX) {
            return null;
        }
        int port = Fields.number(text, fields.from(1), fields.slash(1), 65_535);
        if (port < 0) {
            return null;
        }
        List<String> formats = new ArrayList<>(fields.size() - 3);
        for (int i = 3; i < fields.size(); i++) {
            formats.add(fields.get(i, USUAL_FORMATS));
        }
        SdpMedia.Line head = new SdpMedia.Line(fields.get(0, "audio"), port, fields.get(2, "RTP/AVP"), formats);
        return new MediaReader(text, fields, head);
    }

    /** A line of this description, without blanks at its end. */
    void line(int from, int to) {
        if (text.startsWith("c=", from)) {
            address = SdpSession.address(fields.cut(from + 2, to));
        } else if (text.startsWith("a=", from)) {
            attribute(from + 2, to);
        }
    }

    private void attribute(int from, int to) {
        Direction named = Direction.ofWire(text, from, to);
        if (named != null) {
            direction = named;
        } else if (text.startsWith("rtpmap:", from)) {
            mapping(from + 7, to);
        } else if (text.startsWith("ptime:", from)) {
            ptimeMs = milliseconds(from + 6, to);
        } else if (text.startsWith("maxptime:", from)) {
            maxPtimeMs = milliseconds(from + 9, to);
        }
    }

    private int milliseconds(int from, int to) {
        fields.cut(from, to);
        return fields.size() == 1 ? Fields.number(text, fields.from(0), fields.to(0), PTIME_MAX_MS) : -1;
    }

    /** {@code type name/rate[/channels]}; what is malformed maps nothing. */
    private void mapping(int from, int to) {
        fields.cut(from, to);
        if (fields.size() != 2 || fields.slash(1) == fields.to(1) || mappings.size() == FORMATS_MAX) {
            return;
        }
        int type = Fields.number(text, fields.from(0), fields.to(0), 127);
        if (type >= 0) {
            mappings.add(new SdpMedia.Format(type, fields.toSlash(1, USUAL_NAMES), rateHz()));
        }
    }

    /** Of the second word, {@code name/rate[/channels]}; -1 for more than one channel. */
    private int rateHz() {
        int from = fields.slash(1) + 1;
        int end = fields.to(1);
        int channels = text.indexOf('/', from, end);
        boolean mono = channels < 0 || (end == channels + 2 && text.charAt(channels + 1) == '1');
        return mono ? Fields.number(text, from, channels < 0 ? end : channels, RATE_MAX_HZ) : -1;
    }

    SdpMedia media(Direction common) {
        List<SdpMedia.Format> formats = new ArrayList<>(head.formats().size());
        for (int i = 0; i < head.formats().size(); i++) {
            String each = head.formats().get(i);
            int type = Fields.number(each, 0, each.length(), 127);
            if (type >= 0) {
                formats.add(format(type));
            }
        }
        boolean timed = ptimeMs >= 0 || maxPtimeMs >= 0;
        SdpMedia.Timing timing = timed ? new SdpMedia.Timing(ptimeMs, maxPtimeMs) : SdpMedia.Timing.UNKNOWN;
        return new SdpMedia(head, address, formats, timing, direction == null ? common : direction);
    }

    private SdpMedia.Format format(int type) {
        for (int i = 0; i < mappings.size(); i++) {
            if (mappings.get(i).payloadType() == type) {
                return mappings.get(i);
            }
        }
        Codec codec = Codec.ofStatic(type);
        return codec == null ? new SdpMedia.Format(type, "", -1) : new SdpMedia.Format(type, codec.name(), 8_000);
    }
}
