package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Conversation;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that makes the core throw costs its own call, and no other. */
final class FaultDrillTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 4;
    private static final int CORE_FAULT = 70;

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("drill").brief().set("security.fault-drills", true);

    private final List<Desk> desks = new ArrayList<>();
    private final List<Conversation> talks = new ArrayList<>();
    private final List<Caller> waiting = new ArrayList<>();

    @AfterEach
    void end() {
        desks.forEach(Desk::close);
        talks.forEach(Conversation::close);
        waiting.forEach(Caller::close);
    }

    @Test
    void theProcessComesBackAndOnlyThatCallIsReleased() {
        for (int n = 1; n <= CONVERSATIONS; n++) {
            desks.add(Desk.open(HOTLINE, 1000 + n));
            talks.add(Conversation.begin(HOTLINE, Caller.ani(n), desks));
        }
        Caller inQueue = Caller.dials(HOTLINE, Caller.ani(9));
        waiting.add(inQueue);
        Api supervisor = HOTLINE.api("supervisor");
        Await.until("one waits", BOUND, () -> queued(supervisor, inQueue));
        Conversation unlucky = talks.getFirst();
        long call = supervisor.callOf(unlucky.caller.ani).get("id").asLong();

        // The starter (./hotswitch serve) starts it again when it ends with this status.
        CompletableFuture<Api.Answer> drill = CompletableFuture.supplyAsync(
                () -> HOTLINE.api("system-admin").send("POST", "/api/v1/admin/fault-drill", "{\"call\":" + call + "}"));
        assertEquals(CORE_FAULT, HOTLINE.awaitEnd());
        HOTLINE.start();
        assertThrows(CompletionException.class, drill::join, "nobody was left to answer");

        unlucky.caller.call.awaitBye();
        unlucky.agent.awaitBye();
        JsonNode record = supervisor.awaitRecord(unlucky.caller.ani);
        assertEquals("internalFault", record.get("disposition").asText(), record::toString);
        assertEquals(call, record.get("id").asLong());
        for (Conversation other : talks.subList(1, CONVERSATIONS)) {
            other.forget();
            Await.until(other + " goes on", BOUND, other::goesOn);
            assertTrue(other.established(), other::toString);
        }
        Await.until(
                "the freed agent gets him who waited",
                BOUND,
                () -> inQueue.established()
                        && (desks.getFirst().state().equals("alerting") || queued(supervisor, inQueue)));
        assertTrue(Files.exists(HOTLINE.data().resolve("faults")));
        assertFalse(HOTLINE.errors().contains("hunt-only"), HOTLINE::errors);
        assertTrue(alarmed(supervisor));
    }

    private static boolean queued(Api supervisor, Caller caller) {
        JsonNode call = supervisor.callOf(caller.ani);
        return call != null && call.get("state").asText().equals("queued");
    }

    private static boolean alarmed(Api supervisor) {
        return supervisor
                .get("/situation")
                .get("alarms")
                .findValuesAsText("code")
                .contains("INTERNAL_FAULT");
    }
}
