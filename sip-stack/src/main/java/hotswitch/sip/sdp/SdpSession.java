package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A session description (RFC 8866 §5) as places in its text. The object is reused: {@link #read} replaces what it
 * shows, and makes no garbage. The reader forgives what does no harm: line ends without carriage return, unknown
 * lines, lines out of order.
 */
public final class SdpSession {
    private static final int MEDIA_MAX = 16;
    private static final int LINES_MAX = 1_000;
    private static final String ALWAYS = "0 0";

    private final Fields fields = new Fields();
    private final ConnectionAddress address = new ConnectionAddress();
    /** As many as a text ever had. */
    private final List<SdpMedia> media = new ArrayList<>(2);

    private CharSequence text = "";
    private int size;
    private int versionFrom;
    private int versionTo;
    private int timesFrom;
    private int timesTo;
    private Direction direction = Direction.SENDRECV;

    /** Null when the text is no session description. */
    public static SdpSession parse(String text) {
        SdpSession session = new SdpSession();
        return session.read(text) ? session : null;
    }

    /** Shows this text; false when it is no session description. */
    boolean read(CharSequence whole) {
        text = whole;
        size = 0;
        versionFrom = -1;
        timesFrom = -1;
        direction = Direction.SENDRECV;
        address.clear();
        int lines = 0;
        for (int from = 0, next; from <= text.length(); from = next) {
            int feed = Part.indexOf(text, '\n', from, text.length());
            int to = trimmed(from, feed < 0 ? text.length() : feed);
            next = feed < 0 ? text.length() + 1 : feed + 1;
            if (++lines > LINES_MAX || (lines == 1 && !isVersion0(to)) || !line(from, to)) {
                return false;
            }
        }
        return true;
    }

    private boolean line(int from, int to) {
        if (Part.startsWith(text, "m=", from)) {
            return size < MEDIA_MAX && next().open(text, from + 2, to);
        }
        if (size > 0) {
            media.get(size - 1).read(fields, from, to);
        } else if (Part.startsWith(text, "o=", from)) {
            origin(fields.cut(text, from + 2, to));
        } else if (Part.startsWith(text, "c=", from)) {
            address.read(text, fields.cut(text, from + 2, to));
        } else if (Part.startsWith(text, "t=", from)) {
            times(from + 2, to);
        } else if (Part.startsWith(text, "a=", from)) {
            Direction named = Direction.ofWire(text, from + 2, to);
            direction = named == null ? direction : named;
        }
        return true;
    }

    private SdpMedia next() {
        if (size == media.size()) {
            media.add(new SdpMedia(this));
        }
        return media.get(size++);
    }

    private boolean isVersion0(int to) {
        return Part.startsWith(text, "v=0", 0)
                ? to == 3
                : Part.text(text, 0, to).strip().equals("v=0");
    }

    /** The end of a line without the blanks, and the carriage return, before it. */
    private int trimmed(int from, int end) {
        int to = end;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private void origin(Fields origin) {
        if (origin.size() >= 3) {
            versionFrom = origin.from(2);
            versionTo = origin.to(2);
        }
    }

    private void times(int from, int to) {
        timesFrom = from;
        timesTo = to;
        while (timesFrom < to && Character.isWhitespace(text.charAt(timesFrom))) {
            timesFrom++;
        }
    }

    /** The session's connection address; "" when there is none. */
    public String address() {
        return address.text();
    }

    /** Of streams that name none of their own. */
    Direction direction() {
        return direction;
    }

    /** Streams, switched off or not. */
    public int size() {
        return size;
    }

    /** The stream of this place, from 0. */
    public SdpMedia media(int i) {
        return media.get(i);
    }

    /** All streams in their order. */
    public List<SdpMedia> media() {
        return media.subList(0, size);
    }

    /** Of a description of ours. */
    long version() {
        return Long.parseLong(text, versionFrom, versionTo, 10);
    }

    /** The value of the last t= line. */
    void appendTimes(StringBuilder out) {
        if (timesFrom < 0) {
            out.append(ALWAYS);
        } else {
            out.append(text, timesFrom, timesTo);
        }
    }
}
