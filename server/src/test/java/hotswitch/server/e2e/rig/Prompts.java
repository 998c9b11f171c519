package hotswitch.server.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

/** The prompts of a switch under test. */
final class Prompts {
    /** What goes on until somebody is there. */
    private static final Set<String> LOOPS = Set.of("music.wav", "ringback.wav");

    private static final String SHORTEST = "n0.wav";

    private Prompts() {}

    /** What is longer than the word "zero" becomes that. */
    static void shorten(Path folder) {
        Path word = folder.resolve(SHORTEST);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                boolean said = each.toString().endsWith(".wav")
                        && !LOOPS.contains(each.getFileName().toString());
                if (said && Files.size(each) > Files.size(word)) {
                    Files.copy(word, each, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
