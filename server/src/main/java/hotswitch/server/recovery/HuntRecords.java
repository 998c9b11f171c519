package hotswitch.server.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Command.HuntedCall;
import hotswitch.acd.Command.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What hunt-only mode leaves for the journal: {@code hunt/MILLIS.jsonl}, a line for each call that ended and for each
 * recording that was made. A line is with the operating system before {@link #ended} returns: it survives the death of
 * the process. The next ordinary start takes all of it in, once. Any thread.
 */
public final class HuntRecords implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** So many lines are on their way into the core at once. */
    private static final int BATCH = 100;

    private final FileChannel file;

    /** Either {@code call} with its legs, or {@code recorded}. */
    private record Line(CallRecord call, long callerLeg, long lineLeg, Recorded recorded) {}

    private HuntRecords(FileChannel file) {
        this.file = file;
    }

    /** {@code nowMs}: epoch milliseconds, the file's name. */
    public static HuntRecords open(Path data, long nowMs) throws IOException {
        Path folder = Files.createDirectories(data.resolve("hunt"));
        Path file = folder.resolve(nowMs + ".jsonl");
        return new HuntRecords(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    public void ended(CallRecord call, long callerLeg, long lineLeg) {
        append(new Line(call, callerLeg, lineLeg, null));
    }

    public void recorded(Recorded recorded) {
        append(new Line(null, 0, 0, recorded));
    }

    private synchronized void append(Line line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Gives all that lies there to the core, oldest first, and removes each file once the journal has it.
     * {@code settle}: back when the core has what it was given. How many calls there were.
     */
    public static int takeIn(Path data, Consumer<Command> core, Runnable settle) throws IOException {
        int calls = 0;
        for (Path file : files(data.resolve("hunt"))) {
            List<Line> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                if (line.call != null) {
                    String name = file.getFileName().toString();
                    core.accept(new HuntedCall(name, i + 1, line.call, line.callerLeg, line.lineLeg));
                    calls++;
                } else {
                    core.accept(line.recorded);
                }
                if (i % BATCH == 0) {
                    settle.run();
                }
            }
            settle.run();
            Files.delete(file);
        }
        return calls;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** A last line without its end was being written when the process died. */
    private static List<Line> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(HuntRecords::line)
                .toList();
    }

    private static Line line(String text) {
        try {
            return JSON.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
