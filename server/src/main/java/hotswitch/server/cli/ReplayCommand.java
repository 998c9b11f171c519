package hotswitch.server.cli;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.stats.DayCounters;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.cti.Times;
import hotswitch.server.recovery.BlobStore;
import hotswitch.server.recovery.Reapply;
import hotswitch.server.replay.RecordedTime;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Study;
import hotswitch.sim.day.Study.Band;
import hotswitch.sim.day.Study.Figure;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code replay}: a recorded day under the same rules (a proof) and under others (an estimate), side by side. */
@Command(name = "replay", description = "yesterday under other rules: the indicators, side by side")
public final class ReplayCommand implements Callable<Integer> {
    private static final String LIMITS_OF_IT = """
            What this assumes: how long a caller waits and talks does not depend on the agent who answers; callers who
            were answered would have waited at least as long as they did (censored: longer ones are drawn from all waits
            of the day, Kaplan-Meier); who left before an agent answered has a talk time drawn from the others'; agents
            came, went and took breaks by the clock as recorded; own calls of agents count as absence; holding counts as
            talking; keys are pressed as long after the arrival as then, and flows that ask another system are told what
            they were told then (asked more often they get no answer); transfers, conferences, call-backs and ratings
            are not lived again; nobody calls again who would have, or refrains who did (repeat dialling is not
            modelled: a gain in answered calls is overstated by it).""";

    @Option(names = "--conf", description = "the other rules; without it the record is only proved")
    private Path conf;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--from", description = "2026-11-24T00:00:00+08:00; midnight before the record's end by default")
    private OffsetDateTime from;

    @Option(names = "--to", description = "the record's end by default")
    private OffsetDateTime to;

    @Option(names = "--lives", defaultValue = "9", description = "how often the day is lived under each rules")
    private int lives;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        if (!Files.isDirectory(data.resolve("journal"))) {
            System.err.println("no journal under " + data);
            return 2;
        }
        if (lives < 1) {
            System.err.println("--lives must be 1 or more: " + lives);
            return 2;
        }
        ServerConfig other = null;
        if (conf != null) {
            switch (ConfigLoader.load(conf, List.of())) {
                case LoadResult.Faulty faulty -> {
                    faulty.faults().forEach(System.err::println);
                    return 2;
                }
                case LoadResult.Loaded loaded -> other = loaded.config();
            }
        }
        long began = System.nanoTime();
        long toNs = to == null ? Long.MAX_VALUE : ns(to);
        long fromNs = from == null
                ? DayCounters.startOf(DayCounters.dayOf(to == null ? RecordedTime.end(data) : toNs))
                : ns(from);
        RecordedTime record = RecordedTime.read(data, fromNs, toNs);
        boolean same = prove(record, System.nanoTime() - began);
        if (other != null) {
            compare(record, other, fromNs, Math.min(toNs, record.lastNs() + 1));
        }
        return same ? 0 : 1;
    }

    private static long ns(OffsetDateTime time) {
        return TimeUnit.SECONDS.toNanos(time.toEpochSecond()) + time.getNano();
    }

    private boolean prove(RecordedTime record, long tookNs) {
        Reapply.Result proof = record.proof();
        out.printf(
                "same rules: %,d entries applied again (%,d commands) in %s; %,d of %,d facts compared,"
                        + " %,d checkpoints, hash at every %,dth entry (%d): digest %016x%n",
                proof.entries(),
                proof.commands(),
                seconds(tookNs),
                proof.factsCompared(),
                proof.facts(),
                proof.checkpoints(),
                Reapply.HASH_EVERY,
                proof.hashes(),
                proof.digest());
        boolean same = proof.difference().isEmpty();
        out.println(same ? "the same decisions, the same state (相同决策，相同状态)" : "DIFFERENT: " + proof.difference());
        return same;
    }

    private void compare(RecordedTime record, ServerConfig other, long fromNs, long toNs) {
        DayPlan plan = record.plan();
        if (plan.arrivals().isEmpty()) {
            out.println("no call ended in this stretch of time: nothing to live again");
            return;
        }
        List<Indicator> indicators = indicators(other, fromNs);
        Study study = new Study(plan, indicators, fromNs, toNs);
        long began = System.nanoTime();
        byte[] before = new BlobStore(data.resolve("blobs")).read(record.rules());
        List<List<Figure>> as = study.lives(rules(before), lives);
        List<List<Figure>> otherwise = study.lives(rules(ConfigCodec.toBytes(other.centre())), lives);
        long tookNs = System.nanoTime() - began;
        out.printf(
                "%nother rules: %,d calls from %s to %s, lived %d times each: %,d commands in %s (%s a day)%n%n",
                plan.arrivals().size(),
                Times.inChina(fromNs),
                Times.inChina(toNs),
                lives,
                study.commands(),
                seconds(tookNs),
                seconds(tookNs / (2L * lives)));
        out.printf(
                "%-26s %10s %30s %30s %30s%n",
                "", "recorded", "these rules, lived again", "the other rules", "difference");
        List<Figure> was = study.figures(record.folded());
        for (int i = 0; i < indicators.size(); i++) {
            boolean mean = indicators.get(i).kind() == Counter.Kind.CALL_MS;
            out.printf(
                    "%-26s %10s %30s %30s %30s%n",
                    indicators.get(i).name(),
                    value(was.get(i).value(), mean),
                    band(Study.band(as, i), mean),
                    band(Study.band(otherwise, i), mean),
                    band(Study.difference(as, otherwise, i), mean));
        }
        out.printf(
                "%nmedian [5th to 95th percentile of the lives]; patience: half the callers would wait %s or longer%n",
                seconds(median(study)));
        out.println(LIMITS_OF_IT);
    }

    private static long median(Study study) {
        long s = 0;
        while (s < 3_600 && study.traits().impatience().survival(TimeUnit.SECONDS.toNanos(s)) > 0.5) {
            s++;
        }
        return TimeUnit.SECONDS.toNanos(s);
    }

    private static Study.Rules rules(byte[] bytes) {
        return new Study.Rules(() -> new AcdCore(Limits.PROVINCE, new Flows(), hash -> bytes), "replay");
    }

    /** Those that are of calls or of agents' time; a roster is no part of a record. */
    private static List<Indicator> indicators(ServerConfig config, long fromNs) {
        List<Indicator> all = new ArrayList<>();
        for (String name : config.kpi().names()) {
            var valid = config.kpi().valid(name, DayCounters.dayOf(fromNs));
            if (valid != null
                    && valid.indicator().denominator().stream().noneMatch(t -> t.counter() == Counter.ON_DUTY_MS)) {
                all.add(valid.indicator());
            }
        }
        return all;
    }

    private static String band(Band band, boolean mean) {
        return value(band.median(), mean) + " [" + value(band.low(), mean) + " to " + value(band.high(), mean) + "]";
    }

    private static String value(double value, boolean mean) {
        return Double.isNaN(value) ? "-" : mean ? "%.1f s".formatted(value / 1_000) : "%.2f %%".formatted(value * 100);
    }

    private static String seconds(long ns) {
        return "%.2f s".formatted(ns / 1e9);
    }
}
