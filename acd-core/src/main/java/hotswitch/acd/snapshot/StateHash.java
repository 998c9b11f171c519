package hotswitch.acd.snapshot;

/**
 * 64-bit hashes (xxHash64 of the canonical bytes) of each part of the core's state; equal states have equal vectors.
 */
public record StateHash(long calls, long agents, long clocks, long lines, long counters, long config, long flows) {

    /** What must be as in an empty centre once nothing is going on. */
    public boolean liveEquals(StateHash other) {
        return calls == other.calls && lines == other.lines && flows == other.flows;
    }

    @Override
    public String toString() {
        return "calls=%016x agents=%016x clocks=%016x lines=%016x counters=%016x config=%016x flows=%016x"
                .formatted(calls, agents, clocks, lines, counters, config, flows);
    }
}
