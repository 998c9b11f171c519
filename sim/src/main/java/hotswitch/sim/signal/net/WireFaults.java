package hotswitch.sim.signal.net;

import hotswitch.sim.signal.Mischief;

/**
 * How bad the wire is: per mille of loss, of duplication and of stragglers; the span of delays, and how late a
 * straggler is at the most, in milliseconds. Delays that differ put messages out of order.
 */
public record WireFaults(int lost, int doubled, int delayMinMs, int delayMaxMs, int stragglers, int lateMs) {
    public static final WireFaults NONE = new WireFaults(0, 0, 5, 5, 0, 0);

    /** Less bad by this. */
    public WireFaults without(Mischief less) {
        return new WireFaults(
                less == Mischief.LOSS ? 0 : lost,
                less == Mischief.DOUBLES ? 0 : doubled,
                delayMinMs,
                less == Mischief.REORDERING ? delayMinMs : delayMaxMs,
                less == Mischief.STRAGGLERS ? 0 : stragglers,
                lateMs);
    }
}
