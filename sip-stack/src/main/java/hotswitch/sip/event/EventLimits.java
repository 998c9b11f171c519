package hotswitch.sip.event;

/**
 * How much may be watched.
 *
 * @param totalMax subscriptions alive at once; more get 503
 * @param perWatcherMax of one watcher; more get 403
 * @param minSeconds shorter subscriptions get 423 (RFC 6665 §4.2.1.1)
 * @param maxSeconds longer ones are shortened; also what a SUBSCRIBE without Expires gets
 * @param paceMs between two NOTIFYs of one subscription at least; what changes meanwhile is told together
 */
public record EventLimits(int totalMax, int perWatcherMax, int minSeconds, int maxSeconds, int paceMs) {
    public EventLimits {
        if (minSeconds < 1 || maxSeconds < minSeconds) {
            throw new IllegalArgumentException("subscriptions from " + minSeconds + " to " + maxSeconds + " s");
        }
    }
}
