package hotswitch.server.cli;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FileJournal;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.JournalPrinter;
import hotswitch.server.recovery.Retention;
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
        try (Journal journal = FileJournal.openToRead(data.resolve("journal"))) {
            return switch (what) {
                case verify -> verify(journal);
                case print -> print(journal);
            };
        } catch (Journal.Damaged damaged) {
            System.err.println("journal damaged: " + damaged.getMessage());
            return 1;
        }
    }

    private static int verify(Journal journal) {
        Removals removals = new Removals();
        boolean whole = journal.begin().sequence() == 0;
        Journal.Reading reading = journal.read(journal.begin(), whole ? (sequence, at, kind, payload) -> {} : removals);
        tell(reading);
        if (!whole) {
            String begins = "it begins behind " + journal.begin() + ", the days before were removed; ";
            if (removals.last != null && !removals.last.detail().equals(Retention.detail(journal.begin()))) {
                System.err.println("journal damaged: " + begins + "entry " + removals.at + " says " + removals.last);
                return 1;
            }
            System.err.println(
                    begins + (removals.last == null ? "no entry says so" : "entry " + removals.at + " says so"));
        }
        return 0;
    }

    /** A last batch that is not whole has had no effect: every start passes over it, and it is no fault. */
    private static void tell(Journal.Reading reading) {
        System.err.println("journal in order: " + reading.batches() + " batches up to " + reading.end());
        if (!reading.torn().isEmpty()) {
            System.err.println("behind it lies one that did not get whole to the disk and counts as never written"
                    + " (its process was killed while it wrote): " + reading.torn());
        }
    }

    private int print(Journal journal) {
        if (call == 0) {
            tell(JournalPrinter.all(System.out::println).print(journal));
            return 0;
        }
        try (FactLog facts = FactLog.openToRead(data.resolve("facts"))) {
            tell(JournalPrinter.ofCall(System.out::println, call, facts).print(journal));
            return 0;
        }
    }

    /** What the journal itself says about the days that were removed from it. */
    private static final class Removals implements Journal.EntryReader {
        private Audit last;
        private long at;

        @Override
        public void entry(long sequence, long timeNs, Journal.Kind kind, BytesReader payload) {
            if (kind == Journal.Kind.COMMAND
                    && CommandCodec.read(payload) instanceof Audit audit
                    && audit.action().equals(Retention.ACTION)) {
                last = audit;
                at = sequence;
            }
        }
    }
}
