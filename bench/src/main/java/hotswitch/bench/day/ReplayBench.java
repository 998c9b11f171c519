package hotswitch.bench.day;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.stats.DayCounters;
import hotswitch.bench.result.Result;
import hotswitch.bench.run.Home;
import hotswitch.bench.run.Scratch;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.replay.DayRecorder;
import hotswitch.server.replay.RecordedTime;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Demand.Load;
import hotswitch.sim.day.Study;
import hotswitch.sim.day.WorkingDay;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code bench replay}: a day of 20,000 calls under the shipped rules, proved, counted and lived again. */
public final class ReplayBench {
    private static final int CALLS = 20_000;
    private static final int LIVES = 3;
    private static final long DAY = 20_781;
    private static final double NS_PER_S = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReplayBench() {}

    public static void run(Result result) throws IOException {
        ServerConfig shipped = shipped();
        Path data = Scratch.folder("day");
        long midnightNs = DayCounters.startOf(DAY);
        DayRecorder.write(data, shipped.centre(), plan(midnightNs), 1);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("calls", CALLS);
        long began = System.nanoTime();
        long cpuBegan = THREADS.getCurrentThreadCpuTime();
        RecordedTime record = RecordedTime.read(data, midnightNs, Long.MAX_VALUE);
        row.put("entries", record.proof().entries());
        row.put("proved again s", since(began));
        row.put("of that CPU s", (THREADS.getCurrentThreadCpuTime() - cpuBegan) / NS_PER_S);
        row.put(
                "different",
                record.proof().difference().isEmpty()
                        ? "nothing"
                        : record.proof().difference());
        Indicator indicator =
                shipped.kpi().valid("effective-connection-rate", DAY).indicator();
        Study study = new Study(record.plan(), List.of(indicator), midnightNs, DayCounters.startOf(DAY + 1));
        began = System.nanoTime();
        double was = study.figures(record.folded()).getFirst().value();
        row.put("one indicator counted s", since(began));
        began = System.nanoTime();
        var lives = study.lives(rules(shipped.centre()), LIVES);
        row.put("a life s", since(began) / LIVES);
        row.put("recorded %", was * 100);
        row.put("lived again %", Study.band(lives, 0).median() * 100);
        result.add(new Result.Table("A day of " + CALLS + " calls, one thread", List.of(row)));
    }

    private static DayPlan plan(long midnightNs) {
        int[] agents = IntStream.rangeClosed(1001, 1058).toArray();
        String[] seats =
                IntStream.rangeClosed(8001, 8058).mapToObj(Integer::toString).toArray(String[]::new);
        return WorkingDay.of(new Load(0, 150, 90, "12345"), new WorkingDay.Staff(agents, seats), midnightNs, CALLS, 1);
    }

    private static ServerConfig shipped() throws IOException {
        return switch (ConfigLoader.load(Home.folder().resolve("conf"), List.of())) {
            case LoadResult.Loaded loaded -> loaded.config();
            case LoadResult.Faulty faulty ->
                throw new IOException(faulty.faults().toString());
        };
    }

    private static Study.Rules rules(CentreConfig config) {
        byte[] bytes = ConfigCodec.toBytes(config);
        return new Study.Rules(() -> new AcdCore(Limits.PROVINCE, new Flows(), hash -> bytes), "bench");
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / NS_PER_S;
    }
}
