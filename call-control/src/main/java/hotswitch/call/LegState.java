package hotswitch.call;

/** {@link Leg}'s states. */
enum LegState {
    TRYING,
    RINGING,
    UP,
    OVER
}
