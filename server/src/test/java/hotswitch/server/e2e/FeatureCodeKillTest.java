package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** kill -9 while a telephone is asked for a PIN: it hears BYE from the next process, and what became of it is told. */
final class FeatureCodeKillTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("feature-code-kill");

    private static List<JsonNode> codes(Events events) {
        return events.all().stream()
                .filter(event -> event.get("type").asText().equals("Audited")
                        && event.get("action").asText().equals("feature-code"))
                .toList();
    }

    @Test
    void theNextProcessEndsTheCall() {
        try (Phone seat = Phone.seat(HOTLINE.sip(), "8001")) {
            assertEquals(200, seat.register(300).status());
            PhoneCall call = seat.dial("*50");
            call.awaitAnswered();
            HOTLINE.kill();
            assertFalse(call.ended());
            HOTLINE.start();
            call.awaitBye();
            Events events = HOTLINE.api("supervisor").events(1);
            Await.until("the code is told", () -> codes(events).size() == 1);
            JsonNode told = codes(events).getFirst();
            assertEquals("device:8001", told.get("by").asText());
            assertEquals("*50", told.get("subject").asText());
            assertFalse(told.get("allowed").asBoolean());
            String[] words = told.get("detail").asText().split(" ", 3);
            assertEquals("ended by a restart", words[2]);
            SwitchProcess.Said trace =
                    HOTLINE.run("sip", "trace", "--data", HOTLINE.data().toString(), "--call", words[1]);
            assertTrue(trace.out().contains("INVITE") && trace.out().contains("BYE"), trace::out);
        }
    }
}
