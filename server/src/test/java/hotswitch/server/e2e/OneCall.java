package hotswitch.server.e2e;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;

/** Start, registration, a call with audio both ways, its recording, a clean end: as a program, for a machine apart. */
final class OneCall {
    private OneCall() {}

    public static void main(String[] args) {
        try (SwitchProcess hotline = SwitchProcess.prepare("apart").set("node.drain-seconds", 1)) {
            hotline.start();
            Api api = hotline.api("supervisor");
            try (Events events = api.events(0);
                    Desk desk = Desk.open(hotline, 1001);
                    Caller caller = Caller.dials(hotline, Caller.ani(1))) {
                PhoneCall agent = desk.phone().awaitCall();
                agent.answer();
                agent.voice.tone(Carrier.TONE_HZ);
                must(caller.call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the caller hears the agent");
                must(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the caller");
                caller.call.hangUp();
                long call = api.awaitRecord(caller.ani).get("id").asLong();
                Await.until(
                        "recorded",
                        Duration.ofSeconds(30),
                        () -> api.get("/recordings?call=" + call)
                                .findPath("state")
                                .asText()
                                .equals("kept"));
                must(!events.hasGap(), "no gap in the events");
            }
            hotline.terminate();
            must(hotline.awaitEnd() == 0, "a clean end");
        }
        // The HTTP client's threads are of no more use.
        System.exit(0);
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
