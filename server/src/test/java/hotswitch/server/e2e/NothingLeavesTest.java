package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.apart.Apart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The switch speaks with its peers and with nobody else. In a network namespace of its own, whose only way out is an
 * interface that counts and goes nowhere, it starts, serves a call and ends: not one packet was sent there.
 */
final class NothingLeavesTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static final String COUNTED = """
            sent() { ip -s -j link show out0 | sed 's/.*"tx":{"bytes":[0-9]*,"packets":\\([0-9]*\\).*/\\1/'; }
            before=$(sent)
            status=0
            "$@" || status=$?
            after=$(sent)
            echo x > /dev/udp/198.51.100.1/9
            echo "status=$status sent=$((after - before)) counted=$(($(sent) - after))"
            """;

    @Test
    void notOnePacketLeavesDuringAStartACallAndAnEnd() {
        String all = Apart.run(BOUND, Apart.NETWORK + COUNTED, SwitchProcess.java("hotswitch.server.e2e.OneCall"))
                .said();
        // The last packet is ours: it shows that the counter counts.
        assertEquals("status=0 sent=0 counted=1", all.lines().toList().getLast(), all);
    }
}
