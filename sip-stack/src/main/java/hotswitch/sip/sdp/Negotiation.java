package hotswitch.sip.sdp;

/** How an offer ended. */
public sealed interface Negotiation {
    /** SIP status for a description that cannot be accepted (RFC 3261 §21.4.26). */
    int NOT_ACCEPTABLE_HERE = 488;

    /**
     * Both sides have a stream; {@code text} is our description: the answer to send, or the offer that was answered.
     */
    record Agreed(MediaPlan plan, String text) implements Negotiation {}

    /** No common stream; the status for the request that carried the offer, and why. */
    record Refused(int status, String reason) implements Negotiation {}
}
