package hotswitch.call.leg;

/** Which dialogs are a call's: for whoever watches the wire. Told at a leg's begin and end; doubly does no harm. */
public interface Links {
    Links NONE = (callId, sipCallId) -> {};

    void link(long callId, String sipCallId);
}
