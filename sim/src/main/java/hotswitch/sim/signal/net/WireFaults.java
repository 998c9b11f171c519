package hotswitch.sim.signal.net;

/**
 * How bad the wire is: per mille of loss, of duplication and of stragglers; the span of delays, and how late a
 * straggler is at the most, in milliseconds. Delays that differ put messages out of order.
 */
public record WireFaults(int lost, int doubled, int delayMinMs, int delayMaxMs, int stragglers, int lateMs) {
    public static final WireFaults NONE = new WireFaults(0, 0, 5, 5, 0, 0);
}
