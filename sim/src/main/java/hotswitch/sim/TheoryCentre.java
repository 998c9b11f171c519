package hotswitch.sim;

import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Announcements;
import hotswitch.acd.config.CentreConfig.Bounds;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.CentreConfig.Overflow;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.QueueTimes;
import hotswitch.acd.config.CentreConfig.Strategy;
import hotswitch.acd.config.CentreConfig.TimesConfig;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One queue without bound, wrap-up or overflow; seats that are telephones, so that they are always reachable. */
final class TheoryCentre {
    static final String NUMBER = "1001";

    private TheoryCentre() {}

    static CentreConfig of(int agents) {
        List<AgentConfig> people = new ArrayList<>();
        List<DeviceConfig> seats = new ArrayList<>();
        for (int id = 1; id <= agents; id++) {
            people.add(new AgentConfig(id, "agent " + id, List.of(), "seat-" + id, "agent", AgentDuty.USUAL));
            seats.add(new DeviceConfig("seat-" + id, "139" + id, ""));
        }
        QueueConfig queue = new QueueConfig(
                "q",
                List.of(),
                Strategy.LONGEST_IDLE,
                new Bounds(0, 0),
                new Overflow(OverflowKind.RELEASE, "", "", false, 0),
                new QueueTimes(60_000, 0, 15_000, 0),
                new Announcements("", 0, "", "", false));
        return new CentreConfig(
                people,
                seats,
                List.of(queue),
                List.of(new NumberConfig(NUMBER, "main")),
                new HuntConfig(List.of(), HuntStrategy.LINEAR, 0, 0, 0, 0, "", "", ""),
                List.of(),
                new TimesConfig(0, 0, "", "", false, false),
                flows());
    }

    private static String flows() {
        Flow main = new Flow(
                "main", List.of(new Flow.Line("", new Step.Answer()), new Flow.Line("", new Step.Queue("q", 0))));
        Calendar calendar = new Calendar(ZoneId.of("UTC"), List.of(), List.of(), List.of());
        return ScriptWriter.write(new Script(calendar, List.of(), List.of(main)));
    }
}
