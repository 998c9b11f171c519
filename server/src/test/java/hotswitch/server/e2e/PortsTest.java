package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ports for the audio of three legs. Whoever calls then is refused; for whom there is none, he waits on. */
final class PortsTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("ports")
            .brief()
            .portPairs(3)
            .edit("queues.yaml", "when-no-agent-logged-on: true", "when-no-agent-logged-on: false");

    private final Api api = HOTLINE.api("supervisor");

    private boolean alarmed(String code) {
        return api.get("/situation").get("alarms").findValuesAsText("code").contains(code);
    }

    private void calling(Phone phone) {
        Await.until(
                "he waits",
                () -> api.callOf(phone.user) != null
                        && api.callOf(phone.user).get("state").asText().equals("queued"));
    }

    @Test
    void noAgentIsPunishedAndNoCallerForgotten() {
        try (Phone waiting = Phone.caller(HOTLINE.sip(), "13900163001");
                Phone late = Phone.caller(HOTLINE.sip(), "13900163002");
                Desk first = Desk.open(HOTLINE, 1001);
                Desk second = Desk.open(HOTLINE, 1002);
                Desk third = Desk.open(HOTLINE, 1003)) {
            first.set("notReady");
            second.set("notReady");
            third.set("notReady");
            Speaker citizen = Speaker.citizen(waiting);
            calling(waiting);
            SipText refusal = late.dial("12345").awaitFinal();
            assertEquals(503, refusal.status(), "a port is kept for who takes the call that waits");
            assertEquals("2", refusal.header("Retry-After"));
            Await.until("the alarm for new callers", () -> alarmed("MEDIA_PORTS_SCARCE"));

            PhoneCall inside = second.phone().dial("8003");
            third.phone().awaitCall().ring();
            first.ready();
            Await.until("the alarm for a leg", () -> alarmed("NO_MEDIA_PORT"));
            Await.never(
                    "the agent is punished",
                    Duration.ofMillis(500),
                    () -> first.state().equals("notReady"));
            calling(waiting);

            inside.cancel();
            Speaker agent = Speaker.at(first);
            Speaker.together(citizen, agent);
            citizen.call().hangUp();
            agent.call().awaitBye();
            assertEquals(1001, api.awaitRecord(waiting.user).get("agent").asInt());
            Await.until("all is well", () -> !alarmed("NO_MEDIA_PORT"));
            assertTrue(HOTLINE.alive());
        }
    }
}
