package hotswitch.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.ivr.run.Flows;
import hotswitch.server.journal.Batch;
import hotswitch.server.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of a small centre: what is removed, what stays, and that a start needs nothing of what was removed. */
final class RetentionTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long T0 = 20_000 * DAY_NS;
    private static final int A_DAY = 10;

    @TempDir
    Path data;

    private StateDir dir;
    private AcdCore core;
    private Journal.Mark mark;

    @BeforeEach
    void start() {
        dir = StateDir.open(data, Journal.Sync.PROCESS);
        Recovery.Recovered recovered = recover();
        core = recovered.core();
        mark = recovered.mark();
    }

    private Recovery.Recovered recover() {
        return new Recovery(dir, this::newCore, (seq, timeNs, fact) -> {}).recover();
    }

    private AcdCore newCore() {
        return new AcdCore(Limits.PROVINCE, new Flows(), dir.blobs());
    }

    @AfterEach
    void close() {
        dir.close();
    }

    private void restart() {
        dir.close();
        start();
    }

    private void day(int day) {
        for (int i = 0; i < A_DAY; i++) {
            apply(T0 + day * DAY_NS + i, new Command.Audit(Request.unasked("test"), "n", day + "." + i, true, ""));
        }
        dir.facts().flush();
    }

    private void apply(long timeNs, Command command) {
        BytesWriter out = new BytesWriter();
        CommandCodec.write(command, out);
        Batch batch = new Batch().begin(dir.journal().end().sequence() + 1);
        batch.add(timeNs, Journal.Kind.COMMAND, out.buffer(), out.offset(), out.length());
        mark = dir.journal().append(batch);
        core.onCommand(command, timeNs, new Effects() {
            @Override
            public void order(Order order) {}

            @Override
            public void fact(long seq, long factNs, Fact fact) {
                dir.facts().add(seq, factNs, fact);
            }
        });
    }

    private void snapshot() {
        BytesWriter out = new BytesWriter();
        core.writeSnapshot(out);
        Snapshot.At at = new Snapshot.At(mark.sequence(), mark.timeNs(), mark);
        dir.snapshots().save(new Snapshot(at, 1, core.eventSeq(), core.hash(), out.toBytes(), new EdgeFacts()));
    }

    private Retention.Kept sweep(int days, long taken) throws IOException {
        return new Retention(dir).sweep(T0 + days * DAY_NS, taken);
    }

    @Test
    void withoutASnapshotNothingIsRemoved() throws IOException {
        day(0);
        day(1);
        assertEquals(0, sweep(90, Long.MAX_VALUE).begin().sequence());
        assertEquals(1, dir.facts().first());
    }

    @Test
    void aStartNeedsNothingOfWhatWasRemoved() throws IOException {
        for (int day = 0; day < 6; day++) {
            day(day);
            snapshot(); // the last three are kept: of the days 3, 4 and 5
        }
        day(6);
        StateHash before = core.hash();
        Retention.Kept kept = sweep(90, Long.MAX_VALUE);
        assertEquals(3 * A_DAY, kept.begin().sequence(), "the day of the oldest snapshot stays");
        assertEquals(4 * A_DAY + 1, kept.firstFact(), "every snapshot has them behind it");
        restart();
        assertEquals(before, core.hash());
        assertEquals(7 * A_DAY, core.eventSeq());
        day(7);
        restart();
        assertEquals(8 * A_DAY, core.eventSeq());
        assertEquals(
                5L * A_DAY,
                dir.journal().read(dir.journal().begin(), (s, t, k, p) -> {}).batches());
    }

    /** A damaged newest snapshot gives way to the one before, as ever; without any the start says what is missing. */
    @Test
    void theOldestSnapshotIsStillEnough() throws IOException {
        for (int day = 0; day < 5; day++) {
            day(day);
            snapshot();
        }
        StateHash before = core.hash();
        sweep(90, Long.MAX_VALUE);
        List<Path> snapshots;
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            snapshots = files.sorted().toList();
        }
        Files.writeString(snapshots.get(2), "damaged");
        Files.writeString(snapshots.get(1), "damaged");
        restart();
        assertEquals(before, core.hash());
        Files.writeString(snapshots.get(0), "damaged");
        Journal.Damaged none = assertThrows(Journal.Damaged.class, this::recover);
        assertTrue(none.getMessage().contains("the days before were removed"), none.getMessage());
    }

    @Test
    void factsThatAProjectionHasNotTakenStay() throws IOException {
        for (int day = 0; day < 4; day++) {
            day(day);
        }
        snapshot();
        assertEquals(A_DAY + 1, sweep(90, 2 * A_DAY - 1).firstFact());
        assertEquals(3 * A_DAY, dir.journal().begin().sequence());
    }

    @Test
    void whatIsYoungerThanAskedStays() throws IOException {
        for (int day = 0; day < 4; day++) {
            day(day);
        }
        snapshot();
        Retention.Kept kept = sweep(2, Long.MAX_VALUE);
        assertEquals(2 * A_DAY, kept.begin().sequence());
        assertEquals(2 * A_DAY + 1, kept.firstFact());
    }

    @Test
    void configurationsThatNothingNamesGoToo() throws IOException {
        String old = dir.blobs().write(new byte[] {1}, T0);
        String usedAgain = dir.blobs().write(new byte[] {2}, T0);
        dir.blobs().write(new byte[] {2}, T0 + 3 * DAY_NS);
        for (int day = 0; day < 6; day++) {
            day(day);
        }
        snapshot();
        assertEquals(List.of(old), sweep(3, Long.MAX_VALUE).removedBlobs());
        assertFalse(Files.exists(data.resolve("blobs").resolve(old)));
        assertTrue(Files.exists(data.resolve("blobs").resolve(usedAgain)));
    }
}
