package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everybody is sent home: the backup lines take over. */
final class EmergencyTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("emergency").brief();

    private static final Carrier LINES = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private final List<Caller> callers = new ArrayList<>();
    private final Api supervisor = HOTLINE.api("supervisor");

    @AfterEach
    void end() {
        callers.forEach(Caller::close);
        LINES.close();
    }

    @Test
    void inAnEmergencyTheLinesTakeWhoWaitsAndWhoCalls() {
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            Caller first = dial(1);
            desk.phone().awaitCall().answer();
            desk.await("busy");
            Caller second = dial(2);
            Await.until("the second waits", BOUND, () -> isWaiting(second));
            assertEquals(0, lines("busy"));

            supervisor.post("/admin/emergency", "{\"on\":true}");
            Await.until("a line took him", BOUND, () -> second.hears(Carrier.TONE_HZ));
            Caller third = dial(3);
            Await.until("a line took the new one too", BOUND, () -> third.hears(Carrier.TONE_HZ));
            assertEquals(2, lines("busy"));
            assertTrue(first.established());
            assertEquals("busy", desk.state());

            supervisor.post("/admin/emergency", "{\"on\":false}");
            first.call.hangUp();
            desk.ready();
            dial(4);
            desk.phone().awaitCall().answer();
            desk.await("busy");
            assertEquals(2, lines("busy"));
        }
    }

    private boolean isWaiting(Caller caller) {
        JsonNode call = supervisor.callOf(caller.ani);
        return call != null && call.get("state").asText().equals("queued");
    }

    private Caller dial(int n) {
        Caller caller = Caller.dials(HOTLINE, Caller.ani(n));
        callers.add(caller);
        return caller;
    }

    private long lines(String state) {
        long n = 0;
        for (JsonNode line : supervisor.get("/backup-lines")) {
            n += line.get("state").asText().equals(state) ? 1 : 0;
        }
        return n;
    }
}
