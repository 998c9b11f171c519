package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.media.rtp.ToneClient;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the audio of a call was: on the trunk packets are lost both ways, at the seat all is well. */
final class QualityTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("quality").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static final int RECEIVER_REPORT = 201;
    private static final int QUARTER = 64;
    private static final int LOST = 25;

    /** RFC 3550 §6.4.2, on the port of the audio (RFC 5761): a quarter of what the switch sent did not come. */
    private static void reportsLoss(ToneClient voice) {
        ByteBuffer report = ByteBuffer.allocate(32);
        report.put((byte) 0x81).put((byte) RECEIVER_REPORT).putShort((short) 7).putInt(4711);
        report.putInt(voice.packets().getLast().ssrc()).putInt(QUARTER << 24 | 99);
        voice.raw(report.array());
    }

    private static JsonNode row(JsonNode quality, String member, String value) {
        for (JsonNode row : quality) {
            if (row.get(member).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + member + " " + value + " in " + quality);
    }

    private static JsonNode awaitQuality(Api api, long id) {
        return Await.value("both legs are measured", () -> {
            JsonNode quality = api.get("/calls/" + id).get("quality");
            return quality != null && quality.size() == 2 ? quality : null;
        });
    }

    /** Registered whence it came, and one leg without loss. */
    private static void assertPhone(JsonNode seat, Desk desk) {
        assertTrue(seat.get("registered").asBoolean(), seat::toString);
        JsonNode contact = seat.get("contacts").get(0);
        assertEquals("127.0.0.1:" + desk.phone().port(), contact.get("address").asText() + ":" + contact.get("port"));
        assertEquals("UDP", contact.get("transport").asText());
        assertTrue(contact.get("expiresS").asInt() > 0, seat::toString);
        JsonNode audio = seat.get("audio");
        assertEquals(1, audio.get("legs").asInt(), seat::toString);
        assertEquals(0, audio.get("lostPercent").asDouble(), seat::toString);
        assertTrue(audio.get("received").asInt() > LOST, seat::toString);
        assertTrue(audio.get("roundTripMs").isNull(), seat::toString);
    }

    @Test
    void whatWasLostOnTheTrunkIsInTheRecordAndTheMetrics() {
        Api api = HOTLINE.api("supervisor");
        long id;
        assertFalse(row(api.get("/phones"), "seat", "8001").get("registered").asBoolean());
        try (Events events = api.events(0);
                Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900166001")) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            Speaker.together(citizen, agent);
            id = api.callOf(phone.user).get("id").asLong();
            citizen.call().voice.lose(LOST);
            reportsLoss(citizen.call().voice);
            Speaker.together(citizen, agent);
            JsonNode soFar = row(awaitQuality(api, id), "trunk", "carrier-a");
            assertEquals(LOST, soFar.get("lost").asInt(), soFar::toString);
            assertEquals(0.25, soFar.get("farLost").asDouble(), 0.001, soFar::toString);
            citizen.call().hangUp();
            agent.call().awaitBye();
            desk.await("ready");
            api.awaitRecord(phone.user);
            assertPhone(row(api.get("/phones"), "seat", "8001"), desk);
            JsonNode told = events.await(
                    "the trunk's leg",
                    e -> e.get("type").asText().equals("LegMeasured")
                            && e.get("trunk").asText().equals("carrier-a"));
            assertEquals(id, told.get("call").asLong());
            assertEquals(LOST, told.get("lost").asInt(), told::toString);
        }
        JsonNode quality = awaitQuality(api, id);
        JsonNode trunk = row(quality, "trunk", "carrier-a");
        assertEquals(LOST, trunk.get("lost").asInt(), quality::toString);
        assertEquals(0.25, trunk.get("farLost").asDouble(), 0.001, quality::toString);
        assertTrue(trunk.get("received").asInt() > LOST, quality::toString);
        JsonNode seat = row(quality, "device", "8001");
        assertEquals(0, seat.get("lost").asInt(), quality::toString);
        assertTrue(seat.get("farLost").isNull() && seat.get("roundTripMs").isNull(), quality::toString);
        assertTrue(seat.get("jitterMs").asDouble() < 50, quality::toString);
        assertEquals(LOST, api.metric("hotswitch_rtp_lost_total", "trunk=\"carrier-a\""));
        assertEquals(1, api.metric("hotswitch_rtp_far_lossy_legs_total", "trunk=\"carrier-a\""));
        assertTrue(api.metric("hotswitch_rtp_received_total", "trunk=\"seats\"") > LOST);
        assertEquals(1, api.metric("hotswitch_rtp_jitter_seconds_count", "trunk=\"seats\""));
        HOTLINE.kill();
        HOTLINE.start();
        assertEquals(quality, awaitQuality(HOTLINE.api("supervisor"), id), "it is kept");
    }
}
