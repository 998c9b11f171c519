package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeapPagesTest {
    private static final long BYTES = 8 << 20;

    @TempDir
    private Path folder;

    @Test
    void pagesAreInMemoryAndHoldWhatTheyHeld() throws IOException {
        Path file = folder.resolve("pages");
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined();
                HeapPages pages = new HeapPages()) {
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
            memory.set(ValueLayout.JAVA_LONG, BYTES / 2, 42);
            assertTrue(residentKb(file) < BYTES / 1024, "as it was mapped");
            assertTrue(pages.bring(new HeapPages.Stretch(memory.address(), memory.address() + BYTES)));
            assertEquals(BYTES / 1024, residentKb(file));
            assertEquals(42, memory.get(ValueLayout.JAVA_LONG, BYTES / 2));
            assertEquals(0, memory.get(ValueLayout.JAVA_LONG, BYTES - Long.BYTES));
        }
    }

    @Test
    void theHeapIsFoundByItsName() {
        List<String> maps = List.of(
                "c0000000-d8000000 rw-s 00000000 00:01 1026    /memfd:java_heap (deleted)",
                "7f1c9c000000-7f1c9c021000 rw-p 00000000 00:00 0 ",
                "7f1ca8000000-7f1ca8c00000 rw-s 18000000 00:01 1026    /memfd:java_heap (deleted)");
        assertEquals(
                List.of(
                        new HeapPages.Stretch(0xc0000000L, 0xd8000000L),
                        new HeapPages.Stretch(0x7f1ca8000000L, 0x7f1ca8c00000L)),
                HeapPages.heap(maps));
    }

    /** What of the file this process has in memory, by smaps. */
    private static long residentKb(Path file) throws IOException {
        boolean ours = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            ours = ours ? !line.startsWith("VmFlags") : line.endsWith(file.toString());
            if (ours && line.startsWith("Rss:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException(file + " is not mapped");
    }
}
