package hotswitch.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.call.toll.TollRules;
import hotswitch.server.node.Setups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code security.toll}: when seats may dial outside. */
final class TollConfTest {
    @TempDir
    Path temp;

    private Conf conf(String rule) throws IOException {
        return new Conf(temp).replace("hotswitch.yaml", "  toll: []", "  toll:\n    - {" + rule + "}");
    }

    @Test
    void aScheduleOfTheCalendarWithItsHolidaysAndWorkedDays() throws IOException {
        Conf conf = conf("schedule: office");
        ServerConfig config = ((LoadResult.Loaded) ConfigLoader.load(conf.dir, List.of())).config();
        TollRules rules = Setups.of(config).calls().toll();
        assertEquals("office", rules.rules().getFirst().schedule());
        assertTrue(open(rules, "2026-09-30T09:00"));
        assertFalse(open(rules, "2026-10-01T09:00"), "a Thursday, and the National Day");
        assertFalse(open(rules, "2026-10-11T09:00"), "a Sunday");
        assertTrue(open(rules, "2026-10-10T09:00"), "a Saturday that is worked");
        assertFalse(open(rules, "2026-09-30T12:30"), "noon");
        assertTrue(rules.hours().open("always", 0));
    }

    private static boolean open(TollRules rules, String when) {
        long second =
                LocalDateTime.parse(when).atZone(ZoneId.of("Asia/Shanghai")).toEpochSecond();
        return rules.hours().open("office", second * 1_000_000_000L);
    }

    @Test
    void aScheduleThatIsNotThere() throws IOException {
        List<String> faults =
                conf("seats: [\"8001\"], hours: \"8-20\", schedule: offize").faults();
        assertEquals(2, faults.size(), faults::toString);
        assertTrue(faults.getFirst().matches("hotswitch\\.yaml:\\d+: .*hours is \"8-20\".*HH:MM.*"), faults::toString);
        assertTrue(
                faults.getLast()
                        .matches("hotswitch\\.yaml:\\d+: there is no schedule offize; did you mean office\\?"
                                + " or define it in calendar\\.yaml .*"),
                faults::toString);
    }

    @Test
    void alwaysNeedsNoDefinition() throws IOException {
        assertEquals(List.of(), conf("schedule: always").faults());
    }
}
