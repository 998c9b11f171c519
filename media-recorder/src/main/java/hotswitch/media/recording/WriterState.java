package hotswitch.media.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the writer remembers across a restart: the spool index after which it must read again, and the calls finished
 * last. A file that is missing or torn costs work, not recordings: everything still in the spool is archived once more.
 *
 * <p>{@code after INDEX}, then {@code done READ_TO CALL} each with its {@code segment N STATUS START_MS LENGTH_MS
 * SHA256 FILE} lines, then {@code end}.
 */
final class WriterState {
    static final long BEGINNING = -1;
    private static final String LAST_LINE = "end";

    private final Path file;
    private final Map<Long, Finished> finished = new LinkedHashMap<>();
    private long after = BEGINNING;

    /** A call that is archived; its records end at {@code lastIndex}. */
    record Finished(long lastIndex, List<RecordedSegment> segments) {}

    WriterState(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) return;
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (!lines.isEmpty() && lines.getLast().equals(LAST_LINE)) lines.forEach(this::parse);
    }

    private void parse(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "after" -> after = Long.parseLong(words[1]);
            case "done" -> finished.put(number(words[2]), new Finished(number(words[1]), new ArrayList<>()));
            case "segment" -> {
                Map.Entry<Long, Finished> call = ((LinkedHashMap<Long, Finished>) finished).lastEntry();
                call.getValue().segments().add(segment(call.getKey(), words));
            }
            case LAST_LINE -> {}
            default -> throw new IllegalStateException(file + ": " + line);
        }
    }

    private static RecordedSegment segment(long callId, String[] words) {
        return new RecordedSegment(
                callId,
                Integer.parseInt(words[1]),
                words[6],
                number(words[3]),
                number(words[4]),
                words[5],
                RecordedSegment.Status.valueOf(words[2]));
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }

    /** Everything up to this index needs no reading any more; {@link #BEGINNING}: nothing was read yet. */
    long after() {
        return after;
    }

    boolean isFinished(long callId) {
        return finished.containsKey(callId);
    }

    List<RecordedSegment> lastTold() {
        return finished.values().stream()
                .flatMap(call -> call.segments().stream())
                .toList();
    }

    void finish(long callId, long lastIndex, List<RecordedSegment> segments) {
        finished.put(callId, new Finished(lastIndex, segments));
    }

    /** Remembers the position; forgets calls that will not be met again in the spool, except the last {@code kept}. */
    void advance(long index, int kept) throws IOException {
        after = index;
        var oldestFirst = finished.values().iterator();
        for (int surplus = finished.size() - kept; surplus > 0 && oldestFirst.hasNext(); surplus--) {
            if (oldestFirst.next().lastIndex() <= index) oldestFirst.remove();
        }
        save();
    }

    private void save() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("after " + after);
        finished.forEach((callId, call) -> {
            lines.add("done " + call.lastIndex() + " " + callId);
            for (RecordedSegment s : call.segments()) {
                lines.add("segment " + s.segment() + " " + s.status() + " " + s.startMs() + " " + s.lengthMs() + " "
                        + s.sha256() + " " + s.file());
            }
        });
        lines.add(LAST_LINE);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, lines, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
