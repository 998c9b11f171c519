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
import java.util.stream.IntStream;

/**
 * {@code bench sip-call}: caller → trunk → queue → agent → BYE without media, beside Kamailio as a stateful proxy: both
 * stand on one core, and each rate is theirs in turn.
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
    private static final int TURNS = 5;
    private static final double HELD_FAILED_MAX = 0.001;
    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /**
     * @param rates calls a second, rising; {@code windowS}, {@code captureS}: seconds of CPU measurement and of delays
     *     for each server at each rate, in all its turns
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
     * What both did with one rate. {@code early}: our calls before the first window, from the jump to this rate on;
     * {@code compilersUs}: of our time per call, with what comes between the windows; {@code answered}: our calls by
     * our own count; {@code quiet}: none was left behind.
     */
    private record Measured(
            Side ours,
            Side theirs,
            Tally early,
            double compilersUs,
            double bytesPerCall,
            long answered,
            boolean quiet) {
        /** The worse of both counts, of all. */
        double failedShare() {
            long calls = ours.tally().calls();
            return (double) Math.max(ours.tally().failed(), calls - answered) / calls;
        }

        /** Of each turn of ours to theirs that follows. */
        Spread ratio() {
            return new Spread(IntStream.range(0, TURNS)
                    .mapToDouble(i -> ours.cpuUs().get(i) / theirs.cpuUs().get(i))
                    .toArray());
        }
    }

    public SipCall(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Runs everything and adds its tables. */
    public void run(Result result) throws IOException {
        Spread freed;
        int seats = Math.max(WARM_AGENTS, agents(plan.rates().getLast()));
        int held = 0;
        try (Hotline hotline = Hotline.start(folder, seats, agentPort);
                Kamailio kamailio = Kamailio.start(folder, agentPort)) {
            try (Sipp _ = seats("agent", List.of())) {
                result.note(warmUp(hotline));
                result.note(WarmUp.AT_RATE);
            }
            freed = saturated(hotline);
            boolean quiet = true; // else: too much for it, what follows would be measured among the calls left behind
            for (int i = 0; quiet && i < plan.rates().size(); i++) {
                int rate = plan.rates().get(i);
                Measured measured = measured(hotline, kamailio, rate);
                rows.add(row(rate, measured));
                held = measured.failedShare() < HELD_FAILED_MAX ? rate : held;
                quiet = measured.quiet;
            }
        }
        result.add(new Result.Table("calls", rows));
        result.add(new Result.Table("agent freed → next offer", List.of(freedRow(freed))));
        result.note(
                "The two servers had each rate in turn, " + TURNS + " windows each; the ratio is of one window to the"
                        + " other's that followed: median (least to most).");
        result.note("Failed before: of the calls between the jump to a rate and its first window, which began cold.");
        result.note("The highest of these rates with less than 0.1 % failed: " + held + " calls/s on one core.");
        result.note("Kamailio: " + Machine.output(List.of("kamailio", "-v")) + "; SIPp: 3.6 or newer, timer 1 ms.");
    }

    private int agents(int rate) {
        return (int) (AGENTS_PER_BUSY * rate * plan.holdS());
    }

    private Sipp seats(String scenario, List<String> more) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(agentPort)));
        options.addAll(more);
        return Sipp.start(folder, scenario, scenario, options);
    }

    /** Before everything, gently at first; returns how it ended. */
    private String warmUp(Hotline hotline) throws IOException {
        System.out.println("warming up …");
        hotline.work(WARM_AGENTS);
        Tally early = new Tally();
        for (double share : List.of(0.125, 0.5, 1.0)) {
            int rate = (int) Math.ceil(share * plan.warmRate());
            warm(hotline, new Load(rate, share * plan.warmS(), WARM_HOLD_S), early);
        }
        String ended = WarmUp.settle(
                hotline, seconds -> warm(hotline, new Load(plan.warmRate(), seconds, WARM_HOLD_S), early));
        if (!hotline.quiet()) {
            throw new IllegalStateException("calls of the warm-up are left behind; see " + folder);
        }
        return ended;
    }

    private void warm(Hotline hotline, Load load, Tally tally) throws IOException {
        try (Sipp sipp = load.start(folder, "warm-" + load.rate(), "caller", hotline.sipPort())) {
            load.await(sipp);
            tally.add(load, sipp);
        }
    }

    private Measured measured(Hotline hotline, Kamailio kamailio, int rate) throws IOException {
        System.out.println(rate + " calls/s …");
        try (Sipp _ = seats("agent", List.of())) {
            hotline.work(agents(rate));
            Tally early = new Tally();
            WarmUp.settleAtRate(hotline, seconds -> warm(hotline, new Load(rate, seconds, plan.holdS()), early));
            Side ours = new Side(folder, "hotswitch", hotline.sipPort(), hotline.pids());
            Side theirs = new Side(folder, "kamailio", kamailio.port(), kamailio.pids());
            Side.Window window = new Side.Window(rate, plan.holdS(), plan.windowS() / TURNS, plan.captureS() / TURNS);
            hotline.quiet();
            Hotline.Made first = hotline.made();
            long compiledNs = WarmUp.compiledNs(hotline);
            for (int turn = 0; turn < TURNS; turn++) {
                ours.turn(window);
                theirs.turn(window);
            }
            boolean quiet = hotline.quiet(); // the last calls are counted by then
            Hotline.Made last = hotline.made();
            double answered = last.answered() - first.answered();
            double compilersUs = (WarmUp.compiledNs(hotline) - compiledNs) / 1e3 / Math.max(1, answered);
            double bytes = (last.bytes() - first.bytes()) / Math.max(1, answered);
            if (plan.flame() != null && rate == plan.rates().getLast()) {
                flame(hotline, rate);
            }
            return new Measured(ours, theirs, early, compilersUs, bytes, Math.round(answered), quiet);
        }
    }

    private void flame(Hotline hotline, int rate) throws IOException {
        Load load = new Load(rate, plan.holdS() + FLAME_S + END_S, plan.holdS());
        try (Sipp sipp = load.start(folder, "flame", "caller", hotline.sipPort())) {
            CpuWindow.pause(plan.holdS());
            Flame.take(hotline.pids()[0], FLAME_S, folder, plan.flame());
            load.await(sipp);
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
                Sipp sipp = load.start(folder, "saturated", "caller-waits", hotline.sipPort())) {
            load.await(sipp);
            CpuWindow.pause(END_S);
            return new Delays(capture.stop(), hotline.sipPort()).freedToOffer();
        }
    }

    private Map<String, Object> row(int rate, Measured measured) {
        Side ours = measured.ours;
        Side theirs = measured.theirs;
        Spread cpu = Spread.of(ours.cpuUs());
        Spread proxy = Spread.of(theirs.cpuUs());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("calls/s", rate);
        row.put("agents", agents(rate));
        row.put("CPU µs/call", cpu.median());
        row.put("CPU spread", cpu.range());
        row.put("of it compilers", measured.compilersUs);
        row.put("Kamailio µs/call", proxy.median());
        row.put("Kamailio spread", proxy.range());
        row.put("ratio", measured.ratio().median());
        row.put("ratio spread", measured.ratio().range());
        row.put("KB garbage/call", measured.bytesPerCall / 1_000);
        row.put("failed %", 100 * measured.failedShare());
        row.put("failed before %", measured.early.failedPercent());
        row.put("Kamailio failed %", theirs.tally().failedPercent());
        row.put("INVITE→agent p50 ms", ours.delayMs().median());
        row.put("p99 ms", ours.delayMs().quantile(0.99));
        row.put("Kamailio p50 ms", theirs.delayMs().median());
        row.put("Kamailio p99 ms", theirs.delayMs().quantile(0.99));
        return row;
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
