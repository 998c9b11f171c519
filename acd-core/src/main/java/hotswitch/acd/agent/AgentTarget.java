package hotswitch.acd.agent;

/** What {@code SetAgentState} may ask for. */
public enum AgentTarget {
    READY,
    NOT_READY,
    LOGGED_OFF
}
