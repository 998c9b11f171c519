package hotswitch.bench;

import hotswitch.bench.core.CoreBench;
import hotswitch.bench.core.SnapshotBench;
import hotswitch.bench.day.ReplayBench;
import hotswitch.bench.pipeline.PipelineBench;
import hotswitch.bench.race.RaceBench;
import hotswitch.bench.restart.Restart;
import hotswitch.bench.result.Result;
import hotswitch.bench.rtp.RtpBench;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.Home;
import hotswitch.bench.run.Scratch;
import hotswitch.bench.sipcall.LegMemory;
import hotswitch.bench.sipcall.OverloadBench;
import hotswitch.bench.sipcall.PauseBench;
import hotswitch.bench.sipcall.Registering;
import hotswitch.bench.sipcall.SipCall;
import hotswitch.bench.stack.StackBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hotswitch bench NAME}: measures, and writes what it found under {@code bench/results}. */
@Command(name = "bench", description = "a benchmark: " + Main.NAMES)
public final class Main implements Callable<Integer> {
    static final String NAMES =
            "sip-call, overload, pauses, race, register, memory, stack, rtp, core, restart, snapshot, pipeline, replay"
                    + " or all";

    private static final List<Integer> CALL_RATES = List.of(100, 200, 500, 600, 700);
    private static final List<Integer> REGISTER_RATES = List.of(200, 1_000, 2_000);
    private static final int PAUSES_RATE = 200;
    private static final int RACE_RATE = 400;
    private static final int RACE_SEATS = 1_000;
    private static final double WINDOW_S = 9;
    private static final double CALL_WINDOW_S = 20;
    private static final double CAPTURE_S = 5;
    private static final double CORE_WINDOWS = 6;
    private static final double RTP_WINDOWS = 2;

    @Parameters(index = "0", description = NAMES)
    private String name;

    @Option(names = "--rates", split = ",", description = "sip-call: calls a second; register: registrations a second")
    private List<Integer> rates;

    @Option(names = "--flame", description = "sip-call: also a flame graph of the switch, at the highest rate")
    private boolean flame;

    @Option(
            names = "--window",
            description = "seconds of each measurement: 9; sip-call: of each server at each rate in all its turns, 20")
    private Double chosenWindowS;

    @Option(
            names = "--warm-rate",
            defaultValue = "400",
            description = "sip-call: calls a second before the first measurement")
    private int warmRate;

    @Option(
            names = "--warm",
            defaultValue = "60",
            description = "sip-call: seconds of that, until the compilers have done their work")
    private double warmS;

    @Option(names = "--hold", defaultValue = "2", description = "sip-call: seconds that each call is held")
    private double holdS;

    @Option(names = "--capacity", defaultValue = "500", description = "overload: calls a second that can be held")
    private int capacity;

    @Option(names = "--minutes", defaultValue = "10", description = "pauses: minutes of steady calls")
    private double minutes;

    @Option(names = "--calls", defaultValue = "100000", description = "race: callers")
    private int calls;

    @Option(names = "--burners", defaultValue = "0", description = "overload: idle loops on the switch's core")
    private int burners;

    @Option(names = "--forks", defaultValue = "2", description = "core: processes for each size")
    private int forks;

    @Option(names = "--streams", defaultValue = "200", description = "rtp: streams, two for each call")
    private int streams;

    @Option(names = "--kills", defaultValue = "5", description = "restart: kills of each kind, 5 at most")
    private int kills;

    @Option(names = "--busy", defaultValue = "60", description = "restart: seconds of 100 calls a second before")
    private int busyS;

