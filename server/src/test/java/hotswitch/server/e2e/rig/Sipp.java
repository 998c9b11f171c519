package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIPp with one of our scenarios ({@code src/test/resources/sipp}), as its own process. */
public final class Sipp implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final List<String> command = new ArrayList<>();
    private Process process;
    private String address = "127.0.0.1";

    private Sipp(Path folder, String scenario) {
        this.folder = folder;
        this.name = scenario;
        command.addAll(List.of(
                "sipp", "-sf", write(scenario + ".xml", resource(scenario)).toString()));
        command.addAll(
                List.of("-nostdin", "-trace_err", "-error_file", file("errors").toString()));
        command.addAll(List.of("-mp", Integer.toString(mediaPort())));
        command.addAll(List.of("-trace_stat", "-stf", file("stat").toString(), "-fd", "1"));
    }

    /** A scenario, told to work in this folder. */
    public static Sipp scenario(Path folder, String scenario) {
        try {
            return new Sipp(Files.createTempDirectory(folder, scenario + "-"), scenario);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIPp binds its media ports (audio, and video two above) whether it sends audio or not. */
    private static int mediaPort() {
        try (DatagramSocket any = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort() & ~1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String scenario) {
        try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String what) {
        return folder.resolve(name + "." + what);
    }

    private Path write(String file, byte[] bytes) {
        try {
            return Files.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows for [field0] …, taken in order, each once. */
    public Sipp rows(List<String> rows) {
        String text = "SEQUENTIAL\n" + String.join("\n", rows) + "\n";
        return with("-inf", write("rows.csv", SipText.bytes(text)).toString());
    }

    /** So many calls, at this rate per second. */
    public Sipp calls(int calls, int perSecond) {
        return with("-m", calls, "-r", perSecond, "-l", Math.max(calls, 1));
    }

    public Sipp at(String localAddress, int localPort) {
        address = localAddress;
        return with("-p", localPort);
    }

    public Sipp with(Object... options) {
        for (Object each : options) {
            command.add(each.toString());
        }
        return this;
    }

    /** Runs it against the switch; does not wait. */
    public Sipp start(InetSocketAddress server) {
        command.addAll(List.of("-i", address, server.getAddress().getHostAddress() + ":" + server.getPort()));
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(file("stdout").toFile())
                    .redirectError(file("stderr").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return this;
    }

    /** Exit status; SIPp's 0: every call went as its scenario says. */
    public int await(Duration bound) {
        Await.until("SIPp " + name + " ends; see " + folder, bound, () -> !process.isAlive());
        return process.exitValue();
    }

    /** Waits for the end and fails where a call did not go as the scenario says. */
    public void assertSuccess(Duration bound) {
        int status = await(bound);
        assertEquals(0, status, () -> "SIPp " + name + ", see " + folder + "\n" + errors());
    }

    /** A cumulative figure of the statistics, such as {@code SuccessfulCall} or {@code FailedCall}. */
    public long count(String column) {
        try {
            List<String> lines = Files.readAllLines(file("stat"));
            List<String> heads = List.of(lines.getFirst().split(";"));
            String[] last = lines.getLast().split(";");
            return Long.parseLong(last[heads.indexOf(column + "(C)")]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String errors() {
        try {
            return Files.exists(file("errors")) ? Files.readString(file("errors")) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
