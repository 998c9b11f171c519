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

/** {@code bench memory}: what established calls hold of the heap, by the JVM's own count after a full collection. */
public final class LegMemory {
    private static final int CALLS = 2_000;
    private static final int RATE = 200;
    private static final double HOLD_S = 75;
    /** RFC 3261 §17.1.1.2: timer D and 64*T1; a transaction that is over lingers no longer. */
    private static final double LINGER_S = 34;

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
            calls(hotline, 1).await(BOUND_S); // what the first call of all loads is not a call's
            hotline.quiet();
            long idle = live(hotline);
            try (Sipp sipp = calls(hotline, HOLD_S)) {
                CpuWindow.pause((double) CALLS / RATE + 2);
                rows.add(row("just established", idle, live(hotline)));
                CpuWindow.pause(LINGER_S);
                rows.add(row("transactions over", idle, live(hotline)));
                sipp.await((long) HOLD_S + BOUND_S);
            }
            hotline.quiet();
            CpuWindow.pause(LINGER_S);
            rows.add(row("all ended, transactions over", idle, live(hotline)));
        }
        result.add(new Result.Table(CALLS + " calls of two legs, journal on, no recording", rows));
        result.note("Bytes of all live objects (jcmd GC.class_histogram, which collects before), less those of the idle"
                + " switch with its " + CALLS + " seats ready; audio ports included. A call is " + LEGS + " legs.");
    }

    private Sipp calls(Hotline hotline, double holdS) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(RATE),
                "-m",
                Integer.toString(CALLS),
                "-l",
                Integer.toString(2 * CALLS),
                "-d",
                Long.toString(Math.round(holdS * 1_000)),
                "127.0.0.1:" + hotline.sipPort());
        return Sipp.start(folder, "held-" + Math.round(holdS), "caller", options);
    }

    private static Map<String, Object> row(String when, long idle, long live) {
        Map<String, Object> row = new LinkedHashMap<>();
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
