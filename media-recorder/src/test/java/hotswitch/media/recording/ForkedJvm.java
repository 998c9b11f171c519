package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a process of its own, with this one's options and class path. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** Starts it; what it prints is to be read from the process. */
    static Process start(Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments))
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** @return what it printed, once it ended with that status */
    public static String run(int expectedStatus, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("forked", ".txt");
        try {
            Process process = new ProcessBuilder(command(main, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            assertTrue(ended, "still running");
            assertEquals(expectedStatus, process.exitValue(), Files.readString(said));
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }
}
