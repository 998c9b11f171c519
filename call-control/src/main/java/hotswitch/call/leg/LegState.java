package hotswitch.call.leg;

/** {@link Leg}'s states. */
public enum LegState {
    TRYING,
    RINGING,
    UP,
    OVER
}
