package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in the core and in signalling: the simulator must find each. If one lives, a net has a hole. */
final class MutantsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int SEEDS_MAX = 30;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> mutants() throws IOException {
        return mutants("mutants", "core");
    }

    @TestFactory
    Stream<DynamicTest> mutantsOfSignalling() throws IOException {
        return mutants("signal-mutants", "signalling");
    }

    /** A trunk that is never left needs one call, and nothing that goes wrong. */
    @Test
    void aFailureOfSignallingIsMadeSmall() throws Exception {
        Path patch = RESOURCES.resolve("signal-mutants/trunk-never-left.patch");
        String command = new Mutant(patch).killedBy("shrunk", 1, folder);
        assertTrue(command.matches(".* --without [A-Z_,]+ --callers \\d+ --agents 0"), command);
    }

    private Stream<DynamicTest> mutants(String patches, String world) throws IOException {
        List<Path> all;
        try (Stream<Path> list = Files.list(RESOURCES.resolve(patches))) {
            all = list.sorted().toList();
        }
        return all.stream().map(patch -> {
            String name = patch.getFileName().toString();
            return dynamicTest(name, () -> {
                Path classes = Files.createDirectory(folder.resolve(name));
                String failure = new Mutant(patch).killedBy(world, SEEDS_MAX, classes);
                System.out.println(name + ": " + failure);
                assertNotEquals("", failure, name + " lives after " + SEEDS_MAX + " lives");
            });
        });
    }
}
