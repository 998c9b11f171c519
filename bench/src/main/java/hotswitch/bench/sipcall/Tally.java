package hotswitch.bench.sipcall;

import java.io.IOException;

/** How many calls there were, and how many of them did not end as their scenario says, or never began. */
final class Tally {
    private long calls;
    private long failed;

    /** What this load came to; after its end. */
    void add(Load load, Sipp sipp) throws IOException {
        calls += load.calls();
        failed += load.calls() - sipp.count("SuccessfulCall");
    }

    long calls() {
        return calls;
    }

    long failed() {
        return failed;
    }

    double failedPercent() {
        return 100.0 * failed / Math.max(1, calls);
    }
}
