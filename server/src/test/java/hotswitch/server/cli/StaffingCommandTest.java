package hotswitch.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code staffing}: what it says where theory has no answer, and to questions that nobody can answer. */
final class StaffingCommandTest {
    @RegisterExtension
    final Heard heard = new Heard();

    private String[] row(String callsPerHour) {
        return heard.out()
                .lines()
                .filter(line -> line.strip().startsWith(callsPerHour + " |"))
                .findFirst()
                .orElseThrow()
                .split("\\|");
    }

    @Test
    void whereMoreComeThanAreServedErlangCIsRefusedAndItIsSaidWhy() {
        assertEquals(0, ask("--calls-per-hour", "14,15,20", "--seats", "1", "--patience", "0"));
        assertTrue(row("14")[1].strip().endsWith("/ 100.0 %"), heard.out());
        for (String full : new String[] {"15", "20"}) {
            for (int column = 1; column <= 3; column++) {
                assertTrue(row(full)[column].strip().endsWith("/ -"), heard.out());
            }
        }
        assertTrue(heard.out().contains("20 calls/h keep 1.3 seats busy; with 1, and nobody who leaves"), heard.out());
        assertTrue(heard.out().contains("At least 2 seats, or a --patience."), heard.out());
        assertTrue(!heard.out().contains("14 calls/h keep"), heard.out());
    }

    /** With patience the same load has an answer. */
    @Test
    void withPatienceTheLoadMayBeAsHighAsItLikes() {
        assertEquals(0, ask("--calls-per-hour", "60", "--seats", "1", "--patience", "90"));
        assertTrue(row("60")[3].strip().matches("9[0-9]\\.[0-9] % / 9[0-9]\\.[0-9] %"), heard.out());
        assertTrue(heard.out().contains("Erlang A, exact"), heard.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--seats, 0, --seats must be 1 to 5000",
        "--target, 1, --target must be more than 0 and less than 1",
        "--target, NaN, --target must be more than 0 and less than 1",
        "--aht, 0, --aht must be more than 0 s",
        "--patience, -1, --patience and --within 0 s or more",
        "--within, NaN, --patience and --within 0 s or more",
        "--calls, 0, --calls and --calls-per-hour must be more than 0",
        "--calls-per-hour, '700,0', --calls and --calls-per-hour must be more than 0",
        "--calls-per-hour, many, 'many'",
        "--from-journal, nowhere, no journal under nowhere"
    })
    void whatCannotBeAskedIsToldAtOnce(String option, String value, String said) {
        assertEquals(2, Heard.status(new StaffingCommand(), option, value));
        assertEquals("", heard.out());
        assertTrue(heard.err().contains(said), heard.err());
    }

    private static int ask(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--calls";
        all[args.length + 1] = "3000";
        return Heard.status(new StaffingCommand(), all);
    }
}
