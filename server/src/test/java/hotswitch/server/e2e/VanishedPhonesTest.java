package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.apart.Apart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Telephones on TCP, TLS and WebSocket whose cable is pulled during a call, and one that is rung after that. */
final class VanishedPhonesTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Test
    void callersGoOnWithoutThem() {
        Apart.Ended ended = Apart.run(
                BOUND, Apart.NETWORK + "exec \"$@\"", SwitchProcess.java("hotswitch.server.e2e.VanishedPhones"));
        assertEquals(0, ended.status(), ended::said);
    }
}
