package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SelfSigned;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A seat's telephone that speaks SIP over TLS only. */
final class SecureTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SecureSwitch.of(SwitchProcess.prepare("secure"));

    /** The files are replaced by others and read again: who is connected stays so. */
    @Test
    void aNewCertificateCutsNobodyOff() throws Exception {
        InetSocketAddress secure = SecureSwitch.sips(HOTLINE);
        try (Phone before = Phone.tlsSeat(secure, "8002", SecureSwitch.trusted(HOTLINE))) {
            assertEquals(200, before.register(600).status());
            assertEquals(1, HOTLINE.api("supervisor").metric("hotswitch_tls_certificate_days"));
            SSLContext old = SecureSwitch.trusted(HOTLINE);
            SecureSwitch.certificate(HOTLINE.conf());
            HOTLINE.api("system-admin").send("POST", "/api/v1/admin/reload", "");
            assertThrows(
                    UncheckedIOException.class,
                    () -> Phone.tlsSeat(secure, "8003", old).register(600));
            try (Phone after = Phone.tlsSeat(secure, "8003", SecureSwitch.trusted(HOTLINE))) {
                assertEquals(200, after.register(600).status());
            }
            assertEquals(200, before.register(600).status());
        }
    }

    /** Refused is one whose time is over or has not come, whose key is another's, and none at all: all is as it was. */
    @Test
    void aCertificateThatIsOfNoUseStaysOutAndTheFormerOneGoesOn() throws Exception {
        InetSocketAddress secure = SecureSwitch.sips(HOTLINE);
        SSLContext ours = SecureSwitch.trusted(HOTLINE);
        Path pem = HOTLINE.conf().resolve("ours.pem");
        Path key = HOTLINE.conf().resolve("ours.key");
        byte[] goodPem = Files.readAllBytes(pem);
        byte[] goodKey = Files.readAllBytes(key);
        SelfSigned.of(HOTLINE.conf(), "ours", "-10d", 5);
        assertRefused("ours.pem: the certificate ended at ", "; write one that is valid today and reload; ");
        SelfSigned.of(HOTLINE.conf(), "ours", "+5d", 400);
        assertRefused("ours.pem: the certificate is not valid before ", "; write one that is valid today and reload; ");
        assertEquals(1, HOTLINE.api("supervisor").metric("hotswitch_tls_certificate_days"), "of the one in use");
        Files.write(key, goodKey);
        assertRefused("ours.key is not the key of the certificate in ours.pem", "replace both files together");
        Files.writeString(pem, "nothing");
        assertRefused("ours.pem holds no certificate", "write a PEM file");
        Files.delete(pem);
        assertRefused("sip.tls.certificate", "ours.pem");
        try (Phone phone = Phone.tlsSeat(secure, "8004", ours)) {
            assertEquals(200, phone.register(600).status());
        }
        Files.write(pem, goodPem);
        assertEquals(
                200,
                HOTLINE.api("system-admin")
                        .send("POST", "/api/v1/admin/reload", "")
                        .status());
    }

    private static void assertRefused(String what, String mend) {
        Api.Answer answer = HOTLINE.api("system-admin").send("POST", "/api/v1/admin/reload", "");
        assertEquals(422, answer.status(), answer::text);
        assertTrue(answer.text().contains(what) && answer.text().contains(mend), answer::text);
    }

    @Test
    void isCalledOverItsOwnConnectionAndTalks() throws Exception {
        InetSocketAddress secure = SecureSwitch.sips(HOTLINE);
        try (Phone phone = Phone.tlsSeat(secure, "8001", SecureSwitch.trusted(HOTLINE));
                Desk desk = new Desk(HOTLINE, 1001, phone)) {
            assertEquals(200, phone.register(600).status());
            desk.ready();
            try (Caller caller = Caller.dials(HOTLINE, Caller.ani(1))) {
                PhoneCall agent = phone.awaitCall();
                assertTrue(agent.invitation().header("Via").startsWith("SIP/2.0/TLS "));
                assertTrue(agent.invitation().header("Contact").contains(";transport=tls"));
                agent.answer();
                agent.voice.tone(Carrier.TONE_HZ);
                assertTrue(caller.call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the caller hears the agent");
                assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the caller");
                agent.hangUp();
            }
            assertEquals(
                    "answered",
                    HOTLINE.api("supervisor")
                            .awaitRecord(Caller.ani(1))
                            .get("disposition")
                            .asText());
        }
    }
}
