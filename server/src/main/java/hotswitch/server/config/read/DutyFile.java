package hotswitch.server.config.read;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.config.text.CsvFile;
import hotswitch.server.config.text.CsvRow;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code duty.csv}: who is on duty when, in China's time; an end before its beginning is on the next day. Nobody where
 * it is absent.
 */
final class DutyFile {
    static final String NAME = "duty.csv";
    private static final List<String> COLUMNS = List.of("day", "from", "to", "agents");
    private static final long NS_PER_S = 1_000_000_000L;

    private DutyFile() {}

    static List<AgentSpan> read(Reading reading) {
        List<AgentSpan> roster = new ArrayList<>();
        if (!reading.conf().has(NAME)) {
            return roster;
        }
        for (CsvRow row : CsvFile.read(reading.conf(), NAME, false, COLUMNS)) {
            try {
                read(row, roster);
            } catch (DateTimeParseException | NumberFormatException e) {
                row.fault("cannot be understood: " + e.getMessage(), "write 2026-11-24,08:00,16:00,1001;1002", "排班行无效");
            }
        }
        return List.copyOf(roster);
    }

    private static void read(CsvRow row, List<AgentSpan> roster) {
        long dayNs = DayCounters.startOf(LocalDate.parse(row.text("day")).toEpochDay());
        LocalTime from = LocalTime.parse(row.text("from"));
        LocalTime to = LocalTime.parse(row.text("to"));
        long nextDay = to.isAfter(from) ? 0 : 86_400;
        for (String agent : row.required("agents").split(";")) {
            roster.add(new AgentSpan(
                    Integer.parseInt(agent.strip()),
                    AgentState.LOGGED_OFF,
                    dayNs + from.toSecondOfDay() * NS_PER_S,
                    dayNs + (to.toSecondOfDay() + nextDay) * NS_PER_S));
        }
    }
}
