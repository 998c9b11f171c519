package hotswitch.bench.race;

import hotswitch.bench.result.Result;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.SwitchApi;
import hotswitch.bench.run.SwitchProcess;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.bench.sipcall.CpuWindow;
import hotswitch.bench.sipcall.Seats;
import hotswitch.bench.sipcall.Sipp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench race}: for each caller ten telephones ring, and all of them pick up by themselves at once. One may have
 * him; who else has him is counted, from what telephones and callers wrote down.
 */
public final class RaceBench {
    private static final int RING_AT_ONCE = 10;
    private static final int HOLD_MS = 500;
    private static final int CALLERS_AT_ONCE = 100;
    /** A pair for each telephone that rings, for as long as it has it and two seconds of rest. */
    private static final int PORTS_PER_RATE = 75;

    private static final int PORTS_PER_CALLER = 150;
    private static final int PORTS_MIN = 4_000;

    /** One of so many may be refused for overload. */
    private static final int REFUSED_OF = 1_000;

    private static final long GRACE_S = 60;
    private static final int QUIET_LOOKS = 60;
    /** For a BYE that is said again. */
    private static final double LAST_S = 2;

    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();

    /** {@code seats}: ten for each caller at a time. {@code rate}: calls a second, fewer where that is too many. */
    public record Plan(int calls, int rate, int seats) {}

    public RaceBench(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * Runs it and adds its table; true if no caller had two telephones, each was released, and hardly anybody was
     * refused.
     */
    public boolean run(Result result) throws IOException {
        double tookS;
        try (SwitchProcess process = start();
                SwitchApi api = new SwitchApi(process.api(), folder.resolve("data"))) {
            Seats.register(folder, plan.seats, agentPort, process.sipPort());
            api.readyAll(BenchConf.FIRST_SEAT, BenchConf.FIRST_SEAT + plan.seats);
            long beganNs = System.nanoTime();
            race(process.sipPort(), api);
            tookS = (System.nanoTime() - beganNs) / 1e9;
        }
        return tell(result, tookS);
    }

    /** What was written down. */
    boolean tell(Result result, double tookS) throws IOException {
        RaceBook book = new RaceBook();
        book.read(folder.resolve("telephones.log"));
        book.read(folder.resolve("callers.log"));
        RaceBook.Verdict verdict = book.verdict();
        int refused = plan.calls - verdict.callers();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("callers", verdict.callers());
        row.put("refused", refused);
        row.put("calls/s", verdict.callers() / tookS);
        row.put("picked up by", verdict.picksUp() / (double) verdict.callers());
        row.put("doubles", verdict.doubles());
        row.put("late", verdict.late());
        row.put("nobody", verdict.alone());
        row.put("not released", verdict.unreleased());
        row.put("settled ms p50", verdict.settledMs(0.5));
        row.put("p99", verdict.settledMs(0.99));
        row.put("max", verdict.settledMs(1));
        result.add(new Result.Table("all pick up at once", List.of(row)));
        result.note("Picked up by: telephones that answered 200 and were acknowledged, for each caller.");
        result.note("Doubles: callers whom two had until they hung up, as their BYE said (the others' names somebody"
                + " else). Late: who still had two then, " + HOLD_MS + " ms after their own ACK.");
        result.note("Nobody: who had none yet. Settled: from the first ACK until all but one had their BYE.");
        result.note("All of it as SIPp wrote it down, on both sides.");
        return verdict.clean() && refused * REFUSED_OF <= plan.calls;
    }

    private int callersAtOnce() {
        return Math.min(CALLERS_AT_ONCE, plan.seats / RING_AT_ONCE);
    }

    private int mediaPorts() {
        int most = Math.min(PORTS_PER_RATE * plan.rate, PORTS_PER_CALLER * callersAtOnce());
        return Math.max(PORTS_MIN, most / 2 * 2);
    }

    private SwitchProcess start() throws IOException {
        Path conf = folder.resolve("conf");
        BenchConf.write(conf, plan.seats);
        BenchConf.overlay("conf-race", conf);
        List<String> sets = List.of(
                "sip.port=" + FreePorts.one(),
                "api.port=" + FreePorts.one(),
                "media.ports=" + FreePorts.range(mediaPorts()));
        return SwitchProcess.start(new SwitchProcess.Start(
                Child.pinned(Child.SERVER_CORE), SwitchProcess.SERVE, conf, folder.resolve("data"), sets));
    }

    private void race(int sipPort, SwitchApi api) throws IOException {
        List<String> telephones = new ArrayList<>(writing("telephones"));
        telephones.addAll(List.of("-p", Integer.toString(agentPort)));
        List<String> callers = new ArrayList<>(writing("callers"));
        callers.addAll(List.of(
                "-r",
                Integer.toString(plan.rate),
                "-m",
                Integer.toString(plan.calls),
                "-l",
                Integer.toString(callersAtOnce()),
                "-d",
                Integer.toString(HOLD_MS),
                "127.0.0.1:" + sipPort));
        try (Sipp _ = Sipp.start(folder, "telephones", "pick-up", telephones);
                Sipp calling = Sipp.start(folder, "callers", "caller-writes", callers)) {
            if (!calling.await(plan.calls + GRACE_S)) {
                throw new IOException("the callers did not come to their end; see " + folder);
            }
            for (int looks = 0; api.metric("hotswitch_calls_active") > 0 && looks < QUIET_LOOKS; looks++) {
                CpuWindow.pause(1);
            }
            CpuWindow.pause(LAST_S);
        }
    }

    /** It does not give up because the machine stands still now and then. */
    private List<String> writing(String who) {
        String log = folder.resolve(who + ".log").toString();
        return List.of("-watchdog_interval", "0", "-trace_logs", "-log_file", log);
    }
}
