package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of one media description. */
final class MediaReader {
    private static final int FORMATS_MAX = 64;

    private final SdpMedia.Line head;
    private final List<SdpMedia.Format> mappings = new ArrayList<>(4);
    private String address = "";
    private int ptimeMs = -1;
    private int maxPtimeMs = -1;
    private Direction direction;

    private MediaReader(SdpMedia.Line head) {
        this.head = head;
    }

    /** Null when {@code type port[/count] proto format…} is malformed. */
    static MediaReader open(String value) {
        List<String> fields = Fields.of(value);
        if (fields.size() < 4 || fields.size() > FORMATS_MAX) {
            return null;
        }
        int port = number(Fields.beforeSlash(fields.get(1)), 65_535);
        String type = fields.get(0);
        return port < 0
                ? null
                : new MediaReader(new SdpMedia.Line(type, port, fields.get(2), fields.subList(3, fields.size())));
    }

    void line(String line) {
        if (line.startsWith("c=")) {
            address = SdpSession.address(line.substring(2));
        } else if (line.startsWith("a=")) {
            attribute(line.substring(2));
        }
    }

    private void attribute(String attribute) {
        Direction named = Direction.ofWire(attribute);
        if (named != null) {
            direction = named;
        } else if (attribute.startsWith("rtpmap:")) {
            mapping(attribute.substring(7));
        } else if (attribute.startsWith("ptime:")) {
            ptimeMs = number(attribute.substring(6).strip(), 1_000);
        } else if (attribute.startsWith("maxptime:")) {
            maxPtimeMs = number(attribute.substring(9).strip(), 1_000);
        }
    }

    /** {@code type name/rate[/channels]}; what is malformed maps nothing. */
    private void mapping(String value) {
        List<String> fields = Fields.of(value);
        String[] encoding = fields.size() == 2 ? fields.get(1).split("/") : new String[0];
        int type = fields.isEmpty() ? -1 : number(fields.getFirst(), 127);
        boolean mono = encoding.length == 2 || (encoding.length == 3 && encoding[2].equals("1"));
        if (type >= 0 && encoding.length >= 2 && mappings.size() < FORMATS_MAX) {
            mappings.add(new SdpMedia.Format(type, encoding[0], mono ? number(encoding[1], 1_000_000) : -1));
        }
    }

    SdpMedia media(Direction common) {
        List<SdpMedia.Format> formats = new ArrayList<>(4);
        for (String text : head.formats()) {
            int type = number(text, 127);
            if (type >= 0) {
                formats.add(format(type));
            }
        }
        SdpMedia.Timing timing = new SdpMedia.Timing(ptimeMs, maxPtimeMs);
        return new SdpMedia(head, address, List.copyOf(formats), timing, direction == null ? common : direction);
    }

    private SdpMedia.Format format(int type) {
        for (SdpMedia.Format mapping : mappings) {
            if (mapping.payloadType() == type) {
                return mapping;
            }
        }
        Codec codec = Codec.ofStatic(type);
        return codec == null ? new SdpMedia.Format(type, "", -1) : new SdpMedia.Format(type, codec.name(), 8_000);
    }

    /** -1 when it is no number up to max. */
    private static int number(String digits, int max) {
        boolean number =
                !digits.isEmpty() && digits.length() < 8 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = number ? Integer.parseInt(digits) : -1;
        return value <= max ? value : -1;
    }
}
