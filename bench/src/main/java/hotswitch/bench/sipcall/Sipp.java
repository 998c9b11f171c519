package hotswitch.bench.sipcall;

import hotswitch.bench.run.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SIPp with one of our scenarios, pinned to the load's core. */
public final class Sipp implements AutoCloseable {
    private final Child child;
    private final Path stat;

    private Sipp(Child child, Path stat) {
        this.child = child;
        this.stat = stat;
    }

    /**
     * @param name of this run, for its files
     * @param options SIPp's own
     */
    public static Sipp start(Path folder, String name, String scenario, List<String> options) throws IOException {
        Path file = folder.resolve(scenario + ".xml");
        try (InputStream in = Sipp.class.getResourceAsStream("/hotswitch/bench/sipp/" + scenario + ".xml")) {
            Files.write(file, in.readAllBytes());
        }
        Path stat = folder.resolve(name + ".stat");
        List<String> command = new ArrayList<>(Child.pinned(Child.LOAD_CORE));
        command.addAll(List.of("sipp", "-sf", file.toString(), "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of("-timer_resol", "1", "-buff_size", "4194304", "-max_socket", "100"));
        command.addAll(List.of("-trace_stat", "-stf", stat.toString(), "-fd", "1"));
        command.addAll(List.of(
                "-trace_err", "-error_file", folder.resolve(name + ".errors").toString()));
        command.addAll(options);
        return new Sipp(Child.start(command, folder, folder.resolve(name + ".out")), stat);
    }

    /** Waits for its own end; false when the time ran out. */
    public boolean await(long boundS) {
        return child.await(boundS);
    }

    /** A cumulative figure of its statistics, such as {@code FailedCall}; after its end. */
    public long count(String column) throws IOException {
        List<String> lines = Files.readAllLines(stat);
        List<String> heads = List.of(lines.getFirst().split(";", -1));
        String[] last = lines.getLast().split(";", -1);
        return Long.parseLong(last[heads.indexOf(column + "(C)")]);
    }

    @Override
    public void close() {
        child.close();
    }
}
