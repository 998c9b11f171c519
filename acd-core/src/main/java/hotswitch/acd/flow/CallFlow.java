package hotswitch.acd.flow;

import java.util.SortedSet;

/** The port to call flows as data; {@code ivr} implements it. Pure: the same run and input give the same step. */
public interface CallFlow {

    /**
     * Compiles the flows of a configuration, given in their canonical text. Earlier versions stay for the calls that
     * began with them.
     */
    void load(String version, String flows);

    /** Forgets every version but those that running calls or the present configuration use. */
    void retain(SortedSet<String> versions);

    boolean knows(String version, String flow);

    /**
     * Moves a run on and says what to do next. {@code Answer} and {@code SetAttribute} are answered by {@link
     * FlowInput.Done} at once; the caller bounds the number of steps in a turn.
     */
    FlowStep next(FlowRun run, FlowInput input, long nowNs);
}
