package hotswitch.server.cli;

import hotswitch.server.store.RecordStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of a data folder, for commands that only look: where no switch has been there is nothing to make. */
final class Tables {
    private Tables() {}

    /** Null if there are none, which is said. {@code url}: of another database, "" for the folder's own. */
    static RecordStore open(Path data, String url) {
        if (url.isEmpty() && !Files.isRegularFile(RecordStore.file(data))) {
            System.err.println("no tables under " + data + ": no switch has run with this data folder (该数据目录没有话务记录)");
            return null;
        }
        return RecordStore.open(data, url);
    }
}
