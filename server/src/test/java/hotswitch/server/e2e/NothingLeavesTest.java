package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The switch speaks with its peers and with nobody else. In a network namespace of its own, whose only way out is an
 * interface that counts and goes nowhere, it starts, serves a call and ends: not one packet was sent there.
 */
final class NothingLeavesTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    /** Everything that is not loopback leads to {@code out0}. The kernel's own IPv6 chatter is turned off. */
    private static final String APART = """
            set -e
            ip link set lo up
            ip link add out0 type veth peer name nowhere
            for end in out0 nowhere; do ip link set $end addrgenmode none arp off; done
            ip link set nowhere up
            ip addr add 192.0.2.2/24 dev out0
            ip link set out0 up
            ip route add default via 192.0.2.1 dev out0
            sent() { ip -s -j link show out0 | sed 's/.*"tx":{"bytes":[0-9]*,"packets":\\([0-9]*\\).*/\\1/'; }
            before=$(sent)
            status=0
            "$@" || status=$?
            after=$(sent)
            echo x > /dev/udp/198.51.100.1/9
            echo "status=$status sent=$((after - before)) counted=$(($(sent) - after))"
            """;

    @Test
    void notOnePacketLeavesDuringAStartACallAndAnEnd() throws IOException {
        Path said = Files.createTempFile("apart", ".out");
        List<String> command = SwitchProcess.java("hotswitch.server.e2e.OneCall");
        command.addAll(0, List.of("unshare", "--map-root-user", "--net", "bash", "-c", APART, "apart"));
        Process apart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(apart::destroyForcibly));
        Await.until("the call apart ends", BOUND, () -> !apart.isAlive());
        String all = Files.readString(said);
        // The last packet is ours: it shows that the counter counts.
        assertEquals("status=0 sent=0 counted=1", all.lines().toList().getLast(), all);
        Files.delete(said);
    }
}
