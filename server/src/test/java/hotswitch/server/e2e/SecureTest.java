package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A seat's telephone that speaks SIP over TLS only. */
final class SecureTest {
    private static final int AFTER_SIP = 5;

    @RegisterExtension
    static final SwitchProcess HOTLINE = prepared();

    private static SwitchProcess prepared() {
        SwitchProcess hotline = SwitchProcess.prepare("secure");
        return hotline.first(() -> {
            int port = hotline.sip().getPort() + AFTER_SIP;
            hotline.replace("hotswitch.yaml", "port: 0                    # 0: no TLS", "port: " + port + " # ");
            hotline.replace("hotswitch.yaml", "certificate: \"\"", "certificate: ours.pem");
            hotline.replace("hotswitch.yaml", "key: \"\"                    # PEM", "key: ours.key # PEM");
            certificate(hotline.conf());
        });
    }

    /** The files are replaced by others and read again: who is connected stays so. */
    @Test
    void aNewCertificateCutsNobodyOff() throws Exception {
        InetSocketAddress secure =
                new InetSocketAddress(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort() + AFTER_SIP);
        try (Phone before = Phone.tlsSeat(secure, "8002", trusted())) {
            assertEquals(200, before.register(600).status());
            assertEquals(1, HOTLINE.api("supervisor").metric("hotswitch_tls_certificate_days"));
            SSLContext old = trusted();
            certificate(HOTLINE.conf());
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

    private static void certificate(Path folder) {
        String key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ours.key";
        String what = "-days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1 -out ours.pem";
        List<String> command = List.of(("openssl req -x509 " + key + ' ' + what).split(" ", -1));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), () -> "see openssl.log in " + folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        InetSocketAddress secure =
                new InetSocketAddress(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort() + AFTER_SIP);
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
