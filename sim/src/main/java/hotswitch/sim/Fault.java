package hotswitch.sim;

/** What can go other than well. Each kind is on or off in a life, and can be left out when a failure is shrunk. */
public enum Fault {
    /** Callers run out of patience. */
    CALLER_LEAVES,
    /** Callers hang up at the very tick of the offer. */
    LEAVES_AT_OFFER,
    /** Callers hang up while the agent goes off-hook. */
    LEAVES_AT_ANSWER,
    /** Digits early, late and wrong. */
    DIGITS,
    /** Many callers in the same instant. */
    SURGE,
    /** Phones ring and nobody comes: RONA. */
    IGNORES,
    /** Phones refuse. */
    REFUSES,
    /** Not Ready, or logged off, while the phone rings. */
    LEAVES_ALERTING,
    /** Not Ready, Ready or logged off asked for in the call. */
    ASKS_LATER,
    /** Breaks, and the end of the shift. */
    BREAKS,
    /** Logs on at somebody else's seat. */
    ELSEWHERE,
    /** Registrations are lost and come back. */
    DEVICE_DOWN,
    /** Holds by phone and by API, at both ends. */
    HOLDS,
    /** Agents call out, through the API and on the phone, also each other. */
    DIALS,
    /** Requests come twice with the same key. */
    ASKS_TWICE,
    /** Backup lines and parties are busy, silent or out of order. */
    LINES_FAIL,
    EMERGENCY,
    RELOAD,
    CLEARS,
    NO_MEDIA,
    /** Prompts cannot be played. */
    NO_PROMPT,
    /** Edges say outdated things, or the same twice. */
    STALE,
    /** Recordings are lost, empty, late. */
    RECORDER,
    LATE_TICK,
    CLOCK_JUMP,
    SNAPSHOT,
    /** kill -9: what is not journaled is lost; so are orders that were on their way. */
    CRASH,
    DRAIN,
    /** A command throws inside the core. */
    DRILL,
    /** Agents transfer, consult, confer. */
    TRANSFERS,
    /** Waiting callers would rather be called back. */
    CALLBACKS,
    /** Requests and reports name calls in a state for which they are not meant. */
    MISPLACED,
    /** The edge has no audio port for a leg. */
    NO_PORTS,
    /** Telephones and desktops say something of a call that is just becoming something else. */
    CROSSING;

    /** Drawn by a dice of its own, so that the lives of before stay what they were. */
    boolean isLater() {
        return ordinal() > DRILL.ordinal();
    }
}
