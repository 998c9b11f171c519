package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.parties.Timeline;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** New rules while people talk and wait: wrong ones change nothing, right ones disturb nobody. */
final class ReloadTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("reload").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static int number = 100;

    private final Api api = HOTLINE.api("supervisor");
    private final Api admin = HOTLINE.api("system-admin");
    private Events events;
    private Desk desk;
    private Phone phone;
    private Phone later;
    private Speaker citizen;
    private Speaker agent;
    private Speaker waiting;
    private long id;

    /** One talks, one waits behind him. */
    @BeforeEach
    void aTalkAndOneWhoWaits() {
        events = api.events(0);
        desk = Desk.open(HOTLINE, 1001);
        phone = Phone.caller(HOTLINE.sip(), "13900163" + ++number);
        later = Phone.caller(HOTLINE.sip(), "13900163" + ++number);
        citizen = Speaker.citizen(phone);
        agent = Speaker.at(desk);
        Speaker.together(citizen, agent);
        waiting = Speaker.citizen(later);
        Await.until("the other waits", () -> "queued".equals(state(later)));
        id = api.callOf(phone.user).get("id").asLong();
    }

    /** All goes on as it would have: the talk has no seam, who waited is next. */
    @AfterEach
    void theyGoOn() {
        Speaker.together(citizen, agent);
        citizen.call().hangUp();
        agent.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk", line.kinds("caller " + phone.user));
        assertEquals(1, record.get("segments").asInt(), record::toString);
        Speaker next = Speaker.at(desk);
        Speaker.together(waiting, next);
        waiting.call().hangUp();
        next.call().awaitBye();
        assertEquals(
                1,
                citizen.call().heard().stream()
                        .filter(m -> m.status() == 200 && m.answersInvite())
                        .count());
        assertFalse(events.hasGap(), "no gap");
        desk.leave();
        phone.close();
        later.close();
        events.close();
    }

    private String state(Phone who) {
        JsonNode call = api.callOf(who.user);
        return call == null ? "none" : call.get("state").asText();
    }

    /** The hash of each section of the core's state but its time. */
    private Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        for (String each :
                admin.get("/admin/inventory").get("stateHash").asText().split(" ")) {
            if (!each.startsWith("clocks=")) {
                sections.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
            }
        }
        return sections;
    }

    private Api.Answer reload() {
        return admin.send("POST", "/api/v1/admin/reload", null);
    }

    @Test
    void aWrongOneIsRefusedAndChangesNothing() {
        Map<String, String> before = sections();
        HOTLINE.replace("queues.yaml", "strategy: skill-first", "strategy: whoever-likes");
        HOTLINE.replace("agents.csv", "1002,李玲洁,1002,appeals:1", "1002,李玲洁,1002,appeals:9");
        String told = reload().problem(422);
        assertTrue(told.matches("(?s).*queues\\.yaml:\\d+: .*whoever-likes.*"), told);
        assertTrue(told.matches("(?s).*agents\\.csv:\\d+: .*9.*"), told);
        assertEquals(before, sections());
        Speaker.together(citizen, agent);
        assertEquals("queued", state(later));
        assertEquals(1, api.callOf(later.user).get("position").asInt());
        HOTLINE.replace("queues.yaml", "strategy: whoever-likes", "strategy: skill-first");
        HOTLINE.replace("agents.csv", "1002,李玲洁,1002,appeals:9", "1002,李玲洁,1002,appeals:1");
    }

    @Test
    void aRightOneIsInForceAndDisturbsNobody() {
        Map<String, String> before = sections();
        int heard = citizen.call().heard().size() + agent.call().heard().size();
        HOTLINE.replace("queues.yaml", "strategy: skill-first", "strategy: round-robin");
        assertTrue(admin.post("/admin/reload", "").get("reloaded").asBoolean());
        Map<String, String> after = sections();
        assertNotEquals(before.remove("config"), after.remove("config"));
        assertEquals(before, after);
        Speaker.together(citizen, agent);
        assertEquals(heard, citizen.call().heard().size() + agent.call().heard().size(), "no word to the phones");
        assertEquals("connected", state(phone));
        assertEquals("queued", state(later));
        HOTLINE.replace("queues.yaml", "strategy: round-robin", "strategy: skill-first");
    }
}
