package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.snapshot.IdleWhileQueued;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller beside an idle agent is an alarm after a second, with evidence; so is a core that says nothing any more. */
final class WatchTest {
    private static final IdleWhileQueued IDLE = new IdleWhileQueued("appeals", 20, 1001);
    private final List<String> story = new ArrayList<>();
    private final List<Boolean> asked = new ArrayList<>();
    private boolean suspected = true;
    private CompletableFuture<IdleWhileQueued> answer = CompletableFuture.completedFuture(null);
    private final Watch watch = new Watch(
            new Watch.Sight(() -> suspected, this::ask),
            new Watch.Outlets(
                    command -> {
                        RaiseAlarm alarm = (RaiseAlarm) command;
                        story.add((alarm.on() ? "raise " : "clear ") + alarm.code());
                    },
                    code -> false,
                    (code, detail) -> story.add("dump " + detail)));

    @TempDir
    private Path data;

    private CompletableFuture<IdleWhileQueued> ask(boolean look) {
        asked.add(look);
        return answer;
    }

    private void looks(int times, String... then) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
        assertEquals(List.of(then), story);
        story.clear();
    }

    @Test
    void aSecondBesideAnIdleAgentIsAnAlarmWithEvidenceAndItEnds() {
        answer = CompletableFuture.completedFuture(IDLE);
        looks(1);
        looks(2);
        looks(1, "raise IDLE_WHILE_QUEUED", "dump call 20 waits in appeals, agent 1001 is ready");
        looks(50);
        answer = CompletableFuture.completedFuture(null);
        looks(1);
        looks(1, "clear IDLE_WHILE_QUEUED");
        looks(50);
    }

    @Test
    void aMomentIsNoAlarm() {
        for (int i = 0; i < 20; i++) {
            answer = CompletableFuture.completedFuture(i % 3 == 2 ? null : IDLE);
            looks(1);
        }
    }

    @Test
    void aCoreThatCannotTellIsNotWell() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("broken"));
        looks(4, "raise IDLE_WHILE_QUEUED", "dump the core cannot tell: java.lang.IllegalStateException: broken");
    }

    @Test
    void fiveSecondsOfSilenceAreAnAlarm() {
        answer = new CompletableFuture<>();
        looks(10);
        looks(1, "raise CORE_SILENT", "dump the core has not answered for 5 s");
        looks(20);
        answer.complete(null);
        looks(1, "clear CORE_SILENT");
    }

    /** Where nothing is suspected the core is asked for a word each time, and to look for itself now and then. */
    @Test
    void theViewIsNotBelievedForEver() {
        suspected = false;
        looks(40);
        assertEquals(40, asked.size());
        assertEquals(2, asked.stream().filter(look -> look).count());
    }

    /**
     * In a running switch the core loses an agent out of the tables by which it finds him: who calls now waits beside
     * him. Log, metric, event, list of alarms and a file say so, until he is found again.
     */
    @Test
    void aSwitchThatForgetsAnAgentSaysSo() throws IOException {
        try (LocalNode local = LocalNode.start(data);
                Phone seat = Phone.seat(local.sip(), "8001");
                Phone citizen = Phone.caller(local.sip(), "13900000001")) {
            Api api = local.api("supervisor");
            Events events = api.events(0);
            assertEquals(200, seat.register(600).status());
            becomes(local, AgentTarget.READY);
            Await.until("ready", () -> api.agentState(1001).equals("ready"));
            local.node.ask(WatchTest::forgetEverybody).join();
            PhoneCall call = citizen.dial("12345");
            call.awaitAnswered();
            assertEquals(200, call.info('1').status(), "the notice is cut short");
            Await.until("the alarm", () -> alarms(api).contains(Watch.IDLE));
            events.await("the event", event -> isAlarm(event, "AlarmRaised"));
            Await.until("counted", () -> api.metric("hotswitch_idle_while_queued_seconds_total") > 0);
            String evidence = Await.value("the file", this::evidence);
            for (String word : List.of("agent 1001 is ready", "I5 agent 1001", "ani=13900000001", "signalling")) {
                assertTrue(evidence.contains(word), word + " is not in " + evidence);
            }
            becomes(local, AgentTarget.NOT_READY);
            becomes(local, AgentTarget.READY);
            PhoneCall offered = seat.awaitCall();
            offered.answer().awaitAck();
            events.await("its end", event -> isAlarm(event, "AlarmCleared"));
            Await.until("no alarm is left", () -> alarms(api).isEmpty());
            local.node.clearCalls("test");
            offered.awaitBye();
            events.close();
        }
    }

    private static void becomes(LocalNode local, AgentTarget target) {
        local.node.tell(new SetAgentState(Request.unasked("test"), 1001, target, "", "8001"));
    }

    private static List<String> alarms(Api api) {
        return api.get("/situation").get("alarms").findValuesAsText("code");
    }

    private static boolean isAlarm(com.fasterxml.jackson.databind.JsonNode event, String type) {
        return event.path("type").asText().equals(type)
                && event.path("code").asText().equals(Watch.IDLE);
    }

    /** The planted fault: all ready agents leave the lanes and are told nothing. */
    private static boolean forgetEverybody(AcdCore core) {
        try {
            Field field = AcdCore.class.getDeclaredField("centre");
            field.setAccessible(true);
            ((Centre) field.get(core))
                    .agents.all().stream()
                            .flatMap(agent -> agent.memberships.stream())
                            .filter(Membership::entered)
                            .forEach(Membership::leave);
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null: there is none yet. */
    private String evidence() {
        Path folder = data.resolve("faults");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            Path file = files.filter(f -> f.getFileName().toString().startsWith("idle_while_queued"))
                    .findFirst()
                    .orElse(null);
            return file == null ? null : Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
