package hotswitch.media.relay;

/**
 * What the media plane tells. Called on the media loops, which must not wait: hand the fact on and return.
 * An exception thrown here is a fault of the caller and stops the packet being handled, nothing else.
 */
public interface MediaListener {
    /** One key was pressed (RFC 4733): told once for each event, when it has ended or been given up as ended. */
    void onDigit(long legId, char digit, int durationMs);

    /** Exactly one of these for each play. */
    void onPlayEnded(long legId, long playId, PlayEnd why);

    /** No valid RTP for the configured time; told once, and again only if packets came in between. */
    void onMediaTimedOut(long legId);

    /** Whoever is recorded alone has said nothing for as long as {@link MediaEngine#message} permitted. */
    default void onSilent(long callId, int segment) {}

    /**
     * A leg is closed from which something was heard: of which call it was, what carried it, and its last figures. Told
     * where {@link MediaEngine#close(long, long, String, String)} said so.
     */
    default void onClosed(long callId, String trunk, String device, LegStats last) {}

    /** The first packet that was accepted from the leg's peer. */
    void onFirstPacket(long legId);
}
