package hotswitch.bench.demo;

import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.Home;
import hotswitch.bench.run.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The throw-away switch: the shipped configuration on free ports, with a short wrap-up and a carrier that we play. */
final class DemoSwitch {
    private static final int PORTS_PER_CALL = 4;
    private static final int PORTS_SPARE = 400;

    private DemoSwitch() {}

    static SwitchProcess start(Path folder, int carrierPort, int calls) throws IOException {
        Path conf = folder.resolve("conf");
        copy(Home.folder().resolve("conf"), conf);
        edit(conf.resolve("trunks.yaml"), "udp:127.0.0.1:5080", "udp:127.0.0.1:" + carrierPort);
        edit(conf.resolve("queues.yaml"), "wrap-up-ms: 20000", "wrap-up-ms: 2000");
        List<String> sets = List.of(
                "sip.port=" + FreePorts.one(),
                "api.port=" + FreePorts.one(),
                "media.ports=" + FreePorts.range(calls * PORTS_PER_CALL + PORTS_SPARE),
                "node.drain-seconds=1");
        List<String> jvm = List.of("-XX:+UseZGC", "-Xms256m", "-Xmx1g");
        return SwitchProcess.start(new SwitchProcess.Start(List.of(), jvm, conf, folder.resolve("data"), sets));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target);
                }
            }
        }
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IOException(file + " has no \"" + from + "\"");
        }
        Files.writeString(file, text.replace(from, to));
    }
}
