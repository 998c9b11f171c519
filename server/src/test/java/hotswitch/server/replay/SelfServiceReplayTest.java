package hotswitch.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.flow.Named;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.stats.DayCounters;
import hotswitch.ivr.run.Flows;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Habits;
import hotswitch.sim.day.DayPlan.Handling;
import hotswitch.sim.day.DayPlan.InFlow;
import hotswitch.sim.day.DayPlan.Numbers;
import hotswitch.sim.day.DayPlan.Patience;
import hotswitch.sim.day.DayPlan.Press;
import hotswitch.sim.day.DayPlan.Reply;
import hotswitch.sim.day.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who ask for their case: what another system said of it then is said again when the day is lived again. */
final class SelfServiceReplayTest {
    private static final long DAY = 20_781;
    private static final long MIDNIGHT_NS = DayCounters.startOf(DAY);
    private static final long S = 1_000_000_000L;

    @TempDir
    Path data;

    /** 1: the progress of a case; its number; right. {@code reply}: of the system that knows the case. */
    private static Arrival arrival(int n, Reply reply) {
        List<Press> presses = new ArrayList<>(List.of(new Press(5 * S, '1')));
        for (char digit : "12345#".toCharArray()) {
            presses.add(new Press((10L + presses.size()) * S, digit));
        }
        presses.add(new Press(18 * S, '1'));
        return new Arrival(
                MIDNIGHT_NS + 36_000 * S + n * 600L * S,
                new Numbers("1380000000" + n, "12347", "carrier-a"),
                new InFlow(presses, List.of(reply)),
                new Patience(DayPlan.UNKNOWN, 30 * S, true),
                new Handling(DayPlan.UNKNOWN, DayPlan.UNKNOWN));
    }

    /** One case is done, one is not known there, and once nobody answers: who is not served asks for a human. */
    @Test
    void whatAFlowWasToldIsToldAgain() {
        Reply done = new Reply(S, 200, List.of(new Named("state", "done"), new Named("day", "2026-11-20")));
        Reply failed = new Reply(S / 2, 0, List.of());
        Reply none = new Reply(DayPlan.UNKNOWN, 0, List.of());
        List<Arrival> arrivals = List.of(arrival(0, done), arrival(1, failed), arrival(2, none));
        ServerConfig shipped = shipped();
        Habits habits = new Habits(List.of(), List.of(), Map.of());
        DayRecorder.write(data, shipped.centre(), new DayPlan(arrivals, List.of(), habits), 1);
        RecordedTime record = RecordedTime.read(data, MIDNIGHT_NS, Long.MAX_VALUE);
        DayPlan read = record.plan();
        assertEquals(
                List.of(List.of(done), List.of(failed), List.of(none)),
                read.arrivals().stream().map(a -> a.inFlow().replies()).toList());
        Indicator served = shipped.kpi().valid("smart-service-rate", DAY).indicator();
        Study study = new Study(read, List.of(served), MIDNIGHT_NS, DayCounters.startOf(DAY + 1));
        assertEquals(1, study.figures(record.folded()).getFirst().numerator(), "recorded");
        byte[] rules = ConfigCodec.toBytes(shipped.centre());
        var lives = study.lives(
                new Study.Rules(() -> new AcdCore(Limits.PROVINCE, new Flows(), hash -> rules), "rules"), 2);
        for (var life : lives) {
            assertEquals(1, life.getFirst().numerator(), "lived again");
            assertEquals(
                    study.figures(record.folded()).getFirst().denominator(),
                    life.getFirst().denominator());
        }
    }

    private static ServerConfig shipped() {
        return switch (ConfigLoader.load(SwitchProcess.home().resolve("conf"), List.of())) {
            case LoadResult.Loaded loaded -> loaded.config();
            case LoadResult.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }
}
