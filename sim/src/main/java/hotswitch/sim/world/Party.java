package hotswitch.sim.world;

/** The person at the far end of a leg, or a machine: told what happens to it. */
public interface Party {
    /** 200 arrived; for one that was called: the caller went on. */
    void answered(EdgeLeg leg);

    /** Somebody's phone rings for this leg's call. */
    void offered(EdgeLeg leg);

    /** It hears the other leg. */
    void bridged(EdgeLeg leg);

    /** The other end is about to be bridged: the answer is on its way. */
    void connecting(EdgeLeg leg);

    /** Ended from our side. */
    void gone(EdgeLeg leg);
}
