package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.Sipp;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 200 calls, 20 a second, each ended at some random moment by one side or the other: then all is as before. */
final class CrowdTest {
    private static final int AGENTS = 20;
    private static final Duration BOUND = Duration.ofMinutes(2);

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("crowd")
            .set("media.timeout-ms", 0)
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private final Api api = HOTLINE.api("supervisor");
    private final SplittableRandom random = new SplittableRandom(20);
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(2);

    @Test
    void nothingIsLeftBehind() {
        List<Desk> desks = new ArrayList<>();
        try {
            for (int i = 0; i < AGENTS; i++) {
                Desk desk = Desk.open(HOTLINE, 1001 + i);
                desk.phone().onCall(this::work);
                desks.add(desk);
            }
            crowd();
        } finally {
            hands.shutdownNow();
            desks.forEach(Desk::close);
        }
    }

    /** Rings, answers within a second; hangs up on callers who would stay for ever. */
    private void work(PhoneCall call) {
        call.ring();
        boolean stays = call.caller().startsWith("1363");
        int answerMs;
        int talkMs;
        synchronized (random) {
            answerMs = random.nextInt(1_000);
            talkMs = random.nextInt(1_500);
        }
        Future<?> unused = hands.schedule(() -> answer(call, stays, talkMs), answerMs, TimeUnit.MILLISECONDS);
    }

    private void answer(PhoneCall call, boolean stays, int talkMs) {
        if (!call.ended()) {
            call.answer();
            if (stays) {
                Future<?> unused = hands.schedule(call::bye, talkMs + 200L, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void crowd() {
        Leftovers leftovers = Leftovers.before(api);
        Events events = api.events(1);
        try (Sipp early = callers("leaves-in-flow", "1361", 40, 4);
                Sipp late = callers("leaves-later", "1362", 80, 8);
                Sipp patient = callers("stays", "1363", 80, 8)) {
            early.assertSuccess(BOUND);
            late.assertSuccess(BOUND);
            patient.assertSuccess(BOUND);
        }
        leftovers.awaitNone();
        eachCallHasOneRecord();
        Await.until("all agents are ready", () -> api.metric("hotswitch_agents", "state=\"ready\"") == AGENTS);
        for (int i = 0; i < AGENTS; i++) {
            assertEquals("ready", api.agentState(1001 + i));
        }
        Await.until("200 are counted", () -> api.metric("hotswitch_calls_total") == 200);
        assertEquals(0, api.metric("hotswitch_queue_waiting"));
        assertEquals(0, api.metric("hotswitch_idle_while_queued_seconds_total"));
        Await.until("no recording is owed", () -> api.metric("hotswitch_recording_obligations", "state=\"open\"") == 0);
        assertTrue(!events.hasGap(), "the event stream has no gap");
        events.close();
    }

    private static Sipp callers(String scenario, String prefix, int calls, int perSecond) {
        List<String> numbers = IntStream.range(0, calls)
                .mapToObj(i -> prefix + "%07d".formatted(i))
                .toList();
        return Sipp.scenario(HOTLINE.folder(), scenario)
                .rows(numbers)
                .calls(calls, perSecond)
                .start(HOTLINE.sip());
    }

    private void eachCallHasOneRecord() {
        Await.until("200 records", () -> api.get("/calls?ended=true").size() == 200);
        TreeSet<String> callers = new TreeSet<>();
        TreeMap<String, Integer> dispositions = new TreeMap<>();
        for (JsonNode record : api.get("/calls?ended=true")) {
            callers.add(record.get("ani").asText());
            dispositions.merge(record.get("disposition").asText(), 1, Integer::sum);
        }
        assertEquals(200, callers.size());
        System.out.println("200 calls: " + dispositions);
        assertEquals(40, dispositions.get("leftInFlow"));
        assertTrue(dispositions.get("answered") >= 80, dispositions::toString);
        dispositions.forEach((disposition, n) -> assertEquals(
                (double) n, api.metric("hotswitch_calls_total", "disposition=\"" + disposition + "\""), disposition));
    }
}
