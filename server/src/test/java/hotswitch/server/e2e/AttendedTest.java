package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.parties.Timeline;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent's telephone asks and puts through by itself: hold, a second call, REFER with Replaces. */
final class AttendedTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("attended").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static final String OUTSIDE = "01088880009";
    private static final Duration A_WHILE = Duration.ofMillis(600);
    private static int number = 100;
    private static Leftovers leftovers;

    private final Api api = HOTLINE.api("supervisor");
    private Events events;
    private Desk first;
    private Desk second;
    private Phone phone;
    private Speaker citizen;
    private Speaker agent;
    private long id;
    private PhoneCall secondCall;

    @BeforeAll
    static void anEmptyCentre() {
        leftovers = Leftovers.before(HOTLINE.api("supervisor"));
        CARRIER.at(OUTSIDE, PhoneCall::ring);
    }

    @AfterAll
    static void isEmptyAgain() {
        leftovers.awaitNone();
        CARRIER.close();
    }

    @BeforeEach
    void aTalk() {
        events = api.events(0);
        first = Desk.open(HOTLINE, 1001);
        phone = Phone.caller(HOTLINE.sip(), "13900152" + ++number);
        citizen = Speaker.citizen(phone);
        agent = Speaker.at(first);
        Speaker.together(citizen, agent);
        second = Desk.open(HOTLINE, 1002);
        id = api.callOf(phone.user).get("id").asLong();
    }

    @AfterEach
    void allLeave() {
        assertFalse(events.hasGap(), "no gap");
        first.leave();
        second.leave();
        phone.close();
        events.close();
    }

    private static String referTo(String user, PhoneCall replaced) {
        String value = URLEncoder.encode(replaced.replaces(), StandardCharsets.UTF_8);
        return "sip:" + user + "@hotline.local?Replaces=" + value;
    }

    private static void hold(Speaker speaker) {
        assertEquals(200, speaker.call().reinvite("sendonly").status());
        speaker.call().voice.tone(0);
    }

    private static void resume(Speaker speaker) {
        assertEquals(200, speaker.call().reinvite("sendrecv").status());
        speaker.call().voice.tone(speaker.hz());
    }

    /** The agent's phone on its second call. */
    private Speaker asks(String dialled) {
        hold(agent);
        return new Speaker("agent 1001, asking", first.phone().dial(dialled), agent.hz());
    }

    private Speaker consult() {
        hold(agent);
        secondCall = first.phone().dial("8002");
        Speaker asking = new Speaker("agent 1001, asking", secondCall, agent.hz());
        Speaker colleague = Speaker.at(second);
        secondCall.awaitAnswered();
        secondCall.voice.tone(agent.hz());
        Speaker.together(asking, colleague);
        citizen.hearsNeither(agent, colleague);
        assertEquals("held", api.callOf(phone.user).get("state").asText());
        assertEquals("busy", first.state());
        return colleague;
    }

    private void told(PhoneCall call, String status) {
        call.awaitHeard("NOTIFY " + status, m -> isNotify(m) && m.body().startsWith("SIP/2.0 " + status));
    }

    private static boolean isNotify(SipText message) {
        return message.isRequest() && message.method().equals("NOTIFY");
    }

    private JsonNode end(Speaker other) {
        Speaker.talk(A_WHILE, citizen, other);
        citizen.call().hangUp();
        other.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        assertEquals("answered", record.get("disposition").asText(), record::toString);
        return record;
    }

    @Test
    void theSecondCallIsPutThrough() {
        Speaker colleague = consult();
        assertEquals(202, agent.call().refer(referTo("8002", secondCall)).status());
        told(agent.call(), "100");
        told(agent.call(), "200");
        agent.call().awaitBye();
        secondCall.awaitBye();
        Speaker.together(citizen, colleague);
        first.await("ready");
        assertEquals(1002, api.callOf(phone.user).get("agent").asInt());
        JsonNode record = end(colleague);
        assertEquals(2, record.get("segments").asInt());
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk hold talk", line.kinds("caller " + phone.user));
        assertEquals("consult talk", line.kinds("agent 8002"));
    }

    @Test
    void theFirstIsPutThroughToTheSecond() {
        Speaker colleague = consult();
        assertEquals(202, secondCall.refer(referTo("12345", agent.call())).status());
        told(secondCall, "200");
        agent.call().awaitBye();
        secondCall.awaitBye();
        Speaker.together(citizen, colleague);
        end(colleague);
    }

    /** Between the two calls and back: whoever is held hears music. */
    @Test
    void thePhoneGoesToAndFro() {
        Speaker colleague = consult();
        Speaker asking = new Speaker("agent 1001, asking", secondCall, agent.hz());
        hold(asking);
        resume(agent);
        Speaker.together(citizen, agent);
        colleague.hearsNeither(citizen, agent);
        hold(agent);
        resume(asking);
        Speaker.together(asking, colleague);
        citizen.hearsNeither(agent, colleague);
        secondCall.hangUp();
        colleague.call().awaitBye();
        second.await("ready");
        resume(agent);
        end(agent);
    }

    @Test
    void whileTheOtherSideStillRings() {
        Speaker asking = asks(OUTSIDE);
        PhoneCall outside = CARRIER.awaitCall(OUTSIDE);
        asking.call().awaitHeard("180", m -> m.status() == 180);
        assertEquals(202, agent.call().refer(referTo(OUTSIDE, asking.call())).status());
        assertEquals(480, asking.call().awaitFinal().status());
        first.await("ready");
        told(agent.call(), "180");
        citizen.hearsNeither(agent);
        outside.answer();
        told(agent.call(), "200");
        agent.call().awaitBye();
        outside.voice.tone(Speaker.OUTSIDE_HZ);
        end(Speaker.outside(outside));
    }

    @Test
    void givenUpBeforeAnybodyAnswers() {
        Speaker asking = asks(OUTSIDE);
        PhoneCall outside = CARRIER.awaitCall(OUTSIDE);
        asking.call().awaitHeard("180", m -> m.status() == 180);
        asking.call().cancel();
        assertEquals(487, asking.call().awaitFinal().status());
        outside.awaitCancel();
        citizen.hearsNeither(agent);
        resume(agent);
        end(agent);
    }

    @Test
    void theColleagueIsBusyAndTheCitizenComesBack() {
        second.set("notReady");
        Speaker asking = asks("8002");
        assertEquals(486, asking.call().awaitFinal().status());
        resume(agent);
        end(agent);
    }

    @Test
    void theFirstCallIsHungUpAndThatPutsThrough() {
        Speaker colleague = consult();
        agent.call().bye();
        secondCall.awaitBye();
        Speaker.together(citizen, colleague);
        first.await("ready");
        end(colleague);
    }

    @Test
    void itOutlivesTheProcess() {
        Speaker colleague = consult();
        HOTLINE.kill();
        HOTLINE.start();
        Speaker.together(new Speaker("agent 1001, asking", secondCall, agent.hz()), colleague);
        citizen.hearsNeither(agent, colleague);
        assertEquals(202, agent.call().refer(referTo("8002", secondCall)).status());
        told(agent.call(), "200");
        agent.call().awaitBye();
        secondCall.awaitBye();
        Speaker.together(citizen, colleague);
        events.close();
        events = api.events(0);
        end(colleague);
    }

    /** A second phone of the same seat takes the call over (RFC 3891). */
    @Test
    void anotherPhoneOfTheSeatTakesTheCall() {
        try (Phone cordless = Phone.seat(HOTLINE.sip(), "8001")) {
            PhoneCall taken = cordless.dialReplacing("8001", agent.call().replaces());
            taken.awaitAnswered();
            taken.voice.tone(agent.hz());
            agent.call().awaitBye();
            Speaker.together(citizen, new Speaker("the cordless phone", taken, agent.hz()));
            assertEquals("busy", first.state());
            PhoneCall late = cordless.dialReplacing("8001", agent.call().replaces());
            assertTrue(late.awaitFinal().status() == 481, "that dialog is over");
            citizen.call().hangUp();
            taken.awaitBye();
        }
    }
}
