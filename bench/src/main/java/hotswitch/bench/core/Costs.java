package hotswitch.bench.core;

import com.sun.management.ThreadMXBean;
import hotswitch.bench.core.Life.Step;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Time and garbage by kind of command, each measured by itself: where a cost comes from. */
final class Costs {
    private static final int WARM = 1_500_000;
    private static final int MEASURED = 1_500_000;
    private static final int GARBAGE = 22_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CoreState centre;
    private final long[] count = new long[Step.values().length];
    private final long[] ns = new long[count.length];
    private final long[] bytes = new long[count.length];
    private final long[] weighed = new long[count.length];

    private Costs(CoreState centre) {
        this.centre = centre;
    }

    static List<Map<String, Object>> rows(int agents, int waiting) throws IOException {
        CoreState centre = new CoreState(agents, waiting);
        centre.fill();
        Costs costs = new Costs(centre);
        for (int i = 0; i < WARM; i++) {
            centre.life().step();
        }
        for (int i = 0; i < MEASURED; i++) {
            costs.time();
        }
        centre.weigh(THREADS);
        for (int i = 0; i < GARBAGE; i++) {
            costs.weigh();
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            rows.add(costs.row(step));
        }
        return rows;
    }

    private void time() {
        long began = System.nanoTime();
        int step = centre.life().step().ordinal();
        ns[step] += System.nanoTime() - began;
        count[step]++;
    }

    private void weigh() {
        long before = centre.weighedBytes();
        int step = centre.life().step().ordinal();
        bytes[step] += centre.weighedBytes() - before;
        weighed[step]++;
    }

    private Map<String, Object> row(Step step) {
        int i = step.ordinal();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("command", step.name());
        row.put("ns (mean, with the clock's)", (double) ns[i] / count[i]);
        row.put("bytes", (double) bytes[i] / weighed[i]);
        return row;
    }
}
