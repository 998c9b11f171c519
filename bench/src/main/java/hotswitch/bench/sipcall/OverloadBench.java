package hotswitch.bench.sipcall;

import hotswitch.bench.result.Result;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench overload}: the load that the switch can hold, then twice and three times as much, then that load again:
 * how many calls a second come through, and how long after the fall a caller may be refused. Burners share the switch's
 * core, so that it is out of processor time long before it is out of audio ports.
 */
public final class OverloadBench {
    private static final double HOLD_S = 1;
    private static final int AGENTS_PER_BUSY = 3;
    private static final double LEAD_S = 4;
    private static final double RECOVERY_MAX_S = 20;
    private static final double LOOK_S = 0.05;
    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<Child> burners = new ArrayList<>();
    private double most;

    /**
     * @param capacity calls a second that it can hold; {@code windowS}: seconds of each measurement
     * @param burners idle loops on the switch's core, each of which takes as much of it as the switch
     */
    public record Plan(int capacity, double windowS, double warmS, int burners) {}

    public OverloadBench(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Runs everything and adds its table. */
    public void run(Result result) throws IOException {
        int seats = (int) (AGENTS_PER_BUSY * plan.capacity * HOLD_S);
        try (Hotline hotline = Hotline.start(folder, seats, agentPort);
                Sipp _ = Sipp.start(folder, "agent", "agent", List.of("-p", Integer.toString(agentPort)))) {
            hotline.work(seats);
            for (int i = 0; i < plan.burners; i++) {
                List<String> command = new ArrayList<>(Child.pinned(Child.SERVER_CORE));
                command.addAll(List.of("sh", "-c", "while :; do :; done"));
                burners.add(Child.start(command, folder, folder.resolve("burner-" + i + ".out")));
            }
            for (double share : List.of(0.125, 0.5, 1.0)) {
                load(hotline, "warm-" + share, (int) (share * plan.capacity), share * plan.warmS)
                        .await(300);
            }
            hotline.quiet();
            for (int times : List.of(1, 2, 3)) {
                measure(hotline, times);
            }
        } finally {
            burners.forEach(Child::close);
        }
        for (Map<String, Object> row : rows) {
            row.put("of the most %", 100 * (double) row.get("answered/s") / most);
        }
        result.add(new Result.Table("offered and answered", rows));
        result.note(plan.burners + " idle loops share the switch's core.");
        result.note(
                "Recovery: from the end of a load until nobody would be refused any more, by the switch's own figure.");
    }

    private Sipp load(Hotline hotline, String name, int rate, double seconds) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(rate),
                "-m",
                Integer.toString((int) (rate * seconds)),
                "-l",
                "20000",
                "-d",
                Long.toString(Math.round(HOLD_S * 1_000)),
                "127.0.0.1:" + hotline.sipPort());
        return Sipp.start(folder, name, "caller-refusable", options);
    }

    private void measure(Hotline hotline, int times) throws IOException {
        int rate = times * plan.capacity;
        System.out.println("offered " + rate + " calls/s …");
        try (Sipp sipp = load(hotline, "times-" + times, rate, LEAD_S + plan.windowS)) {
            CpuWindow.pause(LEAD_S);
            double answered = hotline.answered();
            double shed = hotline.shed();
            long fromNs = System.nanoTime();
            CpuWindow.pause(plan.windowS);
            double tookS = (System.nanoTime() - fromNs) / 1e9;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("times", times);
            row.put("offered/s", rate);
            row.put("answered/s", (hotline.answered() - answered) / tookS);
            row.put("refused/s", (hotline.shed() - shed) / tookS);
            row.put("recovery s", recovery(hotline));
            most = Math.max(most, (double) row.get("answered/s"));
            rows.add(row);
            sipp.await(60);
        }
        hotline.quiet();
    }

    private static double recovery(Hotline hotline) {
        long fromNs = System.nanoTime();
        double tookS = 0;
        while (hotline.lossPercent() > 0 && tookS < RECOVERY_MAX_S) {
            CpuWindow.pause(LOOK_S);
            tookS = (System.nanoTime() - fromNs) / 1e9;
        }
        return tookS;
    }
}
