package hotswitch.acd;

/**
 * One per call (CDR). Times are epoch nanoseconds, 0 = did not happen. {@code waitMs} is time in lines before the
 * answer, flows between them excluded; {@code talkMs} is time bridged, hold excluded; {@code hops}: trunks left before
 * the one that carried.
 */
public record CallRecord(
        long callId, Direction direction, Parties parties, Times times, Disposition disposition, Outcome outcome) {

    /** {@code party}: the agent's device, the line or the number that talked with the caller. */
    public record Parties(
            String ani, String dnis, String trunk, String queue, int agent, String party, String displayed) {}

    public record Times(
            long arrivedNs, long answeredNs, long queuedNs, long connectedNs, long endedNs, Durations durations) {}

    public record Durations(long waitMs, long talkMs, long holdMs) {}

    /** {@code offers}: how many were made; {@code segments}: talk segments, each with a recording obligation. */
    public record Outcome(String endedBy, String cause, int offers, int segments, String hops, String config) {}
}
