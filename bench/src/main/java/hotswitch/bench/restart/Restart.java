package hotswitch.bench.restart;

import hotswitch.bench.result.Result;
import hotswitch.bench.result.Spread;
import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.SwitchApi;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.bench.sipcall.Seats;
import hotswitch.bench.sipcall.Sipp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code bench restart}: how long the switch is away after {@code kill -9}, from the kill to the next ready line, as
 * {@code ./hotswitch serve} starts it; first with calls going on, then with what a busy time since the last snapshot
 * left in the journal as well.
 */
public final class Restart {
    private static final int TALKING = 40;
    /** The script gives up a switch that dies more often within a minute. */
    private static final int KILLS_MAX = 5;

    private static final int RATE = 100;
    private static final double BUSY_HOLD_S = 0.25;
    private static final int SEATS = TALKING + 60;
    private static final long TALK_MS = 1_800_000;
    private static final long BOUND_S = 60;
    private static final long LOOK_NS = 50_000_000L;
    private static final String REPLAYED = "replayed entries=";
    private static final String STEPS = "started ms ";
    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** {@code kills} of each kind; {@code busyS}: seconds of 100 short calls a second before the second kind. */
    public record Plan(int kills, int busyS) {
        public Plan {
            if (kills < 1 || kills > KILLS_MAX || busyS < 1) {
                throw new IllegalArgumentException(kills + " kills (1 to " + KILLS_MAX + "), " + busyS + " s");
            }
        }
    }

    public Restart(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    public void run(Result result) throws IOException {
        Path conf = folder.resolve("conf");
        BenchConf.write(conf, SEATS);
        measure(conf, "calls going on", 0);
        measure(conf, "… and a busy time since the snapshot", plan.busyS);
        result.add(new Result.Table("kill -9 → ready", rows));
        result.note("Steps of the last start, in milliseconds: " + lastLine(data(plan.busyS), STEPS));
        result.note("Ready: the first message is read, every leg of before is bound or ended, the API listens.");
    }

    private Path data(int busyS) {
        return folder.resolve("data-" + busyS);
    }

    private void measure(Path conf, String what, int busyS) throws IOException {
        System.out.println(what + " …");
        Path data = data(busyS);
        try (Supervised hotline = new Supervised(conf, data, folder.resolve("stderr-" + busyS));
                SwitchApi api = new SwitchApi(hotline.api(), data)) {
            Seats.register(folder, SEATS, agentPort, hotline.sipPort());
            api.readyAll(BenchConf.FIRST_SEAT, BenchConf.FIRST_SEAT + SEATS);
            try (Sipp _ = Sipp.start(folder, "agent", "agent", List.of("-p", Integer.toString(agentPort)));
                    Sipp _ = callers(hotline, "talking", new Load(TALKING, TALKING, TALK_MS))) {
                await("calls", () -> calls(api) == TALKING);
                if (busyS > 0) {
                    busy(hotline, api, busyS);
                }
                Kills kills = kills(hotline, data);
                try (SwitchApi again = new SwitchApi(hotline.api(), data)) {
                    row(what, kills, calls(again));
                }
            }
        }
    }

    /** {@code rate} a second, {@code calls} altogether, each held so long. */
    private record Load(int rate, int calls, long holdMs) {}

    private void busy(Supervised hotline, SwitchApi api, int busyS) throws IOException {
        Load load = new Load(RATE, RATE * busyS, Math.round(BUSY_HOLD_S * 1_000));
        try (Sipp sipp = callers(hotline, "busy", load)) {
            sipp.await(busyS + BOUND_S);
        }
        await("the end of the busy time", () -> calls(api) == TALKING);
    }

    private Sipp callers(Supervised hotline, String name, Load load) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(load.rate),
                "-m",
                Integer.toString(load.calls),
                "-l",
                "10000",
                "-d",
                Long.toString(load.holdMs),
                "127.0.0.1:" + hotline.sipPort());
        return Sipp.start(folder, name, "caller", options);
    }

    /** Milliseconds each, and the most entries that one of the starts replayed. */
    private record Kills(Spread ms, long replayed) {}

    private Kills kills(Supervised hotline, Path data) throws IOException {
        double[] ms = new double[plan.kills];
        long replayed = 0;
        for (int i = 0; i < ms.length; i++) {
            ms[i] = hotline.killed();
            replayed = Math.max(replayed, replayed(data));
        }
        return new Kills(new Spread(ms), replayed);
    }

    private static long replayed(Path data) throws IOException {
        return Long.parseLong(lastLine(data, REPLAYED).split(" ", -1)[0]);
    }

    /** What follows these words in the last line of the log that has them. */
    private static String lastLine(Path data, String words) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("log/hotswitch.log"));
        return lines.reversed().stream()
                .filter(line -> line.contains(words))
                .map(line -> line.substring(line.indexOf(words) + words.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("the log does not say: " + words));
    }

    private void row(String what, Kills kills, long goOn) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("with", what);
        row.put("kills", kills.ms.size());
        row.put("median ms", kills.ms.median());
        row.put("spread ms", kills.ms.range());
        row.put("entries replayed, at most", kills.replayed);
        row.put("calls before", TALKING);
        row.put("calls going on after the last", goOn);
        rows.add(row);
    }

    private static long calls(SwitchApi api) {
        return Math.round(api.metric("hotswitch_calls_active"));
    }

    private static void await(String what, BooleanSupplier reached) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_S);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("in " + BOUND_S + " s not reached: " + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
