package hotswitch.bench.rtp;

import hotswitch.bench.result.Machine;
import hotswitch.bench.result.Result;
import hotswitch.bench.result.Spread;
import hotswitch.bench.run.ProcStat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bench rtp}: CPU per relayed packet, recorded and not, beside rtpengine on the same streams. */
public final class RtpBench {
    private static final double WARM_S = 8;
    private static final int WINDOWS = 3;
    private static final int PACKETS_PER_SECOND = 50;
    private final Path folder;
    private final int streams;
    private final double windowS;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** {@code streams}: an even number; {@code windowS}: seconds of measurement for each relay. */
    public RtpBench(Path folder, int streams, double windowS) {
        this.folder = folder;
        this.streams = streams;
        this.windowS = windowS;
    }

    public void run(Result result) throws IOException {
        measure("hotswitch", OurRelay.start(streams, null));
        measure("hotswitch, recorded (spool)", OurRelay.start(streams, folder.resolve("spool")));
        measure("rtpengine", RtpEngine.start(folder, streams, null));
        measure("rtpengine, recorded (raw capture)", RtpEngine.start(folder, streams, folder.resolve("pcap")));
        result.add(new Result.Table("relay of " + streams + " streams, PCMA, 20 ms", rows));
        result.note(Machine.output(List.of("rtpengine", "--version")) + ", user space, one worker thread.");
    }

    private void measure(String name, Relay relay) throws IOException {
        System.out.println(name + " …");
        try (relay;
                Phones phones = new Phones(streams)) {
            relay.connect(phones);
            phones.talk(WARM_S);
            double[] cpuUs = new double[WINDOWS];
            long before = phones.received();
            double tookS = 0;
            long totalUs = 0;
            for (int i = 0; i < WINDOWS; i++) {
                long receivedBefore = phones.received();
                long fromUs = ProcStat.cpuUs(relay.pids());
                long fromNs = System.nanoTime();
                phones.talk(windowS / WINDOWS);
                tookS += (System.nanoTime() - fromNs) / 1e9;
                long usedUs = ProcStat.cpuUs(relay.pids()) - fromUs;
                totalUs += usedUs;
                cpuUs[i] = (double) usedUs / Math.max(1, phones.received() - receivedBefore);
            }
            Map<String, Object> row = new LinkedHashMap<>();
            Spread spread = new Spread(cpuUs);
            row.put("relay", name);
            row.put("CPU µs/packet", spread.median());
            row.put("spread", spread.range());
            row.put("% of a core", totalUs / tookS / 1e4);
            double sent = streams * PACKETS_PER_SECOND * windowS;
            row.put("not relayed %", Math.max(0, 100 - 100 * (phones.received() - before) / sent));
            rows.add(row);
        }
    }
}
