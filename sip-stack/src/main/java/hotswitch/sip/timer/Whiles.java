package hotswitch.sip.timer;

/** The whiles after each of which {@link Spares} are looked through: minutes. */
public final class Whiles {
    private static final long WHILE_NS = 60_000_000_000L;
    /** After so many without a call hardly anything is left. */
    private static final long MAX = 20;

    private long sinceNs = Long.MIN_VALUE;

    /** How many have passed since the last look. */
    public int passed(long nowNs) {
        if (sinceNs == Long.MIN_VALUE) {
            sinceNs = nowNs;
        }
        long whiles = (nowNs - sinceNs) / WHILE_NS;
        if (whiles <= 0) {
            return 0;
        }
        sinceNs = nowNs;
        return (int) Math.min(whiles, MAX);
    }
}
