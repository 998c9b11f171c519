package hotswitch.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that look at a data folder in which no switch has been: they say so, and leave nothing there. */
final class TablesTest {
    @RegisterExtension
    final Heard heard = new Heard();

    @TempDir
    Path data;

    record Look(Object command, String... args) {
        @Override
        public String toString() {
            return command.getClass().getSimpleName();
        }
    }

    static Stream<Look> looks() {
        String conf = SwitchProcess.home().resolve("conf").toString();
        return Stream.of(
                new Look(new WhyCommand(), "1"),
                new Look(new KpiCommand(), "--conf", conf),
                new Look(new RecordingsCommand(), "list"),
                new Look(new RecordingsCommand(), "verify"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void anEmptyFolderAndNoneAtAllAreTold(Look look) throws IOException {
        for (Path folder : new Path[] {data, data.resolve("none")}) {
            String[] args = Stream.concat(Stream.of(look.args), Stream.of("--data", folder.toString()))
                    .toArray(String[]::new);
            assertEquals(2, Heard.status(look.command, args));
            String said = "no tables under " + folder + ": no switch has run with this data folder";
            assertTrue(heard.err().contains(said), heard.err());
        }
        assertEquals("", heard.out());
        try (Stream<Path> files = Files.list(data)) {
            assertEquals(0, files.count(), "nothing was made");
        }
    }

    /** A token for a folder that is only made by it would be refused by the switch that the operator means. */
    @Test
    void aTokenForANewFolderIsWarnedOf() {
        assertEquals(0, token());
        assertTrue(heard.err().contains("is new: a switch with another one will not know this token"), heard.err());
        assertEquals(0, token());
        assertEquals(1, heard.err().lines().count(), "only once");
        assertFalse(heard.out().isBlank());
    }

    private int token() {
        String folder = data.resolve("new").toString();
        return Heard.status(new TokenCommand(), "--role", "auditor", "--data", folder);
    }
}
