package hotswitch.server.node;

import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Ports;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A whole switch in this process, on ports of its own, with a copy of {@code conf/}; its edges' time can be moved. */
final class LocalNode implements AutoCloseable {
    final Node node;
    private final Path data;
    private final Ports ports;
    private final AtomicLong aheadNs;

    private LocalNode(Node node, Path data, Ports ports, AtomicLong aheadNs) {
        this.data = data;
        this.node = node;
        this.ports = ports;
        this.aheadNs = aheadNs;
    }

    /**
     * As shipped, but carriers that are not asked how they are and take as many calls as come. Where one was with this
     * data folder it goes on.
     */
    static LocalNode start(Path data, String... sets) throws IOException {
        return start(data, folder -> folder, sets);
    }

    /** {@code change}: may change the files of the configuration. */
    static LocalNode start(Path data, UnaryOperator<Path> change, String... sets) throws IOException {
        Path conf = data.resolve("conf");
        if (!Files.exists(conf)) {
            SwitchProcess.copy(SwitchProcess.home().resolve("conf"), conf);
        }
        replaceAll(conf.resolve("trunks.yaml"), "options-ms: 5000", "options-ms: 0");
        replaceAll(conf.resolve("trunks.yaml"), "channels: \\d+", "channels: 5000");
        Ports ports = Ports.free();
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("sip.port=" + ports.sip());
        all.add("api.port=" + ports.api());
        all.add("media.ports=" + ports.mediaMin() + "-" + ports.mediaMax());
        LoadResult result = ConfigLoader.load(change.apply(conf), all);
        if (!(result instanceof LoadResult.Loaded loaded)) {
            throw new AssertionError(result);
        }
        AtomicLong aheadNs = new AtomicLong();
        Node node = new Node(
                data, loaded.config(), () -> ConfigLoader.load(conf, all), () -> System.nanoTime() + aheadNs.get());
        node.start(StartSteps.ofProcess());
        return new LocalNode(node, data, ports, aheadNs);
    }

    static void replaceAll(Path file, String pattern, String now) {
        try {
            Files.writeString(file, Files.readString(file).replaceAll(pattern, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.sip());
    }

    /** The API in this role. */
    Api api(String role) {
        return new Api("http://127.0.0.1:" + ports.api(), data, role, 0);
    }

    int apiPort() {
        return ports.api();
    }

    /** The edges' time jumps. */
    void ahead(long ns) {
        aheadNs.addAndGet(ns);
    }

    /** The sum of a metric's lines, whatever their labels. */
    int metric(String name) {
        return node.metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() throws IOException {
        node.close();
        ports.close();
    }
}
