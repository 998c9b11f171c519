package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.BusyHour;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.crowd.Conversation;
import hotswitch.server.e2e.crowd.EventTrail;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** kill -9 at ten moments under 40 calls. Nobody is forgotten, nothing is counted twice. */
final class KillTest {
    private static final int CALLS = 40;
    private static final int AGENTS = 16;
    private static final int HELD = 4;
    /** Ready again: 5 s is the aim on a quiet machine; a test machine is shared. */
    private static final Duration READY = Duration.ofSeconds(60);

    private static final Duration BOUND = Duration.ofSeconds(60);
    /** How long a caller listens to nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("kill")
            .asShipped()
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("flows/main.yaml", "play: [notice]", "play: [feature-ok]");

    private final BusyHour hour = new BusyHour(HOTLINE);
    private final List<String> told = new ArrayList<>();
    private Api supervisor;
    private EventTrail trail;
    private int wentOn;
    private int released;
    private int retrieved;

    @AfterEach
    void end() {
        hour.close();
        if (trail != null) {
            trail.close();
        }
    }

    @Test
    void tenKills() {
        supervisor = HOTLINE.api("supervisor");
        trail = new EventTrail(supervisor);
        hour.agents(AGENTS);
        hour.fillUp(CALLS);

        kill("steady", () -> {});
        kill("callers dial", () -> {
            hangUp(12);
            hour.dial(12);
        });
        kill("callers hear the first prompt", () -> {
            hangUp(12);
            hour.dial(12);
            pause(400);
        });
        kill("phones ring", () -> ring(6));
        kill("agents answer", () -> {
            ring(6);
            hour.letRing(false);
        });
        kill("callers hang up", () -> hangUp(10));
        kill("agents hang up", () -> hour.conversations().stream().limit(8).forEach(each -> each.agent.bye()));
        kill("on hold", this::hold);
        kill(
                "phones register",
                () -> hour.desks()
                        .forEach(desk ->
                                Thread.startVirtualThread(() -> desk.phone().register(3_600))));
        kill("recovering", () -> {
            hangUp(3);
            HOTLINE.kill();
            HOTLINE.launch();
            pause(1_500);
        });

        assertEquals(HELD, retrieved);
        hour.end();
        everythingIsAccounted();
        told.add(wentOn + " calls went on, " + released + " were released");
        System.out.println(String.join("\n", told));
    }

    private void hangUp(int count) {
        hour.conversations().stream().limit(count).forEach(each -> each.caller.call.bye());
    }

    /** So many agents become free, and their phones ring with the next callers. */
    private void ring(int count) {
        hour.letRing(true);
        hangUp(count);
        Await.until("phones ring", BOUND, () -> hour.ringing().size() == count);
    }

    private void hold() {
        hour.conversations().stream().limit(HELD).forEach(each -> service("hold", each));
    }

    private void service(String what, Conversation talk) {
        long call = supervisor.callOf(talk.caller.ani).get("id").asLong();
        supervisor.post("/calls/" + call + "/" + what, "{}");
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(Duration.ofMillis(ms).toNanos());
    }

    private void kill(String moment, Runnable before) {
        before.run();
        HOTLINE.kill();
        List<Conversation> talking = hour.conversations();
        List<Caller> waiting = hour.waiting();
        long began = System.nanoTime();
        HOTLINE.start();
        long readyMs = (System.nanoTime() - began) / 1_000_000;
        assertTrue(readyMs < READY.toMillis(), moment + ": ready after " + readyMs + " ms");
        trail.resume();
        retrieveHeld(talking);
        talking.forEach(Conversation::forget);
        waiting.forEach(caller -> caller.call.voice.forget());
        int goOn = 0;
        for (Conversation each : talking) {
            goOn += goesOnOrEnds(moment, each) ? 1 : 0;
        }
        for (Caller each : waiting) {
            goOn += goesOnOrEnds(moment, each) ? 1 : 0;
        }
        hour.letRing(false);
        int unheard = giveUpUnanswered();
        Await.until(
                moment + ": no agent is left in a call that is over",
                BOUND,
                () -> hour.leftBehind().isEmpty());
        wentOn += goOn;
        released += talking.size() + waiting.size() - goOn;
        told.add(moment + ": ready after " + readyMs + " ms; " + talking.size() + " talked, " + waiting.size()
                + " waited, " + goOn + " go on, " + unheard + " who were dialling gave up");
        hour.fillUp(CALLS);
    }

    /** Who was held hears music and not the agent, until he is retrieved. */
    private void retrieveHeld(List<Conversation> talking) {
        for (Conversation talk : talking) {
            JsonNode call = supervisor.callOf(talk.caller.ani);
            if (call != null && call.get("state").asText().equals("held")) {
                talk.forget();
                Await.until("music for " + talk, BOUND, () -> talk.caller.call.voice.received() > 20);
                assertTrue(!talk.caller.hears(Carrier.TONE_HZ), () -> talk + " is held and hears the agent");
                service("retrieve", talk);
                retrieved++;
            }
        }
    }

