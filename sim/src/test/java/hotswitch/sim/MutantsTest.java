package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in the core: the simulator must find each. If one lives, a net has a hole. */
final class MutantsTest {
    private static final Path PATCHES = Path.of("src/test/resources/mutants");
    private static final int SEEDS_MAX = 30;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> mutants() throws IOException {
        List<Path> patches;
        try (Stream<Path> list = Files.list(PATCHES)) {
            patches = list.sorted().toList();
        }
        return patches.stream().map(patch -> {
            String name = patch.getFileName().toString();
            return dynamicTest(name, () -> {
                Path classes = Files.createDirectory(folder.resolve(name));
                String failure = new Mutant(patch).killedBy(SEEDS_MAX, classes);
                System.out.println(name + ": " + failure);
                assertNotEquals("", failure, name + " lives after " + SEEDS_MAX + " lives");
            });
        });
    }
}
