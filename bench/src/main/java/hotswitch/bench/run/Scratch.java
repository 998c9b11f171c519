package hotswitch.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for the time of one benchmark: a journal at full speed is gigabytes. What a failed one leaves stays. */
public final class Scratch {
    private static final List<Path> FOLDERS = new ArrayList<>();

    private Scratch() {}

    /** A new one, named after what it is for. */
    public static synchronized Path folder(String what) throws IOException {
        Path folder = Files.createTempDirectory("hotswitch-" + what + "-");
        FOLDERS.add(folder);
        return folder;
    }

    /** All of them go. */
    public static synchronized void clear() throws IOException {
        for (Path folder : FOLDERS) {
            List<Path> inner;
            try (Stream<Path> all = Files.walk(folder)) {
                inner = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : inner) {
                Files.delete(path);
            }
        }
        FOLDERS.clear();
    }
}
