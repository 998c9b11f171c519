package hotswitch.bench.core;

import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.QueueTimes;
import hotswitch.bench.run.Scratch;
import hotswitch.bench.sipcall.BenchConf;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Configurations of the core's benchmarks. */
final class Centres {
    private static final long WRAP_UP_MS = 30_000;
    private static final int DECIMAL = 10;

    private Centres() {}

    /** That of {@code bench sip-call} with so many agents, and with a wrap-up. */
    static CentreConfig config(int agents) throws IOException {
        Path folder = Scratch.folder("core-bench");
        BenchConf.write(folder, agents);
        CentreConfig c = switch (ConfigLoader.load(folder, List.of())) {
            case LoadResult.Loaded loaded -> loaded.config().centre();
            case LoadResult.Faulty faulty ->
                throw new IOException(faulty.faults().toString());
        };
        Scratch.clear();
        return new CentreConfig(
                c.agents(),
                c.devices(),
                c.queues().stream().map(Centres::wrapUp).toList(),
                c.numbers(),
                c.hunt(),
                c.displays(),
                c.times(),
                c.flows(),
                c.routing(),
                c.services());
    }

    private static QueueConfig wrapUp(QueueConfig q) {
        QueueTimes t = q.times();
        QueueTimes times = new QueueTimes(t.offerMs(), WRAP_UP_MS, t.serviceLevelMs(), t.shortAbandonMs());
        return new QueueConfig(q.name(), q.asks(), q.strategy(), q.bounds(), q.overflow(), times, q.announcements());
    }

    static String seat(int agent) {
        return Integer.toString(agent);
    }

    /** Who sits there, without garbage. */
    static int agentAt(String seat) {
        int agent = 0;
        for (int i = 0; i < seat.length(); i++) {
            agent = DECIMAL * agent + seat.charAt(i) - '0';
        }
        return agent;
    }
}
