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
    /** So long is looked on after the fall. */
    private static final double FALL_S = 12;

    private static final double LOOK_S = 0.2;
    private static final double NS_PER_S = 1e9;
    private static final String CALLERS = "OutgoingCall";

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
        try (Hotline hotline = Hotline.start(folder, seats, agentPort, special());
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
        result.note(plan.burners + " idle loops share the switch's core"
                + (plan.burners == 0
                        ? "."
                        : ", and its signalling does without real time, or it would go before them."));
        result.note("Lost: callers of that row who were neither refused nor answered and served to the end.");
        result.note(
                "After each load half of what can be held goes on. Recovery: from when fewer INVITEs than the held load"
                        + " come in until the last caller is refused; 0: nobody was after that.");
    }

    /** Signalling in real time would have the core before any burner. */
    private Hotline.Special special() {
        return plan.burners == 0
                ? Hotline.Special.NOTHING
                : new Hotline.Special(List.of(), List.of("node.realtime=false"));
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

    /** Half of what can be held comes all the time; the rest of the load on top of it, and falls. */
    private void measure(Hotline hotline, int times) throws IOException {
        int rate = times * plan.capacity;
        int half = plan.capacity / 2;
        System.out.println("offered " + rate + " calls/s …");
        try (Sipp steady = load(hotline, "half-" + times, half, LEAD_S + plan.windowS + FALL_S);
                Sipp more = load(hotline, "times-" + times, rate - half, LEAD_S + plan.windowS)) {
            CpuWindow.pause(LEAD_S);
            double answered = hotline.answered();
            double shed = hotline.pressure().shed();
            long fromNs = System.nanoTime();
            CpuWindow.pause(plan.windowS);
            double tookS = (System.nanoTime() - fromNs) / 1e9;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("times", times);
            row.put("offered/s", rate);
            row.put("answered/s", (hotline.answered() - answered) / tookS);
            row.put("refused/s", (hotline.pressure().shed() - shed) / tookS);
            row.put("recovery s", recovery(hotline));
            most = Math.max(most, (double) row.get("answered/s"));
            rows.add(row);
            more.await(60);
            steady.await(60);
            row.put("callers", more.count(CALLERS) + steady.count(CALLERS));
            row.put("lost", lost(more) + lost(steady));
        }
        hotline.quiet();
    }

    /** Callers who were neither answered and served to the end nor refused. */
    private static long lost(Sipp load) throws IOException {
        return load.count(CALLERS) - load.count("SuccessfulCall");
    }

    /** From when less than the load that can be held comes in until the last caller was refused. */
    private double recovery(Hotline hotline) {
        Hotline.Pressure first = hotline.pressure();
        Hotline.Pressure former = first;
        long fellNs = first.atNs();
        long refusedNs = first.atNs();
        while (former.atNs() - first.atNs() < FALL_S * NS_PER_S) {
            CpuWindow.pause(LOOK_S);
            Hotline.Pressure now = hotline.pressure();
            double tookS = (now.atNs() - former.atNs()) / NS_PER_S;
            fellNs = now.invites() - former.invites() > plan.capacity * tookS ? now.atNs() : fellNs;
            refusedNs = now.shed() > former.shed() ? now.atNs() : refusedNs;
            former = now;
        }
        return Math.max(0, refusedNs - fellNs) / NS_PER_S;
    }
}
