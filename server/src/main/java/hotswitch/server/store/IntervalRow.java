package hotswitch.server.store;

/** What one party of a call did; {@code kind}: queue, ring, or a talk's, in capitals. */
public record IntervalRow(long callId, String role, String device, int agent, String kind, long fromNs, long toNs) {}