    private boolean goesOnOrEnds(String moment, Conversation talk) {
        Await.until(moment + ": " + talk + " goes on or is over", BOUND, () -> talk.goesOn() || over(talk));
        return !talk.caller.call.ended();
    }

    private static boolean over(Conversation talk) {
        return talk.caller.call.ended() && talk.agent.ended();
    }

    /** Music again, or already an agent's tone. */
    private boolean goesOnOrEnds(String moment, Caller caller) {
        Await.until(
                moment + ": " + caller.ani + " hears something or is over",
                BOUND,
                () -> caller.call.voice.received() > 10 || caller.call.ended());
        return !caller.call.ended();
    }

    /** Whose INVITE was on its way is answered, or hears nothing and hangs up in the end. How many do. */
    private int giveUpUnanswered() {
        List<Caller> unheard = hour.callers().stream()
                .filter(caller -> !caller.answered() && !caller.over())
                .toList();
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNs && !unheard.stream().allMatch(Caller::answered)) {
            pause(20);
        }
        List<Caller> leaving = unheard.stream()
                .filter(caller -> !caller.answered() && !caller.over())
                .toList();
        leaving.forEach(Caller::giveUp);
        return leaving.size();
    }

    private void everythingIsAccounted() {
        int calls = hour.callers().size();
        Await.until(
                "all records", BOUND, () -> supervisor.get("/calls?ended=true").size() >= calls);
        JsonNode records = supervisor.get("/calls?ended=true");
        Set<String> anis = new HashSet<>();
        for (JsonNode each : records) {
            assertTrue(anis.add(each.get("ani").asText()), () -> "twice: " + each);
            assertNotEquals("internalFault", each.get("disposition").asText(), each::toString);
        }
        assertEquals(calls, anis.size());
        recorded(records);
        events(records);
        counters(records);
        nothingIsLeft();
        journal();
    }

    private void recorded(JsonNode records) {
        for (JsonNode each : records) {
            long call = each.get("id").asLong();
            int segments = each.get("segments").asInt();
            Await.until("recorded: " + each, BOUND, () -> kept(call) == segments);
        }
        SwitchProcess.Said said =
                HOTLINE.run("recordings", "verify", "--data", HOTLINE.data().toString());
        assertEquals(0, said.status(), said.out() + said.err());
    }

    private int kept(long call) {
        int kept = 0;
        for (JsonNode each : supervisor.get("/recordings?call=" + call)) {
            kept += each.get("state").asText().equals("kept") ? 1 : 0;
        }
        return kept;
    }

    private void events(JsonNode records) {
        Await.until("events of all ends", BOUND, () -> trail.of("CallEnded").size() >= records.size());
        assertNull(trail.firstOutOfOrder());
        assertEquals(records.size(), trail.of("CallCreated").size());
        assertEquals(records.size(), trail.of("CallEnded").size());
        for (JsonNode ended : trail.of("CallEnded")) {
            JsonNode record = supervisor.get("/calls/" + ended.get("call").asLong());
            assertEquals(ended.get("record").get("ended"), record.get("ended"));
        }
    }

    private void counters(JsonNode records) {
        int queued = 0;
        int answered = 0;
        for (JsonNode each : records) {
            queued += each.get("queued").isNull() ? 0 : 1;
            answered += each.get("connected").isNull() ? 0 : 1;
        }
        JsonNode today = supervisor.get("/queues/appeals");
        assertEquals(queued, today.findValue("offered").asInt(), today::toString);
        assertEquals(answered, today.findValue("answered").asInt(), today::toString);
        assertEquals(queued - answered, today.findValue("abandoned").asInt(), today::toString);
    }

    private void nothingIsLeft() {
        for (Desk desk : hour.desks()) {
            desk.await("ready");
        }
        Await.until("no leg, session or audio is left", BOUND, () -> {
            JsonNode alive = supervisor.get("/admin/inventory");
            return alive.get("legs").asInt()
                            + alive.get("sessions").asInt()
                            + alive.get("mediaLegs").asInt()
                    == 0;
        });
        for (PhoneCall call : hour.ringing()) {
            assertTrue(call.ended());
        }
    }

    private void journal() {
        HOTLINE.terminate();
        assertEquals(0, HOTLINE.awaitEnd());
        SwitchProcess.Said said =
                HOTLINE.run("journal", "verify", "--data", HOTLINE.data().toString());
        assertEquals(0, said.status(), said.out() + said.err());
    }
}
