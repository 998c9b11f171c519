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
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code recordings list|verify|export}: find, prove, hand out. A file that is missing is only in order where its
 * removal is on record.
 */
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

    /** What was removed of the day looked at last. */
    private String day = "";

    private Set<String> removed = Set.of();

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
                good &= one(row, records, archive);
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

    private boolean one(RecordingRow row, Records records, RecordingArchive archive) throws IOException {
        String line = name(row) + "  " + CentreTime.text(row.openedNs()) + "  agent " + row.agent() + "  "
                + row.lengthMs() + " ms  " + row.state() + "  " + row.file();
        if (what == What.list) {
            System.out.println(line);
            return true;
        }
        boolean kept = row.state() == RecordingState.KEPT;
        boolean gone = kept && !Files.exists(archive.locate(row.file()));
        boolean proves = kept && !gone && what == What.verify;
        boolean good = gone ? isRemoved(row.file(), records) : !proves || archive.verify(row.file(), row.sha256());
        if (what == What.verify) {
            System.out.println((!good ? "BAD   " : gone ? "gone  " : "good  ") + line);
        } else if (!good) {
            System.err.println(row.file() + " is not there (文件缺失)");
        } else if (kept && !gone) {
            export(archive.locate(row.file()));
        }
        return good;
    }

    private boolean isRemoved(String file, Records records) {
        String itsDay = file.substring(0, Math.max(0, file.indexOf('/')));
        if (!itsDay.equals(day)) {
            day = itsDay;
            removed = records.removed(day);
        }
        return removed.contains(file);
    }

    private void export(Path from) throws IOException {
        Files.createDirectories(to);
        Path copy = to.resolve(from.getFileName().toString());
        if (!Files.exists(copy)) {
            Files.copy(from, copy);
        }
        System.out.println(copy);
    }
}
