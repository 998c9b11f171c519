package hotswitch.bench.core;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.bench.result.Result;
import hotswitch.ivr.run.Flows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bench snapshot}: a large centre written down, brought back, compared. */
public final class SnapshotBench {
    private static final int AGENTS = 5_000;
    private static final int WAITING = 10_000;
    private static final int TIMES = 7;
    private static final double NS_PER_MS = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SnapshotBench() {}

    public static void run(Result result) throws IOException {
        CoreState centre = new CoreState(AGENTS, WAITING);
        centre.fill();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            rows.add(once(centre));
        }
        result.add(new Result.Table(
                AGENTS + " agents (all talking), " + WAITING + " callers waiting; first cold, then warm", rows));
    }

    private static Map<String, Object> once(CoreState centre) {
        long began = System.nanoTime();
        BytesWriter out = new BytesWriter();
        centre.core().writeSnapshot(out);
        byte[] bytes = out.toBytes();
        long written = System.nanoTime();
        StateHash before = centre.core().hash();
        long hashed = System.nanoTime();
        long cpuBegan = THREADS.getCurrentThreadCpuTime();
        AcdCore again = new AcdCore(Limits.PROVINCE, new Flows(), centre.blobs());
        again.readSnapshot(new BytesReader(bytes));
        boolean equal = again.hash().equals(before);
        long restored = System.nanoTime();
        double cpuMs = (THREADS.getCurrentThreadCpuTime() - cpuBegan) / NS_PER_MS;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("bytes", bytes.length);
        row.put("write ms", (written - began) / NS_PER_MS);
        row.put("hash ms", (hashed - written) / NS_PER_MS);
        row.put("restore and hash ms", (restored - hashed) / NS_PER_MS);
        row.put("of that CPU ms", cpuMs);
        row.put("equal", equal);
        return row;
    }
}
