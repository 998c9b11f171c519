package hotswitch.trunk.route;

/** What a failed attempt means for the call: is it the way that failed, or the callee that declined? */
public enum CauseClass {
    /** The way: try the next hop. */
    NEXT_HOP,
    /** The callee or the number: no other carrier would do better, and ringing a busy callee again would annoy. */
    END;

    /**
     * The class of a final response (RFC 3261 §21.3 to §21.6): the way has failed on 408, 500, 502, 503 and 504, and
     * on 401 and 407, where the carrier does not let us in; every other one ends the call, 486, 600, 603, 404 and 484
     * among them.
     *
     * @param alerted the callee rang before: then 408 is an unanswered call
     */
    public static CauseClass of(int status, boolean alerted) {
        if (status < 300 || status > 699) {
            throw new IllegalArgumentException("no failure: " + status);
        }
        return switch (status) {
            case 401, 407, 500, 502, 503, 504 -> NEXT_HOP;
            case 408 -> alerted ? END : NEXT_HOP;
            default -> END;
        };
    }

    /** The class of an attempt that ended without a final response. */
    public static CauseClass of(HopCause cause, boolean alerted) {
        return switch (cause.kind()) {
            case STATUS -> of(cause.status(), alerted);
            case NO_RESPONSE, TRANSPORT_FAILED, NOT_ADMITTED, ASKED_FOR_LESS, NOT_DISPLAYABLE, NOT_LOCATED ->
                alerted ? END : NEXT_HOP;
        };
    }
}
