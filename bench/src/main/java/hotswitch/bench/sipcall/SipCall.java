package hotswitch.bench.sipcall;

import hotswitch.bench.result.Machine;
import hotswitch.bench.result.Result;
import hotswitch.bench.result.Spread;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench sip-call}: caller → trunk → queue → agent → BYE without media, beside Kamailio as a stateful proxy on
 * the same load in the same run.
 */
public final class SipCall {
    private static final int AGENTS_PER_BUSY = 2;
    private static final int WARM_RATE_MAX = 400;
    private static final double WARM_HOLD_S = 0.25;
    private static final int WARM_AGENTS = (int) (AGENTS_PER_BUSY * WARM_RATE_MAX * WARM_HOLD_S);
    private static final int SATURATED_AGENTS = 100;
    private static final int SATURATED_RATE = 60;
    private static final double SATURATED_HOLD_S = 2;
    private static final double END_S = 4;
    private static final int FLAME_S = 15;
    private static final double HELD_FAILED_MAX = 0.001;
    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /**
     * @param rates calls a second, rising; {@code windowS}: seconds of CPU measurement at each rate
     * @param holdS how long each call is held, in seconds; the rate times this many are going on at once
     * @param flame where a flame graph of the switch at the highest rate goes; null: none is wanted
     */
    public record Plan(
            List<Integer> rates,
            double windowS,
            double captureS,
            double warmS,
            int warmRate,
            double holdS,
            Path flame) {
        public Plan {
            rates = rates.stream().sorted().toList();
            warmRate = Math.min(warmRate, WARM_RATE_MAX);
        }
    }

    /**
     * What one server did with one rate. {@code cpuUs}: per call; {@code compilersUs}: of it; {@code quiet}: no call
     * was left behind.
     */
    private record Measured(
            Spread cpuUs,
            double compilersUs,
            double bytesPerCall,
            Spread delayMs,
            long failed,
            long calls,
            boolean quiet) {}

