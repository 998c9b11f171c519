package hotswitch.bench.sipcall;

import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The yardstick: Kamailio as a plain stateful proxy in front of SIPp's agents, one worker, pinned to the server's
 * core.
 */
final class Kamailio implements AutoCloseable {
    private static final double START_S = 2;
    private final Child child;
    private final int port;

    private Kamailio(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static Kamailio start(Path folder, int targetPort) throws IOException {
        int port = FreePorts.one();
        List<String> command = new ArrayList<>(Child.pinned(Child.SERVER_CORE));
        command.addAll(List.of(
                "kamailio",
                "-f",
                Home.folder().resolve("bench/kamailio/proxy.cfg").toString()));
        command.addAll(List.of("-DD", "-E", "-n", "1", "-m", "1024", "-M", "32", "-x", "fm", "-X", "fm", "-Y"));
        command.add(folder.toString());
        command.addAll(List.of("-A", "LISTEN=udp:127.0.0.1:" + port));
        command.addAll(List.of("-A", "TARGET_URI=\"sip:127.0.0.1:" + targetPort + "\""));
        Path out = folder.resolve("kamailio.out");
        Kamailio kamailio = new Kamailio(Child.start(command, folder, out), port);
        CpuWindow.pause(START_S);
        if (!kamailio.child.alive()) {
            throw new IOException("kamailio ended; see " + out);
        }
        return kamailio;
    }

    int port() {
        return port;
    }

    long[] pids() {
        return child.pids();
    }

    @Override
    public void close() {
        child.close();
    }
}
