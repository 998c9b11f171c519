package hotswitch.acd.call;

/** CSTA connection states (ECMA-269) as far as the core tells them apart; a cleared leg is no longer in the table. */
public enum LegState {
    INITIATED,
    ALERTING,
    CONNECTED
}
