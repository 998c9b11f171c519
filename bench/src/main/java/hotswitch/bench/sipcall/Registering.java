package hotswitch.bench.sipcall;

import hotswitch.bench.result.Result;
import hotswitch.bench.result.Spread;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bench register}: seats that refresh their registrations with digest: REGISTER, 401, REGISTER, 200. */
public final class Registering {
    private static final int SEATS = 5_000;
    private static final double LEAD_S = 2;
    /** Timer J (RFC 3261 §17.2.2) and a little: from then on as many transactions end as begin. */
    private static final double STEADY_S = 34;

    private static final int WARM_RATE = 1_000;
    private static final int REQUESTS = 2;
    private final Path folder;
    private final Plan plan;
    private final int agentPort = FreePorts.one();

    /** @param rates registrations a second; {@code windowS}: seconds of CPU measurement at each */
    public record Plan(List<Integer> rates, double windowS, double warmS) {}

    public Registering(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    public void run(Result result) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Hotline hotline = Hotline.start(folder, SEATS, agentPort)) {
            System.out.println("warming up …");
            measure(hotline, WARM_RATE, LEAD_S, plan.warmS());
            result.note(WarmUp.settle(hotline, seconds -> measure(hotline, WARM_RATE, LEAD_S, seconds)));
            for (int rate : plan.rates()) {
                System.out.println(rate + " registrations/s …");
                rows.add(measure(hotline, rate, STEADY_S, plan.windowS()));
            }
        }
        result.add(new Result.Table(SEATS + " seats", rows));
        result.note("A registration is two requests: REGISTER, 401 with a challenge, REGISTER "
                + "with credentials (MD5), 200."
                + " CPU of the whole switch, pinned to one core; the contact does not change, as with a phone that"
                + " refreshes. Each rate goes on for " + (int) STEADY_S + " s before it is measured: from then on as"
                + " many transactions end (Timer J) as begin.");
    }

    private Map<String, Object> measure(Hotline hotline, int rate, double leadS, double seconds) throws IOException {
        int registrations = (int) (rate * (leadS + seconds + LEAD_S));
        Seats.Pace pace = new Seats.Pace(registrations, rate);
        try (Sipp sipp = Seats.registering(folder, pace, agentPort, hotline.sipPort())) {
            CpuWindow.pause(leadS);
            double bytes = hotline.made().bytes();
            Spread cpu = CpuWindow.perCall(hotline.pids(), rate, seconds);
            double garbage = (hotline.made().bytes() - bytes) / (rate * seconds);
            sipp.await((long) (seconds + 60));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("registrations/s", rate);
            row.put("CPU µs/registration", cpu.median());
            row.put("spread", cpu.range());
            row.put("CPU µs/request", cpu.median() / REQUESTS);
            row.put("KB garbage/registration", garbage / 1_000);
            row.put("failed", registrations - sipp.count("SuccessfulCall"));
            return row;
        }
    }
}
