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
        String[] lines = text.split("\n", LINES_MAX + 1);
        if (lines.length > LINES_MAX || !lines[0].strip().equals("v=0")) {
            return null;
        }
        Origin origin = Origin.NONE;
        String address = "";
        String times = "0 0";
        Direction direction = null;
        MediaReader reader = null;
        List<MediaReader> readers = new ArrayList<>(2);
        for (String raw : lines) {
            String line = raw.stripTrailing();
            if (line.startsWith("m=")) {
                reader = MediaReader.open(line.substring(2));
                if (reader == null || readers.size() == MEDIA_MAX) {
                    return null;
                }
                readers.add(reader);
            } else if (reader != null) {
                reader.line(line);
            } else if (line.startsWith("o=")) {
                origin = origin(line.substring(2));
            } else if (line.startsWith("c=")) {
                address = address(line.substring(2));
            } else if (line.startsWith("t=")) {
                times = line.substring(2).strip();
            } else if (line.startsWith("a=") && Direction.ofWire(line.substring(2)) != null) {
                direction = Direction.ofWire(line.substring(2));
            }
        }
        Direction common = direction == null ? Direction.SENDRECV : direction;
        List<SdpMedia> media = new ArrayList<>(readers.size());
        for (MediaReader one : readers) {
            media.add(one.media(common));
        }
        return new SdpSession(origin, address, times, media);
    }

    private static Origin origin(String value) {
        List<String> fields = Fields.of(value);
        return fields.size() < 3 ? Origin.NONE : new Origin(fields.get(1), fields.get(2));
    }

    /** The address of {@code IN IP4 192.0.2.1/127}; "" when there is none. */
    static String address(String connection) {
        List<String> fields = Fields.of(connection);
        return fields.size() == 3 ? Fields.beforeSlash(fields.get(2)) : "";
    }

    /** Address of a stream: its own, or the session's. */
    String addressOf(SdpMedia one) {
        return one.address().isEmpty() ? address : one.address();
    }
}
