package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Faults planted in the core and in signalling: the simulator must find each. If one lives, a net has a hole. Each has
 * classes of its own, so that several are hunted at once.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MutantsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int SEEDS_MAX = 30;
    private static final Pattern LEFT =
            Pattern.compile("# faults left: \\[(.*)], agents left out: .*, callers left: (\\d+), commands: (\\d+)");

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

    /** An agent who let it ring and stays Ready needs one agent, one caller, and a phone that nobody picks up. */
    @Test
    void aFailureOfTheCoreIsMadeSmall() throws Exception {
        Path patch = RESOURCES.resolve("mutants/rona-stays-ready.patch");
        List<String> story = new Mutant(patch)
                .killedBy("shrunkCore", SEEDS_MAX, folder)
                .lines()
                .toList();
        String before = story.getFirst();
        String rule = before.split(" ")[1];
        assertTrue(
                story.get(1).startsWith("# SEED=") && story.get(1).split(" ")[2].equals(rule), story.get(1));
        Matcher left = LEFT.matcher(story.get(3));
        assertTrue(left.matches(), story.get(3));
        assertTrue(Integer.parseInt(left.group(2)) <= 3, "callers left: " + story.get(3));
        assertTrue(left.group(1).split(",").length <= 4, "faults left: " + story.get(3));
        int commands = Integer.parseInt(left.group(3));
        assertTrue(commands < 100 && story.size() > commands, "the story of " + commands + " commands follows");
        assertTrue(story.stream().anyMatch(line -> line.contains("#" + commands + " ")), "to the one that fails");
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
