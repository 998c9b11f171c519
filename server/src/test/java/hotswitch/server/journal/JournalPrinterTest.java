package hotswitch.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalPrinterTest {
    @TempDir
    Path dir;

    private final Batch batch = new Batch();

    private void append(Journal journal, Command command) {
        BytesWriter out = new BytesWriter();
        CommandCodec.write(command, out);
        batch.begin(journal.end().sequence() + 1)
                .add(1_800_000_000_123_456_789L, Journal.Kind.COMMAND, out.buffer(), out.offset(), out.length());
        journal.append(batch);
    }

    @Test
    void oneCallWithItsLegs() {
        try (FileJournal journal = FileJournal.open(dir.resolve("journal"), Journal.Sync.PROCESS);
                FactLog facts = FactLog.open(dir.resolve("facts"))) {
            journal.read(Journal.Mark.START, (sequence, timeNs, kind, payload) -> {});
            append(journal, new Command.CallArrived(40, 42, "13800138000", "12345", "carrier-a"));
            append(journal, new Command.CallArrived(44, 46, "13900139000", "12345", "carrier-a"));
            append(journal, new Command.LegAnswered(7));
            append(journal, new Command.LegCleared(46, "bye"));
            facts.add(1, 0, new Fact.CallEvent(CallEventType.DELIVERED, 40, 7, "s1", 8001, "appeals", ""));
            facts.flush();
            List<String> lines = new ArrayList<>();
            JournalPrinter.ofCall(lines::add, 40, facts).print(journal);
            assertEquals(
                    List.of(
                            "2027-01-15T16:00:00.123456789+08:00          1 COMMAND    CallArrived[callId=40, legId=42,"
                                    + " ani=13800138000, dnis=12345, trunk=carrier-a, attributes=[]]",
                            "2027-01-15T16:00:00.123456789+08:00          3 COMMAND    LegAnswered[legId=7]"),
                    lines);
            lines.clear();
            JournalPrinter.all(lines::add).print(journal);
            assertEquals(4, lines.size());
        }
    }
}