    public SipCall(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Runs everything and adds its tables. */
    public void run(Result result) throws IOException {
        Map<Integer, Measured> ours = new LinkedHashMap<>();
        Spread freed;
        int seats = Math.max(WARM_AGENTS, agents(plan.rates().getLast()));
        try (Hotline hotline = Hotline.start(folder, seats, agentPort)) {
            try (Sipp _ = seats("agent", List.of())) {
                result.note(warmUp(hotline));
                result.note(WarmUp.AT_RATE);
            }
            freed = saturated(hotline);
            try (Sipp _ = seats("agent", List.of())) {
                for (int rate : plan.rates()) {
                    Measured measured = measure(hotline, rate);
                    ours.put(rate, measured);
                    if (!measured.quiet) {
                        break; // too much for it: what follows would be measured among the calls left behind
                    }
                }
            }
        }
        try (Sipp _ = seats("agent", List.of());
                Kamailio kamailio = Kamailio.start(folder, agentPort)) {
            for (int rate : ours.keySet()) {
                row(rate, ours.get(rate), proxied(kamailio, rate));
            }
        }
        result.add(new Result.Table("calls", rows));
        result.add(new Result.Table("agent freed → next offer", List.of(freedRow(freed))));
        result.note("The highest of these rates with less than 0.1 % failed: " + held(ours) + " calls/s on one core.");
        result.note("Kamailio: " + Machine.output(List.of("kamailio", "-v")) + "; SIPp: 3.6 or newer, timer 1 ms.");
    }

    private static int held(Map<Integer, Measured> ours) {
        return ours.entrySet().stream()
                .filter(each -> each.getValue().failed < HELD_FAILED_MAX * each.getValue().calls)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    private int agents(int rate) {
        return (int) (AGENTS_PER_BUSY * rate * plan.holdS());
    }

    private Sipp seats(String scenario, List<String> more) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(agentPort)));
        options.addAll(more);
        return Sipp.start(folder, scenario, scenario, options);
    }

    private Sipp callers(String name, String scenario, Load load, int port) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(load.rate),
                "-m",
                Integer.toString(load.calls()),
                "-l",
                "10000",
                "-d",
                Long.toString(Math.round(load.holdS * 1_000)),
                "127.0.0.1:" + port);
        return Sipp.start(folder, name, scenario, options);
    }

    /** So many calls a second for so many seconds, each held so long. */
    private record Load(int rate, double seconds, double holdS) {
        int calls() {
            return (int) Math.ceil(rate * seconds);
        }

        long boundS() {
            return (long) (seconds + holdS + 60);
        }
    }

    /** Before everything, gently at first; returns how it ended. */
    private String warmUp(Hotline hotline) throws IOException {
        System.out.println("warming up …");
        hotline.work(WARM_AGENTS);
        for (double share : List.of(0.125, 0.5, 1.0)) {
            warm(hotline, (int) Math.ceil(share * plan.warmRate()), share * plan.warmS(), WARM_HOLD_S);
        }
        String ended = WarmUp.settle(hotline, seconds -> warm(hotline, plan.warmRate(), seconds, WARM_HOLD_S));
        if (!hotline.quiet()) {
            throw new IllegalStateException("calls of the warm-up are left behind; see " + folder);
        }
        return ended;
    }

    private void warm(Hotline hotline, int rate, double seconds, double holdS) throws IOException {
        Load load = new Load(rate, seconds, holdS);
        try (Sipp sipp = callers("warm-" + load.rate, "caller", load, hotline.sipPort())) {
            sipp.await(load.boundS());
        }
    }

    /** First the CPU windows, then the capture: copying packets would count as the server's time. */
    private Measured measure(Hotline hotline, int rate) throws IOException {
        System.out.println("hotswitch at " + rate + " calls/s …");
        hotline.work(agents(rate));
        WarmUp.settleAtRate(hotline, seconds -> warm(hotline, rate, seconds, plan.holdS()));
        double leadS = plan.holdS() + 1.5;
        int flameS = plan.flame() != null && rate == plan.rates().getLast() ? FLAME_S : 0;
        Load load = new Load(rate, leadS + plan.windowS() + plan.captureS() + flameS + 2, plan.holdS());
        double before = hotline.answered();
        try (Sipp sipp = callers("rate-" + rate, "caller", load, hotline.sipPort())) {
            CpuWindow.pause(leadS);
            Hotline.Made first = hotline.made();
            long compiledNs = WarmUp.compiledNs(hotline);
            Spread cpu = CpuWindow.perCall(hotline.pids(), rate, plan.windowS());
            double compilersUs = (WarmUp.compiledNs(hotline) - compiledNs) / 1e3 / (rate * plan.windowS());
            Hotline.Made last = hotline.made();
            double bytesPerCall = (last.bytes() - first.bytes()) / Math.max(1, last.answered() - first.answered());
            Spread delay = delay("rate-" + rate, hotline.sipPort());
            if (flameS > 0) {
                Flame.take(hotline.pids()[0], flameS, folder, plan.flame());
            }
            sipp.await(load.boundS());
            boolean quiet = hotline.quiet(); // the last calls are counted by then
            long unanswered = load.calls() - Math.round(hotline.answered() - before);
            long failed = Math.max(failed(sipp, load), unanswered);
            return new Measured(cpu, compilersUs, bytesPerCall, delay, failed, load.calls(), quiet);
        }
    }

    private Spread delay(String name, int port) throws IOException {
        try (Capture capture = Capture.start(folder, name, port)) {
            CpuWindow.pause(plan.captureS());
            return new Delays(capture.stop(), port).inviteToAgent();
        }
    }

    /** What did not end as its scenario says, or never began. */
    private static long failed(Sipp sipp, Load load) throws IOException {
        return load.calls() - sipp.count("SuccessfulCall");
    }

    private Measured proxied(Kamailio kamailio, int rate) throws IOException {
        System.out.println("kamailio at " + rate + " calls/s …");
        double leadS = plan.holdS() + 1.5;
        Load load = new Load(rate, leadS + plan.windowS() + plan.captureS() + 1, plan.holdS());
        try (Sipp sipp = callers("kamailio-" + rate, "caller", load, kamailio.port())) {
            CpuWindow.pause(leadS);
            Spread cpu = CpuWindow.perCall(kamailio.pids(), rate, plan.windowS());
            Spread delay = delay("kamailio-" + rate, kamailio.port());
            sipp.await(load.boundS());
            return new Measured(cpu, 0, 0, delay, failed(sipp, load), load.calls(), true);
        }
    }

    /** More callers than agents, who hang up: each freed agent has somebody waiting. */
    private Spread saturated(Hotline hotline) throws IOException {
        System.out.println("more callers than agents …");
        hotline.work(SATURATED_AGENTS);
        Load load = new Load(SATURATED_RATE, plan.windowS() + 2, 0);
        String hold = Long.toString(Math.round(SATURATED_HOLD_S * 1_000));
        try (Sipp _ = seats("agent-hangs-up", List.of("-d", hold));
                Capture capture = Capture.start(folder, "saturated", hotline.sipPort());
                Sipp sipp = callers("saturated", "caller-waits", load, hotline.sipPort())) {
            sipp.await(load.boundS());
            CpuWindow.pause(END_S);
            return new Delays(capture.stop(), hotline.sipPort()).freedToOffer();
        }
    }

    private void row(int rate, Measured ours, Measured proxy) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("calls/s", rate);
        row.put("agents", agents(rate));
        row.put("CPU µs/call", ours.cpuUs.median());
        row.put("CPU spread", ours.cpuUs.range());
        row.put("of it compilers", ours.compilersUs);
        row.put("Kamailio µs/call", proxy.cpuUs.median());
        row.put("Kamailio spread", proxy.cpuUs.range());
        row.put("ratio", ours.cpuUs.median() / Math.max(1, proxy.cpuUs.median()));
        row.put("KB garbage/call", ours.bytesPerCall / 1_000);
        row.put("failed %", 100.0 * ours.failed / ours.calls);
        row.put("Kamailio failed %", 100.0 * proxy.failed / proxy.calls);
        row.put("INVITE→agent p50 ms", ours.delayMs.median());
        row.put("p99 ms", ours.delayMs.quantile(0.99));
        row.put("Kamailio p50 ms", proxy.delayMs.median());
        row.put("Kamailio p99 ms", proxy.delayMs.quantile(0.99));
        rows.add(row);
    }

    private static Map<String, Object> freedRow(Spread freed) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agents", SATURATED_AGENTS);
        row.put("calls/s", SATURATED_RATE);
        row.put("offers", freed.size());
        row.put("p50 ms", freed.median());
        row.put("p99 ms", freed.quantile(0.99));
        return row;
    }
}
