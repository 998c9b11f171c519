package hotswitch.media.relay;

/**
 * The counters of one leg at one moment.
 *
 * @param lost packets that the peer sent and that never came (RFC 3550 §6.4.1, cumulative)
 * @param dropped packets that came and were not accepted: garbage, foreign sources, duplicates, unwanted
 * @param jitterMs interarrival jitter of what we receive (RFC 3550 §6.4.1)
 * @param farLostFraction of what we send, lost on the way, as the peer last reported it (0 to 255 of 256), or -1
 * @param roundTripMs by the peer's last receiver report, or -1
 */
public record LegStats(
        long legId,
        int port,
        long packetsIn,
        long packetsOut,
        long lost,
        long dropped,
        double jitterMs,
        int farLostFraction,
        double roundTripMs) {}
