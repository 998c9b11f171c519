package hotswitch.sim.world;

/** Who picks up, or does not, where a leg of ours rings. */
public interface Callees {
    /** Rings at a seat (by its device's name) or behind a number. */
    Party ring(EdgeLeg leg);
}
