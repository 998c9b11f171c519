package hotswitch.server.cli;

import hotswitch.server.journal.ChronicleJournal;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.JournalPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal print|verify}: what happened, readable; the chain of hashes proved. */
@Command(name = "journal", description = "print or verify the journal")
public final class JournalCommand implements Callable<Integer> {
    enum What {
        print,
        verify
    }

    @Parameters(index = "0", description = "print or verify")
    private What what;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--call", defaultValue = "0", description = "only what concerns this call")
    private long call;

    @Override
    public Integer call() {
        if (!Files.isDirectory(data.resolve("journal"))) {
            System.err.println("no journal under " + data);
            return 2;
        }
        try (Journal journal = ChronicleJournal.openToRead(data.resolve("journal"))) {
            Journal.Reading reading = what == What.verify
                    ? journal.read(Journal.Mark.START, (sequence, timeNs, kind, payload) -> {})
                    : print(journal);
            if (!reading.torn().isEmpty()) {
                System.err.println("the last batch is not whole, cut off or altered: " + reading.torn());
                return what == What.verify ? 1 : 0;
            }
            System.err.println("journal in order: " + reading.batches() + " batches up to " + reading.end());
            return 0;
        } catch (Journal.Damaged damaged) {
            System.err.println("journal damaged: " + damaged.getMessage());
            return 1;
        }
    }

    private Journal.Reading print(Journal journal) {
        if (call == 0) {
            return JournalPrinter.all(System.out::println).print(journal);
        }
        try (FactLog facts = FactLog.openToRead(data.resolve("facts"))) {
            return JournalPrinter.ofCall(System.out::println, call, facts).print(journal);
        }
    }
}
