package hotswitch.bench.sipcall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The telephones of {@link BenchConf}, all behind one SIPp port. */
public final class Seats {
    private static final int PER_SECOND = 500;
    private static final long BOUND_S = 60;

    private Seats() {}

    /** Registers them with digest; throws when one of them is refused. */
    public static void register(Path folder, int seats, int agentPort, int sipPort) throws IOException {
        Path rows = folder.resolve("seats.csv");
        BenchConf.writeCredentials(rows, seats);
        List<String> options = List.of(
                "-p",
                Integer.toString(agentPort),
                "-inf",
                rows.toString(),
                "-m",
                Integer.toString(seats),
                "-r",
                Integer.toString(PER_SECOND),
                "127.0.0.1:" + sipPort);
        try (Sipp sipp = Sipp.start(folder, "register", "register", options)) {
            if (!sipp.await(BOUND_S) || sipp.count("SuccessfulCall") != seats) {
                throw new IOException("not every seat could register; see " + folder);
            }
        }
    }
}
