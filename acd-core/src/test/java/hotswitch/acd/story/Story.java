package hotswitch.acd.story;

import java.util.ArrayList;
import java.util.List;

/**
 * A story's text: comments and the centre first, then groups of commands ("t=…"), each followed by "----" and what
 * came of it.
 */
final class Story {
    final List<String> head = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();

    /** {@code lines}: commands and comments. */
    record Group(List<String> lines, List<String> expected) {}

    static Story parse(String text) {
        Story story = new Story();
        boolean output = false;
        Group group = null;
        for (String line : text.lines().toList()) {
            boolean command = line.startsWith("t=");
            if (line.equals("----")) {
                output = true;
            } else if (command && (group == null || output)) {
                group = new Group(new ArrayList<>(), new ArrayList<>());
                group.lines.add(line);
                story.groups.add(group);
                output = false;
            } else if (output && !line.isBlank()) {
                group.expected.add(line);
            } else if (group != null && !output) {
                group.lines.add(line);
            } else if (group == null) {
                story.head.add(line);
            }
        }
        return story;
    }

    List<String> configLines() {
        return head.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }

    String text() {
        StringBuilder out = new StringBuilder(String.join("\n", head)).append('\n');
        for (Group group : groups) {
            group.lines.forEach(l -> out.append(l).append('\n'));
            out.append("----\n");
            group.expected.forEach(l -> out.append(l).append('\n'));
            out.append('\n');
        }
        return out.toString().stripTrailing() + "\n";
    }
}
