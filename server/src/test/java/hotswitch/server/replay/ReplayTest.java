package hotswitch.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.stats.DayCounters;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.recovery.Reapply;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Demand.Load;
import hotswitch.sim.day.Study;
import hotswitch.sim.day.Study.Band;
import hotswitch.sim.day.WorkingDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day on the disk, proved again under its own rules and estimated under others. */
final class ReplayTest {
    private static final long DAY = 20_781;
    private static final long MIDNIGHT_NS = DayCounters.startOf(DAY);
    private static final int CALLS = 3_000;
    private static final int LIVES = 5;

    private final ServerConfig shipped = shipped();

    @TempDir
    Path data;

    private RecordedTime record;

    private static ServerConfig shipped() {
        return switch (ConfigLoader.load(Path.of("../conf"), List.of())) {
            case LoadResult.Loaded loaded -> loaded.config();
            case LoadResult.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    /** 3,000 calls for the first fourteen people: a busy day, on which some leave. */
    @BeforeEach
    void aDay() {
        int[] agents = IntStream.rangeClosed(1001, 1014).toArray();
        String[] seats =
                IntStream.rangeClosed(8001, 8014).mapToObj(Integer::toString).toArray(String[]::new);
        DayPlan plan = WorkingDay.of(
                new Load(0, 200, 90, "12345"), new WorkingDay.Staff(agents, seats), MIDNIGHT_NS, CALLS, 1);
        DayRecorder.write(data, shipped.centre(), plan, 1);
        record = RecordedTime.read(data, MIDNIGHT_NS, Long.MAX_VALUE);
    }

    @Test
    void theSameRulesGiveTheSameDecisionsAndTheSameState() {
        Reapply.Result proof = record.proof();
        assertEquals("", proof.difference());
        assertEquals(proof.facts(), proof.factsCompared());
        assertTrue(proof.checkpoints() >= proof.entries() / 1_100, proof.toString());
        assertTrue(proof.hashes() == proof.entries() / Reapply.HASH_EVERY, proof.toString());
        assertEquals(
                proof.digest(),
                RecordedTime.read(data, MIDNIGHT_NS, Long.MAX_VALUE).proof().digest());
    }

    /** What is lived again under its own rules is near what was; fewer people are worse, by a visible margin. */
    @Test
    void otherRulesGiveOtherFiguresWithTheirIntervals() throws IOException {
        Indicator answered = shipped.kpi().valid("completion-24h", DAY).indicator();
        DayPlan plan = record.plan();
        Study study = new Study(plan, List.of(answered), MIDNIGHT_NS, DayCounters.startOf(DAY + 1));
        double was = study.figures(record.folded()).getFirst().value();
        var same = study.lives(rules(shipped.centre()), LIVES);
        Band again = Study.band(same, 0);
        System.out.println("recorded " + was + ", lived again " + again + ", "
                + plan.arrivals().size() + " calls");
        assertEquals(was, again.median(), 0.03);
        var fewer = study.lives(rules(without(1010)), LIVES);
        Band difference = Study.difference(same, fewer, 0);
        System.out.println("without five people " + Study.band(fewer, 0) + ", difference " + difference);
        assertTrue(difference.high() < 0, difference.toString());
    }

    /** The shipped rules with another list of people. */
    private CentreConfig without(int from) throws IOException {
        Path conf = data.resolve("conf");
        copy(Path.of("../conf"), conf);
        List<String> people = Files.readAllLines(conf.resolve("agents.csv"));
        people.removeIf(line -> line.matches("[0-9]{4},.*") && Integer.parseInt(line.substring(0, 4)) >= from);
        Files.write(conf.resolve("agents.csv"), people);
        return switch (ConfigLoader.load(conf, List.of())) {
            case LoadResult.Loaded loaded -> loaded.config().centre();
            case LoadResult.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Study.Rules rules(CentreConfig config) {
        byte[] bytes = ConfigCodec.toBytes(config);
        return new Study.Rules(() -> new AcdCore(Limits.PROVINCE, new Flows(), hash -> bytes), "rules");
    }
}
