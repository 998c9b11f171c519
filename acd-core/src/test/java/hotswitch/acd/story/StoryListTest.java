package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code stories/README.md} says which story shows which sentence: none is missing there, none is made up. */
final class StoryListTest {
    private static final Pattern NAMED = Pattern.compile("`([a-z0-9-]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
    private static final Path ROOT = Path.of("..");

    @Test
    void everyStoryIsNamedAndEveryNameIsAStory() throws IOException {
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(StoriesTest.STORIES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .forEach(name -> there.add(name.substring(0, name.length() - ".txt".length())));
        }
        assertEquals(there, named(NAMED));
    }

    /** The tests of other modules that are named stand where they are compiled. */
    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> missing = named(TEST);
        for (String module : new String[] {"acd-core", "ivr", "server"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> missing.remove(name.substring(0, name.length() - ".java".length())));
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(StoriesTest.STORIES.resolve("README.md")));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
