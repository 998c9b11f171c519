package hotswitch.bench.sipcall;

import hotswitch.bench.result.Result;
import hotswitch.bench.result.Spread;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bench pauses}: minutes of steady calls, and every pause in which the JVM held all of the switch's threads. */
public final class PauseBench {
    private static final int AGENTS_PER_BUSY = 2;
    private static final double HOLD_S = 2;
    private static final double NS_PER_MS = 1e6;
    private static final double S_PER_MINUTE = 60;
    private static final long BOUND_S = 60;
    /** JDK 25, {@code -Xlog:safepoint}; all in ns. */
    private static final Pattern SAFEPOINT = Pattern.compile(
            "Safepoint \"(\\w+)\".*Reaching safepoint: +(\\d+) ns.*At safepoint: +(\\d+) ns.*Total: +(\\d+) ns");

    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();

    /** {@code rate}: calls a second; {@code warmS}: seconds of them before anything counts. */
    public record Plan(int rate, double minutes, double warmS) {}

    private record Pause(String why, double reachedMs, double totalMs) {}

    public PauseBench(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    public void run(Result result) throws IOException {
        int seats = (int) (AGENTS_PER_BUSY * plan.rate * HOLD_S);
        Path log = folder.resolve("safepoints.log");
        List<String> logged = List.of("-Xlog:safepoint:file=" + log + "::filecount=0");
        try (Hotline hotline = Hotline.start(folder, seats, agentPort, new Hotline.Special(logged, List.of()));
                Sipp _ = Sipp.start(folder, "agent", "agent", List.of("-p", Integer.toString(agentPort)))) {
            hotline.work(seats);
            load(hotline, "warm", plan.warmS);
            int before = pauses(log).size();
            double answered = hotline.answered();
            double seconds = plan.minutes * S_PER_MINUTE;
            load(hotline, "steady", seconds);
            List<Pause> all = pauses(log);
            add(result, all.subList(before, all.size()), hotline.answered() - answered);
        }
    }

    private void load(Hotline hotline, String name, double seconds) throws IOException {
        System.out.printf("%d calls/s for %.0f s …%n", plan.rate, seconds);
        List<String> options = List.of(
                "-r",
                Integer.toString(plan.rate),
                "-m",
                Integer.toString((int) (plan.rate * seconds)),
                "-l",
                "20000",
                "-d",
                Long.toString(Math.round(HOLD_S * 1_000)),
                "127.0.0.1:" + hotline.sipPort());
        try (Sipp sipp = Sipp.start(folder, name, "caller", options)) {
            sipp.await((long) seconds + BOUND_S);
        }
        hotline.quiet();
    }

    private static List<Pause> pauses(Path log) throws IOException {
        List<Pause> pauses = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher found = SAFEPOINT.matcher(line);
            if (found.find()) {
                pauses.add(new Pause(found.group(1), ms(found.group(2)), ms(found.group(4))));
            }
        }
        return pauses;
    }

    private static double ms(String ns) {
        return Long.parseLong(ns) / NS_PER_MS;
    }

    private void add(Result result, List<Pause> pauses, double answered) {
        Map<String, List<Pause>> byWhy = new TreeMap<>();
        pauses.forEach(pause ->
                byWhy.computeIfAbsent(pause.why, w -> new ArrayList<>()).add(pause));
        List<Map<String, Object>> rows = new ArrayList<>();
        byWhy.forEach((why, some) -> rows.add(row(why, some)));
        rows.add(row("all", pauses));
        result.add(
                new Result.Table(plan.rate + " calls/s for " + plan.minutes + " minutes: pauses of all threads", rows));
        result.note(
                Math.round(answered) + " calls answered. From when the JVM asks its threads to stop until they go on"
                        + " (-Xlog:safepoint, Total); of that, until all have stopped: reaching, in which a thread"
                        + " that has lost its core to another process is waited for.");
    }

    private static Map<String, Object> row(String why, List<Pause> pauses) {
        Spread total = new Spread(pauses.stream().mapToDouble(Pause::totalMs).toArray());
        Spread reached =
                new Spread(pauses.stream().mapToDouble(Pause::reachedMs).toArray());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("why", why);
        row.put("pauses", pauses.size());
        row.put("median ms", total.median());
        row.put("p99 ms", total.quantile(0.99));
        row.put("longest ms", total.quantile(1));
        row.put("longest reaching ms", reached.quantile(1));
        row.put("above 2 ms", pauses.stream().filter(p -> p.totalMs > 2).count());
        return row;
    }
}
