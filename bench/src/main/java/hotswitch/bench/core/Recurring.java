package hotswitch.bench.core;

import hotswitch.acd.config.CentreConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The same commands from the same beginning, several times: what is slow at the same command each time is the core's
 * own work (a table that grows, a turn with much to do); what is not is the machine's (interrupts, other guests). So of
 * each command the fastest of its times is what the core needs for it.
 */
final class Recurring {
    private static final int TIMES = 5;
    private static final int WARM = 1_100_000;
    /** From the beginning to where everything has been in use once. */
    private static final int SETTLED = 110_000;

    private static final int COMMANDS = 330_000;
    private static final int SLOW_NS = 5_000;
    private static final double PER_MILLION = 1e6;

    private final CentreConfig config;
    private final int agents;
    private final int waiting;
    private final int[] ns = new int[COMMANDS];
    private final int[] least = new int[COMMANDS];
    private final int[] slowTimes = new int[COMMANDS];
    private final int[] spread = new int[TIMES];
    private int slow;

    private Recurring(CentreConfig config, int agents, int waiting) {
        this.config = config;
        this.agents = agents;
        this.waiting = waiting;
    }

    static Map<String, Object> row(CentreConfig config, int agents, int waiting) {
        Recurring all = new Recurring(config, agents, waiting);
        all.begin(WARM);
        Arrays.fill(all.least, Integer.MAX_VALUE);
        for (int time = 0; time < TIMES; time++) {
            System.gc();
            all.measure(all.begin(SETTLED), time);
        }
        return all.row();
    }

    private Life begin(int commands) {
        CoreState centre = new CoreState(agents, waiting);
        centre.fill(config);
        for (int i = 0; i < commands; i++) {
            centre.life().step();
        }
        return centre.life();
    }

    private void measure(Life life, int time) {
        for (int i = 0; i < COMMANDS; i++) {
            long began = System.nanoTime();
            life.step();
            ns[i] = (int) (System.nanoTime() - began);
        }
        for (int i = 0; i < COMMANDS; i++) {
            least[i] = Math.min(least[i], ns[i]);
            slowTimes[i] += ns[i] > SLOW_NS ? 1 : 0;
            slow += ns[i] > SLOW_NS ? 1 : 0;
        }
        Arrays.sort(ns);
        spread[time] = at(ns, 0.999);
    }

    private Map<String, Object> row() {
        long eachTime = Arrays.stream(slowTimes).filter(n -> n == TIMES).count();
        Arrays.sort(spread);
        Arrays.sort(least);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agents", agents);
        row.put("callers waiting", waiting);
        row.put("median ns", at(least, 0.5));
        row.put("p99 ns", at(least, 0.99));
        row.put("p99.9 ns", at(least, 0.999));
        row.put("p99.99 ns", at(least, 0.9999));
        row.put("longest ns", least[COMMANDS - 1]);
        row.put("p99.9 ns of one time", spread[TIMES / 2]);
        row.put("of a million, slow one time", slow * PER_MILLION / TIMES / COMMANDS);
        row.put("slow each time", eachTime * PER_MILLION / COMMANDS);
        return row;
    }

    private static int at(int[] sorted, double part) {
        return sorted[(int) (part * sorted.length)];
    }
}
