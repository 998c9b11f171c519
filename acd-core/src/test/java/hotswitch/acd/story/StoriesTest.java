package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hotswitch.acd.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every story comes out as written. {@code -Dstories=rewrite} writes them anew: the diff is the review. */
final class StoriesTest {
    static final Path STORIES = Path.of("src/test/resources/stories");

    @TestFactory
    Stream<DynamicTest> stories() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(STORIES)) {
            files = list.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
        return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> play(file)));
    }

    static void play(Path file) throws IOException {
        String written = Files.readString(file);
        Story story = Story.parse(written);
        Stage stage = new Stage(new StoryConfig(story.configLines()).build());
        Story played = new Story();
        played.head.addAll(story.head);
        for (Story.Group group : story.groups) {
            played.groups.add(new Story.Group(group.lines(), play(group.lines(), stage, story)));
        }
        stage.replay();
        if ("rewrite".equals(System.getProperty("stories"))) {
            Files.writeString(file, played.text());
        } else {
            assertEquals(written, played.text());
        }
    }

    private static List<String> play(List<String> lines, Stage stage, Story story) {
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("t=")) {
                String[] timeAndCommand = line.substring(2).split("\\s+", 2);
                long timeNs = Stage.START_NS + Math.round(Double.parseDouble(timeAndCommand[0]) * 1e9);
                said.addAll(play(timeAndCommand[1], timeNs, stage, story));
            }
        }
        return said;
    }

    private static List<String> play(String line, long timeNs, Stage stage, Story story) {
        if (line.startsWith("rules ")) {
            return stage.configure(
                    changed(story, line.substring("rules ".length())).build(), timeNs);
        }
        if (line.startsWith("skip ")) {
            return stage.skip(command(line.substring("skip ".length()), stage), "planted", timeNs);
        }
        return stage.apply(command(line, stage), timeNs);
    }

    private static Command command(String line, Stage stage) {
        return new StoryCommands(stage::view).parse(line);
    }

    /**
     * "rules -agent 2 | queue advice asks=advice:1": lines of the centre that begin so are taken away, others
     * added.
     */
    private static StoryConfig changed(Story story, String changes) {
        List<String> config = new ArrayList<>(story.configLines());
        for (String change : changes.split(" \\| ")) {
            if (change.startsWith("-")) {
                config.removeIf(l -> l.startsWith(change.substring(1)));
            } else {
                config.add(change);
            }
        }
        return new StoryConfig(config);
    }
}
