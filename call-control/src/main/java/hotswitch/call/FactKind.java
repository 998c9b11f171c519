package hotswitch.call;

/** Kinds of edge facts: what only the edges know and a restart needs. */
public enum FactKind {
    /** A device's bindings; key: the device. */
    REGISTRATION,
    /** A leg's dialog or attempt, with its media port; key: the leg id. */
    LEG,
    /** Health of a trunk; key: the trunk. */
    TRUNK,
    /** Who watches a seat; key: Call-ID and our tag. */
    SUBSCRIPTION,
    /** Calls to the outside of the last hour; key: the agent, or the seat at which nobody is logged on. */
    TOLL
}
