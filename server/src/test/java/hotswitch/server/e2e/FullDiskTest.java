package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that is nearly full: new calls are refused, none is lost. On a small disk in a mount namespace of its own. */
final class FullDiskTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Test
    void newCallsAreRefusedAndTheOneInsideGoesOn() throws IOException {
        Path said = Files.createTempFile("full-disk", ".out");
        List<String> command = SwitchProcess.java("hotswitch.server.e2e.FullDisk");
        command.addAll(0, List.of("unshare", "--map-root-user", "--mount"));
        Process apart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(apart::destroyForcibly));
        Await.until("the story of the full disk ends", BOUND, () -> !apart.isAlive());
        assertEquals(0, apart.exitValue(), () -> read(said));
        Files.delete(said);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
