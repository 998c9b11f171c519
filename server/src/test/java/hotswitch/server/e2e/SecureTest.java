package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
        try (Phone before = Phone.tlsSeat(secure, "8002", trusted())) {
            assertEquals(200, before.register(600).status());
            assertEquals(1, HOTLINE.api("supervisor").metric("hotswitch_tls_certificate_days"));
            SSLContext old = trusted();
            SecureSwitch.certificate(HOTLINE.conf());
            HOTLINE.api("system-admin").send("POST", "/api/v1/admin/reload", "");
            assertThrows(
                    UncheckedIOException.class,
                    () -> Phone.tlsSeat(secure, "8003", old).register(600));
            try (Phone after = Phone.tlsSeat(secure, "8003", trusted())) {
                assertEquals(200, after.register(600).status());
            }
            assertEquals(200, before.register(600).status());
        }
    }

    private static SSLContext trusted() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(HOTLINE.conf().resolve("ours.pem"))) {
            store.setCertificateEntry(
                    "ours", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void isCalledOverItsOwnConnectionAndTalks() throws Exception {
        InetSocketAddress secure = SecureSwitch.sips(HOTLINE);
        try (Phone phone = Phone.tlsSeat(secure, "8001", trusted());
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
