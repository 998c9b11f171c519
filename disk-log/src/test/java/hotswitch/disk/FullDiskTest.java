package hotswitch.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system refuses to write on, as on a full disk: for a process whose files may have 100 KiB. */
final class FullDiskTest {
    private static final int RECORD = 7_000;
    /** That so many whole records fit in. */
    private static final int FIT = 14;

    @TempDir
    Path dir;

    @Test
    void isAnExceptionAndWhatWasWrittenBeforeStands() throws Exception {
        assertEquals("refused after " + FIT + ", and once more", limited("append"));
        try (DiskLog log = DiskLog.open(dir, Period.DAY)) {
            assertEquals("", log.cut(), "whoever closes takes back what was begun");
            log.append(new byte[RECORD], RECORD, 0);
            assertEquals(FIT + 1, count(log));
        }
    }

    @Test
    void whatWasPutIsKeptForTheNextTry() throws Exception {
        assertEquals("kept", limited("put"));
        try (DiskLog log = DiskLog.open(dir, Period.DAY)) {
            assertEquals(FIT, count(log));
        }
    }

    private static int count(DiskLog log) {
        byte[] room = new byte[RECORD];
        int count = 0;
        try (LogCursor cursor = log.cursor()) {
            while (cursor.next(length -> room) >= 0) {
                count++;
            }
        }
        return count;
    }

    private String limited(String what) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100; exec \"$@\"",
                        "limited",
                        java,
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskTest.class.getName(),
                        what,
                        dir.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return said;
    }

    /** The limited process. */
    public static void main(String[] args) {
        try (DiskLog log = DiskLog.open(Path.of(args[1]), Period.DAY)) {
            System.out.println(args[0].equals("append") ? append(log) : put(log));
        } catch (UncheckedIOException stillFull) {
            assertEquals("put", args[0]); // what it kept cannot be written at its end either
        }
    }

    private static String append(DiskLog log) {
        int done = 0;
        try {
            for (; done < 100; done++) {
                log.append(new byte[RECORD], RECORD, 0);
            }
        } catch (UncheckedIOException refused) {
            try {
                log.append(new byte[RECORD], RECORD, 0);
            } catch (UncheckedIOException again) {
                return "refused after " + done + ", and once more" + (count(log) == done ? "" : ": " + count(log));
            }
        }
        return "written: " + done;
    }

    private static String put(DiskLog log) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[RECORD]);
        for (int i = 0; i < FIT; i++) {
            log.put(bytes, 0, RECORD, 0);
        }
        log.flush();
        log.put(bytes, 0, RECORD, 0);
        for (int i = 0; i < 3; i++) {
            try {
                log.flush();
                return "flushed";
            } catch (UncheckedIOException refused) {
                if (count(log) != FIT) {
                    return "read " + count(log);
                }
            }
        }
        return "kept";
    }
}
