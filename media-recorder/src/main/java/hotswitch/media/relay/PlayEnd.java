package hotswitch.media.relay;

/** Why a play came to its end. */
public enum PlayEnd {
    /** The last packet of the last prompt was due. */
    COMPLETED,
    /** {@link MediaEngine#stopPlay} said so. */
    STOPPED,
    /** Another play, or a bridge, took its place. */
    REPLACED,
    /** The leg was closed under it. */
    CLOSED,
    /** A prompt is unknown, or the leg is. */
    FAILED
}
