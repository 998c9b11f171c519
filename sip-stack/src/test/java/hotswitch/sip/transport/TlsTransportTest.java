package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that are encrypted; the telephone is Java's own TLS. */
final class TlsTransportTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void certificate() throws Exception {
        certificate("ours", "IP:127.0.0.1");
        certificate("elsewhere", "IP:192.0.2.1");
    }

    private static void certificate(String name, String subject) throws Exception {
        String key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout " + name + ".key";
        String what = "-days 2 -subj /CN=test -addext subjectAltName=" + subject + " -out " + name + ".pem";
        List<String> command = List.of(("openssl req -x509 " + key + ' ' + what).split(" ", -1));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> folder.resolve("openssl.log").toString());
    }

    private static Switch secured(String certificate, String authorities) {
        TlsConfig tls = new TlsConfig(
                0,
                folder.resolve(certificate + ".pem"),
                folder.resolve(certificate + ".key"),
                authorities.isEmpty() ? null : folder.resolve(authorities + ".pem"));
        return new Switch(new TransportConfig("127.0.0.1", 0, tls, TransportLimits.STANDARD));
    }

    private static SSLSocket telephone(Switch sip, String version) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve("ours.pem"))) {
            trusted.setCertificateEntry(
                    "switch", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket("127.0.0.1", sip.transport.localPort(Transport.TLS));
        socket.setSoTimeout(5_000);
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    private static void askAndHear(String version) throws Exception {
        try (Switch sip = secured("ours", "");
                SSLSocket phone = telephone(sip, version)) {
            sip.echo = true;
            byte[] bytes = OPTIONS.getBytes(StandardCharsets.US_ASCII);
            for (byte b : bytes) {
                phone.getOutputStream().write(b);
            }
            phone.getOutputStream().write(bytes);
            Hop source = sip.nextHeard().source();
            assertEquals(Transport.TLS, source.transport());
            assertEquals(source, sip.nextHeard().source());
            byte[] heard = phone.getInputStream().readNBytes(2 * bytes.length);
            assertEquals(OPTIONS + OPTIONS, new String(heard, StandardCharsets.US_ASCII));
            sip.send(Hop.tls("127.0.0.1", phone.getLocalPort()), OPTIONS);
            heard = phone.getInputStream().readNBytes(bytes.length);
            assertEquals(OPTIONS, new String(heard, StandardCharsets.US_ASCII), "found again by its address");
        }
    }

    @Test
    void aTelephoneOverTls13() throws Exception {
        askAndHear("TLSv1.3");
    }

    @Test
    void aTelephoneOverTls12() throws Exception {
        askAndHear("TLSv1.2");
    }

    @Test
    void aCarrierWhoseCertificateWeTrustIsCalled() throws Exception {
        try (Switch carrier = secured("ours", "");
                Switch sip = secured("ours", "ours")) {
            sip.send(Hop.tls("127.0.0.1", carrier.transport.localPort(Transport.TLS)), OPTIONS);
            Switch.Heard heard = carrier.nextHeard();
            assertEquals(OPTIONS, heard.text());
            assertEquals(Transport.TLS, heard.source().transport());
        }
    }

    @Test
    void anUnknownCertificateFailsTheHop() throws Exception {
        try (Switch carrier = secured("ours", "");
                Switch sip = secured("ours", "")) {
            Hop hop = Hop.tls("127.0.0.1", carrier.transport.localPort(Transport.TLS));
            sip.send(hop, OPTIONS);
            assertTrue(sip.nextFailed().samePeer(hop));
            assertEquals(null, carrier.heard.poll());
        }
    }

    /** RFC 5922 §7.1: signed by whom we trust, but not the carrier's. */
    @Test
    void aCertificateForAnotherAddressFailsTheHop() throws Exception {
        try (Switch carrier = secured("elsewhere", "");
                Switch sip = secured("ours", "elsewhere")) {
            Hop hop = Hop.tls("127.0.0.1", carrier.transport.localPort(Transport.TLS));
            sip.send(hop, OPTIONS);
            assertTrue(sip.nextFailed().samePeer(hop));
            assertEquals(null, carrier.heard.poll());
        }
    }

    @Test
    void whoSpeaksPlainlyIsDisconnected() throws Exception {
        try (Switch sip = secured("ours", "");
                Socket plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), sip.transport.localPort(Transport.TLS))) {
            plain.setSoTimeout(5_000);
            plain.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            assertTrue(plain.getInputStream().readAllBytes().length < 20, "an alert at most, then the end");
            assertEquals(null, sip.heard.poll());
        }
    }

    @Test
    void withoutTlsNoHopOverItCanBeReached() throws Exception {
        try (Switch sip = Switch.onLoopback()) {
            Hop hop = Hop.tls("127.0.0.1", 5061);
            sip.send(hop, OPTIONS);
            assertEquals(hop, sip.nextFailed());
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamed() throws Exception {
        Files.writeString(folder.resolve("broken.pem"), "no certificate");
        Files.writeString(folder.resolve("broken.key"), "no key");
        String why = assertThrows(UncheckedIOException.class, () -> secured("broken", ""))
                .getMessage();
        assertTrue(why.contains("broken.pem"), why);
    }
}
