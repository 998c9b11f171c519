package hotswitch.sip.sdp;

import java.util.Locale;

/** Direction of a stream as its writer sees it (RFC 3264 §5.1, §6.1). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private static final Direction[] ALL = values();

    private final boolean sends;
    private final boolean receives;
    private final String wire;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
        this.wire = name().toLowerCase(Locale.ROOT);
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same stream as the other side sees it. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** What both allow. */
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The attribute's name in SDP. */
    public String wire() {
        return wire;
    }

    /** The direction that this part of a text names; null when it names none. */
    static Direction ofWire(CharSequence text, int from, int to) {
        for (Direction direction : ALL) {
            if (Part.isWord(text, from, to, direction.name())) {
                return direction;
            }
        }
        return null;
    }
}
