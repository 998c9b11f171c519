package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.DigestAnswer.Challenge;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.Sipp;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones register, and those who may not do not. */
final class RegistrationTest {
    /** The least that the configuration allows. */
    private static final int NONCE_S = 10;

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("registration").set("security.nonce-seconds", NONCE_S);

    /** {@code device,password,site} of the shipped devices, as SIPp wants them. */
    private static List<String> seats(int contactPort) throws IOException {
        return Files.readAllLines(HOTLINE.conf().resolve("devices.csv")).stream()
                .filter(line -> line.startsWith("80"))
                .map(line -> line.split(","))
                .map(f -> f[0] + ";[authentication username=" + f[0] + " password=" + f[1] + "];" + contactPort)
                .toList();
    }

    @Test
    void all58SeatsRegisterWithMd5() throws IOException {
        List<String> seats = seats(5999);
        assertEquals(58, seats.size());
        Events events = HOTLINE.api("supervisor").events(1);
        try (Sipp phones = Sipp.scenario(HOTLINE.folder(), "register")) {
            phones.rows(seats).calls(58, 100).start(HOTLINE.sip()).assertSuccess(Duration.ofSeconds(60));
            assertEquals(58, phones.count("SuccessfulCall"));
        }
        TreeSet<String> up = new TreeSet<>();
        Await.until("58 seats are up", () -> {
            for (JsonNode event : events.all()) {
                if (event.get("type").asText().equals("DeviceUp")) {
                    up.add(event.get("device").asText());
                }
            }
            return up.size() == 58;
        });
        assertEquals("8001", up.first());
        assertEquals("8058", up.last());
        events.close();
    }

    @Test
    void thePhoneHearsHowLongItIsRegistered() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), "8002")) {
            SipText accepted = phone.register(600);
            assertEquals(200, accepted.status());
            assertTrue(accepted.all("Contact").stream().anyMatch(c -> c.contains(":" + phone.port())));
            assertTrue(accepted.header("Contact").contains("expires="));
        }
    }

    @Test
    void overTcpToo() {
        try (Phone phone = Phone.tcpSeat(HOTLINE.sip(), "8003")) {
            assertEquals(200, phone.register(600).status());
            assertEquals(200, phone.register(0).status());
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
        try (Phone wrong = Phone.seat(HOTLINE.sip(), new DigestAnswer("8004", "guess", "MD5"));
                Phone unknown = Phone.seat(HOTLINE.sip(), new DigestAnswer("8999", "demo-8999", "MD5"))) {
            assertEquals(shape(wrong.register(600), "8004"), shape(unknown.register(600), "8999"));
            assertEquals(401, wrong.register(600).status());
        }
    }

    /** The response with everything gone that must differ: names, numbers, nonces. */
    private static String shape(SipText response, String user) {
        StringBuilder text = new StringBuilder(response.start());
        for (String header : response.headers()) {
            text.append('\n')
                    .append(header.replace(user, "USER").replaceAll("=\"?[^\",;]*[0-9a-z-]{5,}[^\",;]*", "=x"));
        }
        return text.toString().replaceAll("Call-ID: .*", "Call-ID: x").replaceAll(":\\d+;", ":port;");
    }

    @Test
    void anExpiredNonceIsStale() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), "8005")) {
            DigestAnswer digest = new DigestAnswer("8005", "demo-8005", "MD5");
            Challenge young = digest.challenge(phone.registerOnce(600, ""));
            assertFalse(young.stale());
            String right = phone.authorization(young, 1);
            long issuedNs = System.nanoTime();
            Duration life = Duration.ofSeconds(NONCE_S).plusMillis(500);
            Await.until("the nonce is too old", () -> System.nanoTime() - issuedNs > life.toNanos());
            SipText late = phone.registerOnce(600, right);
            assertEquals(401, late.status());
            assertTrue(digest.challenge(late).stale());
            assertEquals(
                    200,
                    phone.registerOnce(600, phone.authorization(digest.challenge(late), 1))
                            .status());
        }
    }

    @Test
    void aReplayedAnswerIsStale() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), "8006")) {
            DigestAnswer digest = new DigestAnswer("8006", "demo-8006", "MD5");
            String answer = phone.authorization(digest.challenge(phone.registerOnce(600, "")), 1);
            assertEquals(200, phone.registerOnce(600, answer).status());
            SipText again = phone.registerOnce(600, answer);
            assertEquals(401, again.status());
            assertTrue(digest.challenge(again).stale());
        }
    }

    @Test
    void aWrongAnswerToAStaleNonceIsNotStale() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), new DigestAnswer("8007", "guess", "MD5"))) {
            SipText refused = phone.register(600);
            assertEquals(401, refused.status());
            assertFalse(new DigestAnswer("8007", "", "MD5").challenge(refused).stale());
        }
    }
}
