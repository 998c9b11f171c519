package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A session description (RFC 8866 §5). The reader forgives what does no harm: line ends without carriage return,
 * unknown lines, lines out of order. {@code times} is the first t= line.
 */
public record SdpSession(Origin origin, String address, String times, List<SdpMedia> media) {
    private static final int MEDIA_MAX = 16;
    private static final int LINES_MAX = 1_000;

    /** Session id and version of the o= line as they came; "" when the line is missing. */
    public record Origin(String sessionId, String version) {
        static final Origin NONE = new Origin("", "");
    }

    /** Null when the text is no session description. */
    public static SdpSession parse(String text) {
        Origin origin = Origin.NONE;
        String address = "";
        String times = "0 0";
        Direction direction = null;
        MediaReader reader = null;
        List<MediaReader> readers = new ArrayList<>(2);
        Fields fields = new Fields(text);
        int lines = 0;
        for (int from = 0, next; from <= text.length(); from = next) {
            int feed = text.indexOf('\n', from);
            int to = trimmed(text, from, feed < 0 ? text.length() : feed);
            next = feed < 0 ? text.length() + 1 : feed + 1;
            if (++lines > LINES_MAX || (lines == 1 && !isVersion0(text, to))) {
                return null;
            } else if (text.startsWith("m=", from)) {
                reader = MediaReader.open(text, fields, from + 2, to);
                if (reader == null || readers.size() == MEDIA_MAX) {
                    return null;
                }
                readers.add(reader);
            } else if (reader != null) {
                reader.line(from, to);
            } else if (text.startsWith("o=", from)) {
                origin = origin(fields.cut(from + 2, to));
            } else if (text.startsWith("c=", from)) {
                address = address(fields.cut(from + 2, to));
            } else if (text.startsWith("t=", from)) {
                String value = text.substring(from + 2, to).strip();
                times = value.equals(times) ? times : value;
            } else if (text.startsWith("a=", from)) {
                Direction named = Direction.ofWire(text, from + 2, to);
                direction = named == null ? direction : named;
            }
        }
        Direction common = direction == null ? Direction.SENDRECV : direction;
        List<SdpMedia> media = new ArrayList<>(readers.size());
        for (int i = 0; i < readers.size(); i++) {
            media.add(readers.get(i).media(common));
        }
        return new SdpSession(origin, address, times, media);
    }

    private static boolean isVersion0(String text, int to) {
        return text.startsWith("v=0") ? to == 3 : text.substring(0, to).strip().equals("v=0");
    }

    /** The end of a line without the blanks, and the carriage return, before it. */
    private static int trimmed(String text, int from, int end) {
        int to = end;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private static Origin origin(Fields fields) {
        return fields.size() < 3 ? Origin.NONE : new Origin(fields.get(1), fields.get(2, "1"));
    }

    /** The address of {@code IN IP4 192.0.2.1/127}; "" when there is none. */
    static String address(Fields fields) {
        return fields.size() == 3 ? fields.toSlash(2) : "";
    }

    /** Address of a stream: its own, or the session's. */
    String addressOf(SdpMedia one) {
        return one.address().isEmpty() ? address : one.address();
    }
}
