package hotswitch.server.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The trust anchor of a journal whose oldest days were removed: a small text file, sealed by its SHA-256, that names
 * the last entry of the removed part and the hash with which the chain goes on. An {@code Audit journal.removed} in the
 * chain says the same, so that nobody can exchange it unseen.
 */
final class Anchor {
    private static final String FILE = "begin";
    private static final int LINES = 5;

    private Anchor() {}

    /** {@link Journal.Mark#START} if nothing was ever removed. */
    static Journal.Mark read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Journal.Mark.START;
        }
        try {
            String whole = Files.readString(file);
            List<String> lines = whole.lines().limit(LINES).toList();
            if (lines.size() < LINES || !sealed(lines).equals(whole)) {
                throw new Journal.Damaged(file + " is not what was written: its seal differs");
            }
            return new Journal.Mark(
                    Long.parseLong(value(lines, 1)),
                    Long.parseLong(value(lines, 2)),
                    Long.parseLong(value(lines, 3), 16),
                    HexFormat.of().parseHex(value(lines, 4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(List<String> lines, int line) {
        return lines.get(line).substring(lines.get(line).indexOf(' ') + 1);
    }

    static void write(Path directory, Journal.Mark last) {
        List<String> lines = List.of(
                "# The days up to "
                        + Instant.ofEpochSecond(last.timeNs() / 1_000_000_000L)
                        + " were removed. The chain of hashes goes on from here.",
                "sequence " + last.sequence(),
                "time-ns " + last.timeNs(),
                "position " + Long.toHexString(last.position()),
                "hash " + HexFormat.of().formatHex(last.hash()));
        DurableFile.write(directory.resolve(FILE), sealed(lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String sealed(List<String> lines) {
        String body = String.join("\n", lines) + "\n";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return body + "sha256 " + HexFormat.of().formatHex(Sha256.of(bytes, bytes.length)) + "\n";
    }
}
