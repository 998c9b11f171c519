package hotswitch.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.server.journal.Batch;
import hotswitch.server.journal.FileJournal;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Retention;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code journal verify}: what it says and its exit status. */
final class JournalCommandTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long T0 = 20_000 * DAY_NS;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @TempDir
    Path data;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setErr(before);
    }

    private FileJournal journal() {
        FileJournal journal = FileJournal.open(data.resolve("journal"), Journal.Sync.PROCESS);
        journal.read(journal.begin(), (sequence, timeNs, kind, payload) -> {});
        return journal;
    }

    private static Journal.Mark append(Journal journal, int day, Command command) {
        BytesWriter out = new BytesWriter();
        CommandCodec.write(command, out);
        Batch batch = new Batch().begin(journal.end().sequence() + 1);
        batch.add(T0 + day * DAY_NS, Journal.Kind.COMMAND, out.buffer(), out.offset(), out.length());
        return journal.append(batch);
    }

    private static Journal.Mark append(Journal journal, int day, String device) {
        return append(journal, day, new Command.DeviceUp(device));
    }

    private void flip(String text) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(data.resolve("journal"))) {
            files = all.filter(f -> f.toString().endsWith(".dlog")).toList();
        }
        byte[] bytes = Files.readAllBytes(files.getFirst());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        bytes[at] ^= 1;
        Files.write(files.getFirst(), bytes);
    }

    private void assertVerified(int status, String... words) {
        assertEquals(status, new CommandLine(new JournalCommand()).execute("verify", "--data", data.toString()));
        String text = said.toString(StandardCharsets.UTF_8);
        for (String word : words) {
            assertTrue(text.contains(word), text);
        }
        said.reset();
    }

    @Test
    void inOrder() {
        try (Journal journal = journal()) {
            append(journal, 0, "first");
            append(journal, 0, "second");
        }
        assertVerified(0, "journal in order: 2 batches up to entry 2");
    }

    /** A start tolerates it, so does the proof; but it is told. */
    @Test
    void aTornTailIsToldAndNoFault() throws IOException {
        try (Journal journal = journal()) {
            append(journal, 0, "first");
            append(journal, 0, "second");
        }
        flip("second");
        assertVerified(0, "1 batches up to entry 1", "did not get whole to the disk and counts as never written");
    }

    @Test
    void anythingElseIsAFault() throws IOException {
        try (Journal journal = journal()) {
            append(journal, 0, "first");
            append(journal, 0, "second");
            append(journal, 0, "third");
        }
        flip("second");
        assertVerified(1, "journal damaged", "behind entry 1: hash differs");
    }

    @Test
    void aJournalWhoseOldDaysWereRemovedSaysSo() {
        try (Journal journal = journal()) {
            append(journal, 0, "first");
            Journal.Mark snapshot = append(journal, 1, "second");
            Journal.Mark begin = journal.removeBefore(T0 + 9 * DAY_NS, snapshot);
            assertVerified(0, "1 batches up to entry 2", "it begins behind entry 1", "no entry says so");
            append(journal, 2, removed(Retention.detail(begin)));
        }
        assertVerified(0, "2 batches up to entry 3", "it begins behind entry 1", "entry 3 says so");
    }

    @Test
    void anAnchorThatTheJournalContradictsIsAFault() {
        try (Journal journal = journal()) {
            append(journal, 0, "first");
            journal.removeBefore(T0 + 9 * DAY_NS, append(journal, 1, "second"));
            append(journal, 2, removed("up to entry 1 hash 00"));
        }
        assertVerified(1, "journal damaged", "it begins behind entry 1", "entry 3 says");
    }

    private static Command removed(String detail) {
        return new Command.Audit(Request.unasked("retention"), Retention.ACTION, "journal", true, detail);
    }
}
