package hotswitch.acd.kpi;

/** One interval of one queue, agent or all: the two sums, and how many calls of which class made them. */
public final class Cell {
    public final long startNs;
    public final long endNs;
    /** Queue or agent; "" for all. */
    public final String who;

    private final long[] calls = new long[CallClass.values().length];
    private long numerator;
    private long denominator;

    Cell(long startNs, long endNs, String who) {
        this.startNs = startNs;
        this.endNs = endNs;
        this.who = who;
    }

    void add(CallClass found, long above, long below) {
        calls[found.ordinal()]++;
        add(above, below);
    }

    void add(long above, long below) {
        numerator += above;
        denominator += below;
    }

    /** The same interval again, counted elsewhere: of another day, or by another version. */
    public void add(Cell other) {
        for (int i = 0; i < calls.length; i++) {
            calls[i] += other.calls[i];
        }
        add(other.numerator, other.denominator);
    }

    public long numerator() {
        return numerator;
    }

    public long denominator() {
        return denominator;
    }

    public long calls(CallClass of) {
        return calls[of.ordinal()];
    }

    /** All calls of the cell, whatever became of them. */
    public long calls() {
        long sum = 0;
        for (long each : calls) {
            sum += each;
        }
        return sum;
    }

    /** Hundredths of a per cent, rounded down; -1 where there is nothing to divide by. */
    public long perTenThousand() {
        return denominator == 0 ? -1 : Math.floorDiv(numerator * 10_000, denominator);
    }
}
