package hotswitch.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration judges itself: status 0 says that all were heard, recorded and accounted for. */
final class DemoTest {
    @Test
    void aSmallCentreServesItsCallers(@TempDir Path folder) {
        String[] asked = {"--seats", "3", "--callers", "5", "--rate", "2", "--talk", "5", "--dir", folder.toString()};
        assertEquals(0, new CommandLine(new Demo()).execute(asked));
    }

    @Test
    void askingForMoreSeatsThanThereAreIsWrongUse() {
        assertEquals(2, new CommandLine(new Demo()).execute("--seats", "59"));
    }
}
