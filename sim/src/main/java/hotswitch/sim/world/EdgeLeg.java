package hotswitch.sim.world;

/** A leg as the edge sees it. */
public final class EdgeLeg {
    public final long id;
    public final long callId;
    /** It came to us. */
    public final boolean arriving;
    /** The seat, or the number. */
    public final String device;

    public Party party;
    public boolean answered;
    /** Sent: nothing yet, 180, 200 or a refusal. */
    boolean open = true;

    long playId;
    public EdgeLeg peer;

    EdgeLeg(long id, long callId, boolean arriving, String device) {
        this.id = id;
        this.callId = callId;
        this.arriving = arriving;
        this.device = device;
    }

    public boolean open() {
        return open;
    }
}
