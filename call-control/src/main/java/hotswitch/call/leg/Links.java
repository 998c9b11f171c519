package hotswitch.call.leg;

/** Which dialogs are a call's: for whoever watches the wire. Told at a leg's begin and end; doubly does no harm. */
public interface Links {
    Links NONE = (callId, sipCallId) -> {};

    /** {@code sipCallId} is good during the call. */
    void link(long callId, CharSequence sipCallId);
}
