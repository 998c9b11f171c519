package hotswitch.bench.sipcall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** So many calls a second for so many seconds, each held so long. */
record Load(int rate, double seconds, double holdS) {
    private static final double MS_PER_S = 1_000;
    private static final int AT_ONCE_MAX = 10_000;
    private static final int PATIENCE_S = 60;

    int calls() {
        return (int) Math.ceil(rate * seconds);
    }

    /** Begins; its calls go to this port of ours. {@code name}: of this run, for its files. */
    Sipp start(Path folder, String name, String scenario, int port) throws IOException {
        return Sipp.start(
                folder,
                name,
                scenario,
                List.of(
                        "-r",
                        Integer.toString(rate),
                        "-m",
                        Integer.toString(calls()),
                        "-l",
                        Integer.toString(AT_ONCE_MAX),
                        "-d",
                        Long.toString(Math.round(holdS * MS_PER_S)),
                        "127.0.0.1:" + port));
    }

    /** Waits until all of it has ended, or until that takes much too long. */
    void await(Sipp sipp) {
        sipp.await((long) (seconds + holdS + PATIENCE_S));
    }
}
