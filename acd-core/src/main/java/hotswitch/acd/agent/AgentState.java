package hotswitch.acd.agent;

/** An agent's state as published ({@code loggedOff, ready, notReady, alerting, busy, held, acw}). */
public enum AgentState {
    LOGGED_OFF,
    NOT_READY,
    READY,
    ALERTING,
    BUSY,
    HELD,
    ACW
}
