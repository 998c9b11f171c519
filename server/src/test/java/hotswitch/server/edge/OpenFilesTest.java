package hotswitch.server.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many files are left for audio. */
class OpenFilesTest {
    @Test
    void allPortsWhereTheLimitAllows() {
        assertEquals(4_000, OpenFiles.forMedia(4_000, 4_096, 9_096));
    }

    @Test
    void journalDatabaseAndStreamsKeepTheirs() {
        assertEquals(14_000, OpenFiles.forMedia(48_000, 8_192, 20_000), "streams have a quarter of the limit");
        assertEquals(18_900, OpenFiles.forMedia(48_000, 100, 20_000), "or fewer, if fewer may be open");
    }

    @Test
    void halfOfAnyLimitIsForAudio() {
        assertEquals(512, OpenFiles.forMedia(4_000, 4_096, 1_024));
    }
}
