package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.server.journal.InPlace;
import hotswitch.server.store.Records.CallFilter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rows than an answer has: which, and in which order. */
final class PageTest {
    private static final int CALLS = 7;
    private static final int MAX = 3;

    @TempDir
    private Path data;

    private List<Long> calls(RecordStore store, long fromNs, long toNs) {
        Page page = new Page(Page.from(fromNs).newest(), MAX);
        return store.records().calls(new CallFilter(fromNs, toNs, "", 0), page).stream()
                .map(CallRecord::callId)
                .toList();
    }

    @Test
    void theNewestUnlessATimeIsGivenFromWhichOn() {
        try (RecordStore store = RecordStore.open(data, "")) {
            for (int n = 1; n <= CALLS; n++) {
                InPlace.hand(n, n * 10L, new Fact.CallEnded(ended(n)), store);
            }
            store.endOfBatch();
            assertEquals(List.of(5L, 6L, 7L), calls(store, 0, Long.MAX_VALUE), "the newest, oldest of them first");
            assertEquals(List.of(2L, 3L, 4L), calls(store, 0, 50), "those before, by the first one's time");
            assertEquals(List.of(1L), calls(store, 0, 20));
            assertEquals(List.of(1L, 2L, 3L), calls(store, 1, Long.MAX_VALUE), "or forwards");
            assertEquals(List.of(3L, 4L, 5L), calls(store, 30, Long.MAX_VALUE), "from the last one's time");
        }
    }

    private static CallRecord ended(int n) {
        long atNs = n * 10L;
        return new CallRecord(
                n,
                Direction.INBOUND,
                new CallRecord.Parties("138", "12345", "carrier-a", "appeals", 0, "", ""),
                new CallRecord.Times(atNs, atNs, atNs, 0, atNs, new CallRecord.Durations(0, 0, 0)),
                Disposition.ABANDONED,
                new CallRecord.Outcome("caller", "bye", 0, 0, "", "rules"));
    }
}
