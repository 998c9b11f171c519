package hotswitch.trunk.route;

/** Why a hop was left, for the record. */
public record HopCause(String trunk, Kind kind, int status) {
    /** What happened. */
    public enum Kind {
        /** A final response; {@code status} says which. */
        STATUS("status"),
        /** Nothing within the first-response time. */
        NO_RESPONSE("no-response"),
        /** The transport could not reach it. */
        TRANSPORT_FAILED("transport-failed"),
        /** The trunk's own limits: channels or calls per second. */
        NOT_ADMITTED("not-admitted"),
        /** It asked for fewer calls than there are (RFC 7339). */
        ASKED_FOR_LESS("asked-for-less"),
        /** The displayed number may not be shown there. */
        NOT_DISPLAYABLE("not-displayable"),
        /** The name of the carrier leads nowhere at present. */
        NOT_LOCATED("not-located");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    public static HopCause status(String trunk, int status) {
        return new HopCause(trunk, Kind.STATUS, status);
    }

    public static HopCause of(String trunk, Kind kind) {
        return new HopCause(trunk, kind, 0);
    }

    /** As in {@code carrier-a:503} or {@code carrier-a:no-response}. */
    public String text() {
        return trunk + ':' + (kind == Kind.STATUS ? Integer.toString(status) : kind.text);
    }
}
