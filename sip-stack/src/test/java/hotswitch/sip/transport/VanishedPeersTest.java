package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.apart.Apart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Peers that are gone without a FIN or RST: a cable was pulled, a telephone's battery is empty. */
final class VanishedPeersTest {
    private static final Duration BOUND = Duration.ofMinutes(2);

    @Test
    void whoVanishedIsNoticed() {
        Apart.Ended ended = Apart.run(BOUND, Apart.NETWORK + "exec \"$@\"", Apart.java(VanishedPeers.class.getName()));
        assertEquals(0, ended.status(), ended::said);
    }
}
