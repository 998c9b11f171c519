package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.media.codec.Codec;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Telephones that change their minds about the audio: hold by re-INVITE, and INVITEs that leave the offer to us. */
final class HoldTest {
    private static final int BOUND_MS = 15_000;

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("hold")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .set("media.timeout-ms", 2_000);

    private static int number = 200;

    private final Api api = HOTLINE.api("supervisor");
    private Leftovers leftovers;
    private Desk desk;
    private Phone phone;
    private PhoneCall caller;
    private PhoneCall agent;

    @BeforeEach
    void aCallerAndAnAgent() {
        leftovers = Leftovers.before(api);
        desk = Desk.open(HOTLINE, 1001);
        phone = Phone.caller(HOTLINE.sip(), "13900140" + ++number);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertEquals(200, caller.hangUp().status());
        agent.awaitBye();
        leftovers.awaitNone();
        desk.leave();
        phone.close();
    }

    private void talk(PhoneCall call) {
        caller = call;
        caller.awaitAnswered();
        caller.voice.tone(Caller.TONE_HZ);
        caller.press('1');
        agent = desk.phone().awaitCall().ring().answer();
        agent.awaitAck();
        agent.voice.tone(Carrier.TONE_HZ);
        bothHearEachOther();
    }

    private void bothHearEachOther() {
        caller.voice.forget();
        agent.voice.forget();
        assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 500, BOUND_MS), "the agent hears the caller");
        assertTrue(caller.voice.awaitTone(Carrier.TONE_HZ, 500, BOUND_MS), "the caller hears the agent");
    }

    private void awaitState(String state) {
        Await.until("the call is " + state, () -> {
            JsonNode call = api.callOf(phone.user);
            return call != null && call.get("state").asText().equals(state);
        });
    }

    /** Holds for longer than silence may last in a talk, hears music meanwhile, and is back. */
    private void holdAndResume(Function<PhoneCall, SipText> hold, String answered) {
        talk(phone.dial("12345"));
        SipText ok = hold.apply(agent);
        assertTrue(ok.body().contains("a=" + answered), ok::body);
        agent.voice.tone(0);
        awaitState("held");
        desk.await("held");
        caller.voice.forget();
        Await.until("music for 3 s", () -> caller.voice.audio().length > 3 * 8_000);
        assertTrue(loudest(caller) > 1_000, "something is heard");
        assertTrue(caller.voice.hears(Carrier.TONE_HZ, 500) < 0.5, "and it is not the agent");
        agent.voice.forget();

        ok = agent.reinvite("sendrecv");
        assertTrue(ok.body().contains("a=sendrecv"), ok::body);
        agent.voice.tone(Carrier.TONE_HZ);
        awaitState("connected");
        bothHearEachOther();
        assertEquals(
                1,
                agent.voice.packets().stream()
                        .mapToInt(p -> p.ssrc())
                        .distinct()
                        .count(),
                "one stream");
    }

    private static int loudest(PhoneCall call) {
        int loud = 0;
        for (short sample : call.voice.audio()) {
            loud = Math.max(loud, Math.abs(sample));
        }
        return loud;
    }

    @Test
    void thePhoneHoldsAndMightPlayMusicItself() {
        holdAndResume(call -> call.reinvite("sendonly"), "recvonly");
    }

    @Test
    void thePhoneHoldsAndWantsNothing() {
        holdAndResume(call -> call.reinvite("inactive"), "inactive");
    }

    @Test
    void thePhoneHoldsAsPhonesDidInOldTimes() {
        holdAndResume(PhoneCall::reinviteToNowhere, "recvonly");
    }

    @Test
    void theCallerLeavesTheOfferToUs() {
        talk(phone.codec(Codec.PCMU).eventPayloadType(99).dialWithoutOffer("12345"));
        SipText ok = caller.awaitAnswered();
        assertTrue(ok.body().contains("PCMA/8000") && ok.body().contains("PCMU/8000"), ok::body);
        assertTrue(ok.body().contains("telephone-event/8000"), ok::body);
        assertEquals("appeals", api.callOf(phone.user).get("queue").asText());
    }

    @Test
    void aReinviteThatLeavesTheOfferToUsHoldsAndResumes() {
        holdAndResume(call -> call.reinviteWithoutOffer("inactive"), "sendrecv");
    }
}
