package hotswitch.bench.sipcall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The telephones of {@link BenchConf}, all behind one SIPp port. */
public final class Seats {
    private static final int PER_SECOND = 250;
    private static final long BOUND_S = 120;

    private Seats() {}

    /** Registers them with digest; throws when one of them is refused. */
    public static void register(Path folder, int seats, int agentPort, int sipPort) throws IOException {
        BenchConf.writeCredentials(rows(folder), seats);
        try (Sipp sipp = registering(folder, new Pace(seats, PER_SECOND), agentPort, sipPort)) {
            if (!sipp.await(BOUND_S) || sipp.count("SuccessfulCall") != seats) {
                throw new IOException("not every seat could register; see " + folder);
            }
        }
    }

    /** So many registrations, so many a second. */
    record Pace(int registrations, int perSecond) {}

    /** One seat after the other, from the first again after the last, as {@link #register} wrote them down. */
    static Sipp registering(Path folder, Pace pace, int agentPort, int sipPort) throws IOException {
        List<String> options = List.of(
                "-p",
                Integer.toString(agentPort),
                "-inf",
                rows(folder).toString(),
                "-m",
                Integer.toString(pace.registrations),
                "-r",
                Integer.toString(pace.perSecond),
                "127.0.0.1:" + sipPort);
        return Sipp.start(folder, "register-" + pace.perSecond, "register", options);
    }

    private static Path rows(Path folder) {
        return folder.resolve("seats.csv");
    }
}
