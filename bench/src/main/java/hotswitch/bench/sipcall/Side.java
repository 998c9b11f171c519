package hotswitch.bench.sipcall;

import hotswitch.bench.result.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the two servers that are compared, and what it did with the rate at hand. They have the load in turn, a
 * window each: a machine that is shared changes its speed within minutes, and what is compared must be close in time.
 */
final class Side {
    /** After the first calls have ended. */
    private static final double LEAD_S = 1.5;

    private static final double END_S = 1;
    private final Path folder;
    private final String name;
    private final int port;
    private final long[] pids;
    private final List<Double> cpuUs = new ArrayList<>();
    private final List<Double> delaysMs = new ArrayList<>();
    private final Tally tally = new Tally();

    /** {@code name}: for the files of its loads. */
    Side(Path folder, String name, int port, long[] pids) {
        this.folder = folder;
        this.name = name;
        this.port = port;
        this.pids = pids;
    }

    /** What is measured in each turn. */
    record Window(int rate, double holdS, double cpuS, double captureS) {}

    /** First the processor's time, then the capture: copying packets would count as the server's time. */
    void turn(Window window) throws IOException {
        String run = name + "-" + window.rate + "-" + cpuUs.size();
        double seconds = window.holdS + LEAD_S + window.cpuS + window.captureS + END_S;
        Load load = new Load(window.rate, seconds, window.holdS);
        try (Sipp sipp = load.start(folder, run, "caller", port)) {
            CpuWindow.pause(window.holdS + LEAD_S);
            cpuUs.add(CpuWindow.one(pids, window.rate, window.cpuS));
            try (Capture capture = Capture.start(folder, run, port)) {
                CpuWindow.pause(window.captureS);
                delaysMs.addAll(new Delays(capture.stop(), port).inviteToAgent());
            }
            load.await(sipp);
            tally.add(load, sipp);
        }
    }

    /** µs per call, a figure for each turn in their order. */
    List<Double> cpuUs() {
        return List.copyOf(cpuUs);
    }

    /** INVITE in → INVITE out to the agent, of all turns. */
    Spread delayMs() {
        return Spread.of(delaysMs);
    }

    Tally tally() {
        return tally;
    }
}
