package hotswitch.bench.stack;

import hotswitch.bench.result.Result;
import hotswitch.bench.run.Jmh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** {@code bench stack}: JMH of the steps that a SIP message goes through, time and garbage of each. */
public final class StackBench {
    private StackBench() {}

    /** {@code seconds} of each warm-up and each measurement. */
    public static void run(Result result, double seconds, int forks) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RunResult run : Jmh.run(StackCosts.class, seconds, forks)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", run.getPrimaryResult().getLabel());
            row.put("ns", run.getPrimaryResult().getScore());
            row.put("± ns", run.getPrimaryResult().getScoreError());
            row.put("bytes", Jmh.bytes(run));
            rows.add(row);
        }
        result.add(new Result.Table("An INVITE of a carrier, 14 headers and an offer", rows));
        result.note("JMH AverageTime; ±: of the mean, 99.9 % interval. index: the whole message, strictly; keys: what"
                + " finds transaction and dialog; okWritten: the 200 with its body, as bytes; offerAnswered: the offer"
                + " parsed, our answer as text.");
    }
}