    @Option(names = "--out", description = "folder of the results; bench/results by default")
    private Path out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        switch (name) {
            case "sip-call" -> sipCall();
            case "register" -> register();
            case "memory" -> memory();
            case "stack" -> stack();
            case "overload" -> overload();
            case "pauses" -> pauses();
            case "race" -> {
                return race();
            }
            case "core" -> core();
            case "rtp" -> rtp();
            case "snapshot" -> snapshot();
            case "pipeline" -> pipeline();
            case "replay" -> replay();
            case "restart" -> restart();
            case "all" -> {
                restart();
                core();
                stack();
                snapshot();
                pipeline();
                replay();
                rtp();
                memory();
                register();
                sipCall();
            }
            default -> {
                System.err.println("no such benchmark: " + name);
                return 2;
            }
        }
        Scratch.clear();
        return 0;
    }

    private void sipCall() throws IOException {
        Result result = new Result("sip-call", command("sip-call"));
        Path work = Scratch.folder("bench");
        SipCall.Plan plan = new SipCall.Plan(
                rates == null ? CALL_RATES : rates,
                chosenWindowS == null ? CALL_WINDOW_S : chosenWindowS,
                CAPTURE_S,
                warmS,
                warmRate,
                holdS,
                flame ? results().resolve("sip-call-flame.html") : null);
        new SipCall(work, plan).run(result);
        result.write(results());
    }

    private double windowS() {
        return chosenWindowS == null ? WINDOW_S : chosenWindowS;
    }

    private void register() throws IOException {
        Result result = new Result("register", command("register"));
        Path work = Scratch.folder("bench");
        Registering.Plan plan = new Registering.Plan(rates == null ? REGISTER_RATES : rates, windowS(), warmS / 2);
        new Registering(work, plan).run(result);
        result.write(results());
    }

    private void memory() throws IOException {
        Result result = new Result("memory", command("memory"));
        new LegMemory(Scratch.folder("bench")).run(result);
        result.write(results());
    }

    private void stack() throws IOException {
        Result result = new Result("stack", command("stack"));
        StackBench.run(result, windowS() / CORE_WINDOWS, forks);
        result.write(results());
    }

    private void overload() throws IOException {
        Result result = new Result("overload", command("overload"));
        Path work = Scratch.folder("bench");
        new OverloadBench(work, new OverloadBench.Plan(capacity, windowS(), warmS, burners)).run(result);
        result.write(results());
    }

    private void pauses() throws IOException {
        Result result = new Result("pauses", command("pauses"));
        int rate = rates == null ? PAUSES_RATE : rates.getFirst();
        PauseBench.Plan plan = new PauseBench.Plan(rate, minutes, warmS);
        new PauseBench(Scratch.folder("bench"), plan).run(result);
        result.write(results());
    }

    /** Its exit status: 1 where a caller had two telephones. */
    private int race() throws IOException {
        Result result = new Result("race", command("race"));
        int rate = rates == null ? RACE_RATE : rates.getFirst();
        boolean clean = new RaceBench(Scratch.folder("bench"), new RaceBench.Plan(calls, rate, RACE_SEATS)).run(result);
        result.write(results());
        Scratch.clear();
        return clean ? 0 : 1;
    }

    private void core() throws IOException {
        Result result = new Result("core", command("core"));
        CoreBench.run(result, windowS() / CORE_WINDOWS, forks);
        result.write(results());
    }

    private void snapshot() throws IOException {
        Result result = new Result("snapshot", command("snapshot"));
        SnapshotBench.run(result);
        result.write(results());
    }

    private void pipeline() throws IOException {
        Result result = new Result("pipeline", command("pipeline"));
        PipelineBench.run(result, windowS());
        result.write(results());
    }

    private void replay() throws IOException {
        Result result = new Result("replay", command("replay"));
        ReplayBench.run(result);
        result.write(results());
    }

    private void rtp() throws IOException {
        Result result = new Result("rtp", command("rtp"));
        Child.pinSelf();
        new RtpBench(Scratch.folder("bench"), streams, windowS() * RTP_WINDOWS).run(result);
        result.write(results());
    }

    private void restart() throws IOException {
        Result result = new Result("restart", command("restart"));
        new Restart(Scratch.folder("bench"), new Restart.Plan(kills, busyS)).run(result);
        result.write(results());
    }

    private static String command(String which) {
        return "./hotswitch bench " + which;
    }

    private Path results() {
        return out == null ? Home.folder().resolve("bench/results") : out;
    }
}
