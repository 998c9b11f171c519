package hotswitch.trunk.admission;

/**
 * What an address asked us to leave out (RFC 7339, algorithm {@code loss}): of a hundred calls so many are not sent
 * there, evenly spread, until the time is over for which it asked.
 */
public final class Restraint {
    private static final long NS_PER_MS = 1_000_000;
    private static final long VALIDITY_MAX_MS = 300_000;
    private static final int FULL = 100;

    private int lossPercent;
    private long untilNs = Long.MIN_VALUE;
    private long sequence;
    private int owed = FULL / 2;
    private long withheld;

    /**
     * A report; one that is older than what is in force does not count (RFC 7339 §5.3).
     *
     * @param askedPercent 0 to 100
     * @param validityMs 0: all is wanted again
     * @param number rises with each report; 0: unnumbered
     */
    public void asked(int askedPercent, long validityMs, long number, long nowNs) {
        if (number != 0 && number < sequence && nowNs < untilNs) {
            return;
        }
        sequence = number;
        lossPercent = validityMs == 0 ? 0 : askedPercent;
        untilNs = nowNs + Math.min(validityMs, VALIDITY_MAX_MS) * NS_PER_MS;
    }

    /** Percent in force. */
    public int lossPercent(long nowNs) {
        return nowNs < untilNs ? lossPercent : 0;
    }

    /** Whether the next call is one of those that it does not want. */
    public boolean withholds(long nowNs) {
        int percent = lossPercent(nowNs);
        owed = percent == 0 ? FULL / 2 : owed + percent;
        if (owed < FULL) {
            return false;
        }
        owed -= FULL;
        withheld++;
        return true;
    }

    /** Calls that were not sent there for this. */
    public long withheld() {
        return withheld;
    }
}
