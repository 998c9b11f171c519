package hotswitch.trunk.admission;

/** Why a call was not admitted, and what the caller's side is told. */
public enum Refusal {
    /** The node takes no new calls any more. */
    DRAINING(30),
    /** All channels of the trunk are in use. */
    CHANNELS(2),
    /** No media port is free. */
    MEDIA_PORTS(2),
    /** The core is so far behind that new calls would hurt those inside. */
    RING_FULL(1),
    /** More new calls in a second than agreed. */
    CALLS_PER_SECOND(1);

    private final int retryAfterS;

    Refusal(int retryAfterS) {
        this.retryAfterS = retryAfterS;
    }

    /** Seconds for Retry-After (RFC 3261 §20.33): short, for a carrier may rest the whole trunk meanwhile. */
    public int retryAfterS() {
        return retryAfterS;
    }
}
