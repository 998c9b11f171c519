package hotswitch.acd.flow;

import java.util.List;
import java.util.SortedSet;

/** The port to call flows as data; {@code ivr} implements it. Pure: the same run, input and sight, the same step. */
public interface CallFlow {

    /**
     * Compiles the flows of a configuration, given in their canonical text. Earlier versions stay for the calls that
     * began with them.
     */
    void load(String version, String flows);

    /** Forgets every version but those that running calls or the present configuration use. */
    void retain(SortedSet<String> versions);

    boolean knows(String version, String flow);

    /** A hash (16 hex digits) of everything that this flow can do, sub-flows included; "" if it is unknown. */
    String contentHash(String version, String flow);

    /** The flow that a caller enters when the agent has left; "" for none. {@code queue} "": it came from none. */
    String after(String version, String dnis, String queue);

    /** What a waiting caller hears, as names of prompts; empty: nothing. {@code language}: his attribute, "" none. */
    List<String> inQueue(String version, String language, QueueWords words);

    /**
     * Moves a run on and says what to do next. {@code Answer}, {@code SetAttribute}, {@code Serve} and {@code
     * EndMessage} are answered by {@link FlowInput.Done} at once; the caller bounds the number of steps in a turn.
     */
    FlowStep next(FlowRun run, FlowInput input, CentreSight sight, long nowNs);
}
