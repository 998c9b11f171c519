package hotswitch.acd.flow;

/** What a flow may see of the centre at this moment, besides its own run. */
public interface CentreSight {
    /** What can be asked of a queue; an unknown queue answers 0. */
    enum Figure {
        /** Calls that wait. */
        WAITING,
        /** Agents logged on who could serve it. */
        AGENTS,
        /** Agents who are ready. */
        READY,
        /** Seconds that a call which enters now would wait, estimated; at most a day. */
        EXPECTED_WAIT
    }

    /** An attribute of the call, "" if it has none of this name. */
    String attribute(String name);

    long figure(Figure figure, String queue);

    boolean emergency();

    boolean surge();
}
