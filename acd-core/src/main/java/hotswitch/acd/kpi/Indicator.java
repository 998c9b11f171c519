package hotswitch.acd.kpi;

import hotswitch.acd.kpi.CallClass.Thresholds;
import hotswitch.acd.kpi.Counter.Kind;
import java.util.List;

/**
 * One version of one definition: two sums of counters. {@code fromDay}: epoch day in China from which it is valid.
 * Whatever it divides, both sums are whole numbers and are published; a quotient is for the eye.
 */
public record Indicator(
        String name, int version, long fromDay, List<Term> numerator, List<Term> denominator, Thresholds thresholds) {

    /** {@code sign} 1 or -1. */
    public record Term(Counter counter, int sign) {}

    /** What a definition makes of a call. */
    public enum Verdict {
        /** In the numerator and in the denominator. */
        MET,
        /** In the denominator only. */
        MISSED,
        /** In neither. */
        EXCLUDED
    }

    /** Calls ÷ calls, time of calls ÷ calls (a mean), or time of agents ÷ time of agents. */
    public Kind kind() {
        return numerator.getFirst().counter().kind();
    }

    /** Why it cannot be counted with; "" if it can: then every call has exactly one {@link Verdict}. */
    public String fault() {
        Kind above = kind();
        Kind below = denominator.getFirst().counter().kind();
        boolean mean = above == Kind.CALL_MS && below == Kind.CALLS;
        boolean fits = mean || (above == below && above != Kind.CALL_MS);
        if (!fits || mixed(numerator) || mixed(denominator)) {
            return "divides what does not belong together: calls by calls, time of calls (waited-ms, handled-ms) by"
                    + " calls, or time of agents by time of agents";
        }
        for (CallClass each : CallClass.values()) {
            int up = weight(numerator, each);
            int down = weight(denominator, each);
            boolean whole = down == 0 || down == 1;
            boolean within = above != Kind.CALLS || (up >= 0 && up <= down);
            if (below == Kind.CALLS && !(whole && within)) {
                return "counts a call that is " + each + " " + up + " times above and " + down + " times below";
            }
        }
        return "";
    }

    /** Only where calls are divided by calls. */
    public Verdict verdict(CallClass found) {
        return weight(denominator, found) == 0
                ? Verdict.EXCLUDED
                : weight(numerator, found) == 1 ? Verdict.MET : Verdict.MISSED;
    }

    /** How often a class is in the denominator: 0 or 1. */
    public boolean includes(CallClass found) {
        return weight(denominator, found) == 1;
    }

    private static boolean mixed(List<Term> terms) {
        for (Term term : terms) {
            if (term.counter().kind() != terms.getFirst().counter().kind()) {
                return true;
            }
        }
        return false;
    }

    private static int weight(List<Term> terms, CallClass found) {
        int sum = 0;
        for (Term term : terms) {
            sum += term.counter().counts(found) ? term.sign() : 0;
        }
        return sum;
    }

    static long sum(List<Term> terms, CallRow row, CallClass found) {
        long sum = 0;
        for (Term term : terms) {
            sum += term.sign() * term.counter().of(row, found);
        }
        return sum;
    }
}
