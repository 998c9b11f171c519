package hotswitch.acd.centre;

import hotswitch.acd.Disposition;

/**
 * Why a call ends. {@code by}: "caller", "agent", "line", "party", "flow", "api", "core", "media", "node". {@code
 * status}: what an arriving leg that was never answered is refused with (RFC 3261 §21).
 */
public record Ending(Disposition disposition, String by, String cause, int status) {

    static Ending of(Disposition disposition, String by, String cause) {
        return new Ending(disposition, by, cause, status(disposition));
    }

    boolean is(Disposition asked, String askedBy, String askedCause) {
        return disposition == asked && by.equals(askedBy) && cause.equals(askedCause);
    }

    private static int status(Disposition disposition) {
        return switch (disposition) {
            case REJECTED -> 403;
            case INTERNAL_FAULT -> 500;
            case NO_ROUTE, DRAINED, OVERFLOWED -> 503;
            case ANSWERED,
                    ABANDONED,
                    LEFT_IN_FLOW,
                    FLOW_COMPLETED,
                    NOT_ANSWERED,
                    CLEARED,
                    MEDIA_LOST,
                    RESTART_LOST,
                    NOT_REACHED -> 480;
        };
    }
}
