package hotswitch.server.cli;

import hotswitch.acd.RecordingState;
import hotswitch.media.archive.RecordingArchive;
import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.server.journal.CentreTime;
import hotswitch.server.store.RecordStore;
import hotswitch.server.store.Records;
import hotswitch.server.store.Records.RecordingFilter;
import hotswitch.server.store.Records.RecordingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recordings list|verify|export}: find, prove, hand out. */
@Command(name = "recordings", description = "list, verify or export recordings")
public final class RecordingsCommand implements Callable<Integer> {
    enum What {
        list,
        verify,
        export
    }

    @Parameters(index = "0", description = "list, verify or export")
    private What what;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--call", defaultValue = "0", description = "of this call only")
    private long call;

    @Option(names = "--agent", defaultValue = "0", description = "of this agent only")
    private int agent;

    @Option(names = "--to", description = "export: folder that takes the copies")
    private Path to;

    @Override
    public Integer call() throws IOException {
        if (what == What.export && to == null) {
            System.err.println("export needs --to FOLDER");
            return 2;
        }
        RecordingArchive archive = new RecordingArchive(
                data.resolve("recordings"), RecordingFormat.OPUS, CentreTime.ZONE, RecordingDisk.local());
        try (RecordStore store = Tables.open(data, "")) {
            return store == null ? 2 : every(store.records(), archive) ? 0 : 1;
        }
    }

    /** Page by page, so that neither memory nor one long reading of the tables is a limit. */
    private boolean every(Records records, RecordingArchive archive) throws IOException {
        boolean good = true;
        List<RecordingRow> page = page(records, 1);
        while (!page.isEmpty()) {
            for (RecordingRow row : page) {
                good &= one(row, archive);
            }
            long lastNs = page.getLast().openedNs();
            List<String> done = page.stream()
                    .filter(row -> row.openedNs() == lastNs)
                    .map(RecordingsCommand::name)
                    .toList();
            page = page(records, lastNs).stream()
                    .filter(row -> !done.contains(name(row)))
                    .toList();
        }
        return good;
    }

    private List<RecordingRow> page(Records records, long fromNs) {
        return records.recordings(new RecordingFilter(fromNs, Long.MAX_VALUE, call, agent));
    }

    private static String name(RecordingRow row) {
        return row.callId() + "-" + row.segment();
    }

    private boolean one(RecordingRow row, RecordingArchive archive) throws IOException {
        String line = name(row) + "  " + CentreTime.text(row.openedNs()) + "  agent " + row.agent() + "  "
                + row.lengthMs() + " ms  " + row.state() + "  " + row.file();
        switch (what) {
            case list -> System.out.println(line);
            case verify -> {
                boolean good = row.state() != RecordingState.KEPT || archive.verify(row.file(), row.sha256());
                System.out.println((good ? "good  " : "BAD   ") + line);
                return good;
            }
            case export -> {
                if (row.state() == RecordingState.KEPT) {
                    Files.createDirectories(to);
                    Path from = archive.locate(row.file());
                    Path copy = to.resolve(from.getFileName().toString());
                    if (!Files.exists(copy)) {
                        Files.copy(from, copy);
                    }
                    System.out.println(copy);
                }
            }
        }
        return true;
    }
}
