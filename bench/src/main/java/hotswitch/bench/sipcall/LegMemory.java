package hotswitch.bench.sipcall;

import hotswitch.bench.result.Result;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench memory}: what established calls hold of the heap, by the JVM's own count after a full collection. Calls
 * that come slowly first: of what lingers after a call's beginning, and is then kept for the next one, there is little.
 * Then as many within seconds, each of whose transactions lingers beside all the others.
 */
public final class LegMemory {
    private static final int CALLS = 1_000;
    private static final int[] RATES = {10, 200};
    /** RFC 3261 §17.1.1.2: timer D and 64*T1; a transaction that is over lingers no longer. */
    private static final double LINGER_S = 34;
    /** What the first calls of all load is not a call's, nor are the places of the ring, each of which is used once. */
    private static final int WARM_UPS = 2;

    /** For the collections before the counts. */
    private static final double LOOK_S = 30;

    private static final int LEGS = 2;
    private static final long BOUND_S = 60;
    private final Path folder;
    private final int agentPort = FreePorts.one();

    public LegMemory(Path folder) {
        this.folder = folder;
    }

    public void run(Result result) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Hotline hotline = Hotline.start(folder, CALLS, agentPort);
                Sipp _ = Sipp.start(folder, "agent", "agent", List.of("-p", Integer.toString(agentPort)))) {
            hotline.work(CALLS);
            for (int i = 0; i < WARM_UPS; i++) {
                calls(hotline, RATES[1], 1).await(BOUND_S);
                hotline.quiet();
            }
            long idle = live(hotline);
            for (int rate : RATES) {
                double arrivalS = (double) CALLS / rate;
                double holdS = arrivalS + LINGER_S + LOOK_S;
                try (Sipp sipp = calls(hotline, rate, holdS)) {
                    CpuWindow.pause(arrivalS + 2);
                    rows.add(row(rate, "all established", idle, live(hotline)));
                    CpuWindow.pause(LINGER_S);
                    rows.add(row(rate, "their first transactions over", idle, live(hotline)));
                    sipp.await((long) (arrivalS + holdS + BOUND_S));
                }
                hotline.quiet();
                CpuWindow.pause(LINGER_S);
                rows.add(row(rate, "all ended, all transactions over", idle, live(hotline)));
            }
        }
        result.add(new Result.Table(CALLS + " calls of two legs, journal on, no recording", rows));
        result.note("Bytes of all live objects (jcmd GC.class_histogram, which collects before), less those of the idle"
                + " switch with its " + CALLS + " seats ready; audio ports included. A call is " + LEGS
                + " legs. What is over is kept for the next calls.");
    }

    private Sipp calls(Hotline hotline, int rate, double holdS) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(rate),
                "-m",
                Integer.toString(CALLS),
                "-l",
                Integer.toString(2 * CALLS),
                "-d",
                Long.toString(Math.round(holdS * 1_000)),
                "127.0.0.1:" + hotline.sipPort());
        return Sipp.start(folder, "held-" + rate + '-' + Math.round(holdS), "caller", options);
    }

    private static Map<String, Object> row(int rate, String when, long idle, long live) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("calls/s", rate);
        row.put("when", when);
        row.put("heap MB", live / 1e6);
        row.put("more than idle MB", (live - idle) / 1e6);
        row.put("KB/leg", (live - idle) / 1e3 / (LEGS * CALLS));
        return row;
    }

    /** The last line of the histogram: {@code Total INSTANCES BYTES}. */
    private long live(Hotline hotline) throws IOException {
        Path out = folder.resolve("histogram");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> command = List.of(jcmd, Long.toString(hotline.pids()[0]), "GC.class_histogram");
        try (Child child = Child.start(command, folder, out)) {
            child.await(BOUND_S);
        }
        String total = Files.readAllLines(out).getLast();
        if (!total.startsWith("Total")) {
            throw new IOException("no histogram: " + total);
        }
        return Long.parseLong(total.trim().split(" +", -1)[2]);
    }
}
