package hotswitch.bench.sipcall;

import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.SwitchApi;
import hotswitch.bench.run.SwitchProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The switch under test, pinned to its core, with its seats registered at one SIPp port and logged on as needed. */
final class Hotline implements AutoCloseable {
    private static final String MEDIA_PORTS = "12000-59999";
    private static final String ANSWERED = "hotswitch_queue_wait_seconds_count";
    private static final int QUIET_LOOKS = 60;
    private static final double QUIET_LOOK_S = 0.5;
    private final SwitchProcess process;
    private final SwitchApi api;
    private final long startedNs = System.nanoTime();
    private int working;

    private Hotline(SwitchProcess process, SwitchApi api) {
        this.process = process;
        this.api = api;
    }

    static Hotline start(Path folder, int seats, int agentPort) throws IOException {
        return start(folder, seats, agentPort, Special.NOTHING);
    }

    /** {@code jvm}: further options of the JVM; {@code sets}: of the configuration, KEY=VALUE. */
    record Special(List<String> jvm, List<String> sets) {
        static final Special NOTHING = new Special(List.of(), List.of());
    }

    static Hotline start(Path folder, int seats, int agentPort, Special special) throws IOException {
        BenchConf.write(folder.resolve("conf"), seats);
        List<String> sets = new ArrayList<>(
                List.of("sip.port=" + FreePorts.one(), "api.port=" + FreePorts.one(), "media.ports=" + MEDIA_PORTS));
        sets.addAll(special.sets);
        Path data = folder.resolve("data");
        List<String> options = new ArrayList<>(SwitchProcess.SERVE);
        options.addAll(special.jvm);
        SwitchProcess process = SwitchProcess.start(
                new SwitchProcess.Start(Child.pinned(Child.SERVER_CORE), options, folder.resolve("conf"), data, sets));
        Hotline hotline = new Hotline(process, new SwitchApi(process.api(), data));
        Seats.register(folder, seats, agentPort, process.sipPort());
        return hotline;
    }

    /** So many agents are logged on and ready from now on. */
    void work(int agents) {
        int first = BenchConf.FIRST_SEAT;
        if (agents > working) {
            api.readyAll(first + working, first + agents);
        } else {
            api.loggedOffAll(first + agents, first + working);
        }
        working = agents;
    }

    /** Waits until no call is left of what went before; false when some are left for half a minute. */
    boolean quiet() {
        boolean quiet = api.metric("hotswitch_calls_active") == 0;
        for (int looks = 0; !quiet && looks < QUIET_LOOKS; looks++) {
            CpuWindow.pause(QUIET_LOOK_S);
            quiet = api.metric("hotswitch_calls_active") == 0;
        }
        return quiet;
    }

    int sipPort() {
        return process.sipPort();
    }

    long[] pids() {
        return new long[] {process.pid()};
    }

    /** Seconds since it was ready. */
    double upS() {
        return (System.nanoTime() - startedNs) / 1e9;
    }

    /** Bytes that all threads have allocated and calls that were answered, since the start; one look for both. */
    record Made(double bytes, double answered) {}

    Made made() {
        double[] made = api.metrics("hotswitch_jvm_allocated_bytes_total", ANSWERED);
        return new Made(made[0], made[1]);
    }

    /** INVITEs that came in, repeated ones too, and new calls that were refused because of too much load. */
    record Pressure(double invites, double shed, long atNs) {}

    Pressure pressure() {
        double[] now = api.metrics(
                "hotswitch_sip_requests_total{method=\"INVITE\"}", "hotswitch_sip_shed_total{kind=\"invite\"}");
        return new Pressure(now[0], now[1], System.nanoTime());
    }

    double answered() {
        return api.metric(ANSWERED);
    }

    @Override
    public void close() {
        api.close();
        process.close();
    }
}
