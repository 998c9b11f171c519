package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.cti.LiveView;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.sip.timer.Spares;
import java.lang.reflect.Field;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view of a running switch fails: that is told, calls go on and are written down; the next start ends it. */
final class ViewStoppedTest {
    private static final String ALARM = "VIEW_STOPPED";
    private static final String STOPPED = "hotswitch_projection_stopped";

    @TempDir
    private Path data;

    @Test
    void aViewThatFailsIsAnAlarmUntilTheNextStart() throws Exception {
        try (LocalNode local = LocalNode.start(data);
                Phone citizen = Phone.caller(local.sip(), "13900000001");
                Events events = local.api("supervisor").events(1)) {
            Api api = local.api("supervisor");
            assertEquals(0, api.metric(STOPPED, "live"));
            plantFault(local.node);
            for (int i = 0; i < 2; i++) {
                PhoneCall call = citizen.dial("12345");
                call.awaitAnswered();
                assertEquals(200, call.hangUp().status());
            }
            JsonNode raised = events.await("the alarm", event -> isAlarm(event, "AlarmRaised"));
            assertTrue(raised.path("detail").asText().startsWith("stopped at fact "), raised::toString);
            assertEquals(1, api.metric(STOPPED, "live"));
            assertEquals(0, api.metric(STOPPED, "records"));
            Await.until(
                    "both calls are in the tables",
                    () -> api.get("/calls?ended=true").size() == 2);
        }
        try (LocalNode local = LocalNode.start(data);
                Events events = local.api("supervisor").events(1)) {
            Api api = local.api("supervisor");
            events.await("its end", event -> isAlarm(event, "AlarmCleared"));
            Await.until("no alarm", () -> api.get("/situation").get("alarms").isEmpty());
            assertEquals(0, api.metric(STOPPED, "live"));
        }
    }

    private static boolean isAlarm(JsonNode event, String type) {
        return event.path("type").asText().equals(type)
                && event.path("code").asText().equals(ALARM);
    }

    /** Among the rows that wait to be a call's again there is none. */
    @SuppressWarnings("unchecked")
    private static void plantFault(Node node) throws ReflectiveOperationException {
        LiveView view = (LiveView) field(node, "view");
        ((Spares<Object>) field(view, "spare")).add(null);
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
