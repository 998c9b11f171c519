package hotswitch.media.relay;

/** A talk segment that is being recorded, and the ports of its two sides (either may be absent or gone). */
final class Talk {
    final long callId;
    final int segment;
    private MediaPort caller;
    private MediaPort agent;

    Talk(long callId, int segment, MediaPort caller, MediaPort agent) {
        this.callId = callId;
        this.segment = segment;
        this.caller = caller;
        this.agent = agent;
    }

    boolean is(long otherCallId, int otherSegment) {
        return callId == otherCallId && segment == otherSegment;
    }

    int sideOf(MediaPort port) {
        return port == caller ? RecordingTap.CALLER : RecordingTap.AGENT;
    }

    void begin() {
        if (caller != null) caller.talk(this);
        if (agent != null) agent.talk(this);
    }

    void end() {
        if (caller != null) caller.talk(null);
        if (agent != null) agent.talk(null);
        caller = null;
        agent = null;
    }

    /** One side has gone; true if nobody is left. */
    boolean leave(MediaPort port) {
        if (port == caller) caller = null;
        if (port == agent) agent = null;
        return caller == null && agent == null;
    }

    /** While a side is held, what is said is not part of the conversation. */
    boolean isHeld() {
        return (caller != null && caller.isHeld()) || (agent != null && agent.isHeld());
    }
}
