package hotswitch.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.acd.Fact.RecordingChanged;
import hotswitch.acd.RecordingState;
import hotswitch.server.journal.InPlace;
import hotswitch.server.store.RecordBatch;
import hotswitch.server.store.RecordStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** More recordings than one page of the tables has: each is found, proved and handed out once, and in order. */
final class RecordingsCommandTest {
    private static final int PAGE = 10_000;
    private static final int ALL = PAGE + 5;
    /** Those that have a file: at the ends, and around the end of the first page. */
    private static final List<Integer> KEPT = List.of(1, PAGE - 1, PAGE, PAGE + 1, ALL);

    private static final String DAY = "2026-08-30";

    @RegisterExtension
    final Heard heard = new Heard();

    @TempDir
    private Path data;

    private long seq;

    @BeforeEach
    void manyRecordings() throws IOException {
        Path folder = Files.createDirectories(data.resolve("recordings").resolve(DAY));
        for (int call : KEPT) {
            Files.writeString(folder.resolve(call + ".opus"), "audio of " + call);
        }
        try (RecordStore store = RecordStore.open(data, "")) {
            for (int call = 1; call <= ALL; call++) {
                boolean kept = KEPT.contains(call);
                String file = kept ? DAY + "/" + call + ".opus" : "";
                RecordingState state = kept ? RecordingState.KEPT : RecordingState.EMPTY;
                String sha256 = kept ? sha256("audio of " + call) : "";
                // Those around the end of the page began at the same moment.
                long timeNs = Math.abs(call - PAGE) < 3 ? PAGE : call;
                hand(timeNs, new RecordingChanged(call, 1, state, 1000 + call % 2, file, 20, sha256), store);
            }
            store.endOfBatch();
        }
    }

    private void hand(long timeNs, Fact fact, RecordStore store) {
        InPlace.hand(++seq, timeNs, fact, store);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int run(String... args) {
        String[] all = Stream.concat(Stream.of(args), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        return Heard.status(new RecordingsCommand(), all);
    }

    /** The calls of the lines that begin so. */
    private List<Integer> calls(String beginning) {
        return heard.out()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf('-'))))
                .toList();
    }

    @Test
    void allAreListedInOrder() {
        assertEquals(0, run("list"));
        assertEquals(IntStream.rangeClosed(1, ALL).boxed().toList(), calls(""));
    }

    @Test
    void allAreProvedAlsoBeyondTheFirstPage() throws IOException {
        Files.writeString(data.resolve("recordings").resolve(DAY).resolve(ALL + ".opus"), "another audio");
        assertEquals(1, run("verify"));
        assertEquals(List.of(ALL), calls("BAD   "));
        assertEquals(ALL - 1, calls("good  ").size());
    }

    /** Whose time is over, and whom somebody took away; neither hides what comes after it. */
    @Test
    void whatWasRemovedIsInOrderAndWhatIsMissingIsNot() throws IOException {
        try (RecordStore store = RecordStore.open(data, "")) {
            hand(ALL, new Fact.Audited("retention", RecordBatch.REMOVED, DAY + "/1.opus", true, ""), store);
            store.endOfBatch();
        }
        Files.delete(data.resolve("recordings").resolve(DAY).resolve("1.opus"));
        assertEquals(0, run("verify"));
        assertEquals(List.of(1), calls("gone  "));
        Files.delete(data.resolve("recordings").resolve(DAY).resolve(PAGE + ".opus"));
        assertEquals(1, run("verify"));
        assertEquals(List.of(PAGE), calls("BAD   "));
        assertEquals(1, run("export", "--to", data.resolve("out").toString()));
        assertTrue(heard.err().contains(DAY + "/" + PAGE + ".opus is not there"), heard.err());
        assertEquals(List.of(ALL, PAGE + 1, PAGE - 1), exported());
    }

    @Test
    void allThatIsKeptIsHandedOutAndOfOneCallOrAgentItsOwn() throws IOException {
        String to = data.resolve("out").toString();
        assertEquals(2, run("export"));
        assertEquals(0, run("export", "--to", to, "--call", Integer.toString(PAGE)));
        assertEquals(List.of(PAGE), exported());
        assertEquals(0, run("export", "--to", to, "--agent", "1001"));
        assertEquals(List.of(ALL, PAGE + 1, PAGE, PAGE - 1, 1), exported());
        assertEquals("audio of 9999", Files.readString(Path.of(to, "9999.opus")));
    }

    /** The calls in the folder, the latest first. */
    private List<Integer> exported() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("out"))) {
            return files.map(file -> file.getFileName().toString().replace(".opus", ""))
                    .map(Integer::valueOf)
                    .sorted((a, b) -> b - a)
                    .toList();
        }
    }
}
