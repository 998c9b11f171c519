package hotswitch.bench;

import hotswitch.bench.core.CoreBench;
import hotswitch.bench.core.SnapshotBench;
import hotswitch.bench.day.ReplayBench;
import hotswitch.bench.pipeline.PipelineBench;
import hotswitch.bench.restart.Restart;
import hotswitch.bench.result.Result;
import hotswitch.bench.rtp.RtpBench;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.Home;
import hotswitch.bench.sipcall.SipCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hotswitch bench NAME}: measures, and writes what it found under {@code bench/results}. */
@Command(name = "bench", description = "a benchmark: sip-call, rtp, core, restart, snapshot, pipeline, replay or all")
public final class Main implements Callable<Integer> {
    private static final double CAPTURE_S = 4;
    private static final double CORE_WINDOWS = 6;
    private static final double RTP_WINDOWS = 2;

    @Parameters(index = "0", description = "sip-call, rtp, core, restart, snapshot, pipeline, replay or all")
    private String name;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "100,200,500,600,700",
            description = "sip-call: calls a second")
    private List<Integer> rates;

    @Option(names = "--window", defaultValue = "9", description = "seconds of each measurement")
    private double windowS;

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
            case "core" -> core();
            case "rtp" -> rtp();
            case "snapshot" -> snapshot();
            case "pipeline" -> pipeline();
            case "replay" -> replay();
            case "restart" -> restart();
            case "all" -> {
                restart();
                core();
                snapshot();
                pipeline();
                replay();
                rtp();
                sipCall();
            }
            default -> {
                System.err.println("no such benchmark: " + name);
                return 2;
            }
        }
        return 0;
    }

    private void sipCall() throws IOException {
        Result result = new Result("sip-call", command("sip-call"));
        Path work = Files.createTempDirectory("hotswitch-bench-");
        SipCall.Plan plan = new SipCall.Plan(rates, windowS, CAPTURE_S, warmS, warmRate);
        new SipCall(work, plan).run(result);
        result.write(results());
    }

    private void core() throws IOException {
        Result result = new Result("core", command("core"));
        CoreBench.run(result, windowS / CORE_WINDOWS, forks);
        result.write(results());
    }

    private void snapshot() throws IOException {
        Result result = new Result("snapshot", command("snapshot"));
        SnapshotBench.run(result);
        result.write(results());
    }

    private void pipeline() throws IOException {
        Result result = new Result("pipeline", command("pipeline"));
        PipelineBench.run(result, windowS);
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
        new RtpBench(Files.createTempDirectory("hotswitch-bench-"), streams, windowS * RTP_WINDOWS).run(result);
        result.write(results());
    }

    private void restart() throws IOException {
        Result result = new Result("restart", command("restart"));
        new Restart(Files.createTempDirectory("hotswitch-bench-"), new Restart.Plan(kills, busyS)).run(result);
        result.write(results());
    }

    private static String command(String which) {
        return "./hotswitch bench " + which;
    }

    private Path results() {
        return out == null ? Home.folder().resolve("bench/results") : out;
    }
}
