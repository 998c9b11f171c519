package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that are encrypted; the telephone is Java's own TLS. */
final class TlsTransportTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void certificate() throws Exception {
        Certificates ours = new Certificates(folder);
        ours.make("ours", "IP:127.0.0.1");
        ours.make("elsewhere", "IP:192.0.2.1");
        ours.make("named", "DNS:sip.carrier.example,DNS:*.wild.example");
        ours.make("odd", "URI:sip:carrier.example:5061,DNS:1.2.3,DNS:a::b");
        ours.make("uri", "URI:sip:carrier.example,DNS:edge7.carrier.example,URI:sip:someone@other.example");
    }

    private static Switch secured(String certificate, String authorities) {
        return secured(certificate, authorities, TlsConfig.Clients.NONE);
    }

    private static TlsConfig config(String certificate, String authorities, TlsConfig.Clients clients) {
        return new Certificates(folder).config(certificate, authorities, clients);
    }

    private static Switch secured(String certificate, String authorities, TlsConfig.Clients clients) {
        TlsConfig tls = config(certificate, authorities, clients);
        return new Switch(new TransportConfig("127.0.0.1", 0, tls, TransportLimits.STANDARD));
    }

    private static SSLSocket telephone(Switch sip, String version) throws Exception {
        SSLSocket socket = (SSLSocket) new Certificates(folder)
                .believing("ours")
                .getSocketFactory()
                .createSocket("127.0.0.1", sip.transport.localPort(Transport.TLS));
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

    /** TLS 1.2 allows it: a handshake is work that a client could ask for without end, and all share its thread. */
    @Test
    void nobodyHandshakesTwice() throws Exception {
        try (Switch sip = secured("ours", "");
                SSLSocket phone = telephone(sip, "TLSv1.2")) {
            phone.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            Hop source = sip.nextHeard().source();
            phone.startHandshake(); // begins it
            assertThrows(SSLException.class, phone.getInputStream()::read);
            assertEquals(source, sip.nextFailed());
            assertEquals(1, sip.count(TransportCounters.Count.STREAMS_UNTRUSTED));
        }
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

    /** RFC 5922 §7.1, §7.2: a sip URI's host before DNS names, exactly, and nobody's address will do for a name. */
    @ParameterizedTest
    @CsvSource({
        "named, sip.carrier.example, true",
        "named, SIP.Carrier.EXAMPLE, true",
        "named, a.wild.example, false",
        "named, carrier.example, false",
        "odd, carrier.example, true",
        "odd, 1.2.3, false",
        "uri, carrier.example, true",
        "uri, edge7.carrier.example, false",
        "uri, other.example, false",
        "ours, carrier.example, false"
    })
    void aCarrierProvesItsDomain(String certificate, String domain, boolean proved) throws Exception {
        try (Switch carrier = secured(certificate, "");
                Switch sip = secured("ours", certificate)) {
            Hop hop = Hop.tls("127.0.0.1", carrier.transport.localPort(Transport.TLS));
            sip.loop.execute(() -> sip.transport.meant(hop, domain));
            sip.send(hop, OPTIONS);
            if (proved) {
                assertEquals(OPTIONS, carrier.nextHeard().text());
            } else {
                assertTrue(sip.nextFailed().samePeer(hop));
                assertEquals(null, carrier.heard.poll());
            }
        }
    }

    /** RFC 6066 §3: a server with several certificates must know which one is wanted. */
    @Test
    void aCarrierHearsItsName() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys("named"), null, null);
        try (SSLServerSocket carrier = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                Switch sip = secured("ours", "named")) {
            Hop hop = Hop.tls("127.0.0.1", carrier.getLocalPort());
            sip.loop.execute(() -> sip.transport.meant(hop, "sip.carrier.example"));
            sip.send(hop, OPTIONS);
            try (SSLSocket accepted = (SSLSocket) carrier.accept()) {
                accepted.startHandshake();
                ExtendedSSLSession session = (ExtendedSSLSession) accepted.getSession();
                assertEquals(
                        "sip.carrier.example",
                        ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName());
            }
        }
    }

    private static KeyManager[] keys(String name) throws Exception {
        Process process = new ProcessBuilder(("openssl pkcs12 -export -passout pass:secret -inkey " + name + ".key -in "
                                + name + ".pem -out " + name + ".p12")
                        .split(" ", -1))
                .directory(folder.toFile())
                .start();
        assertEquals(0, process.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, "secret".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "secret".toCharArray());
        return factory.getKeyManagers();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, , true",
        "WANT, , true",
        "WANT, named, true",
        "WANT, elsewhere, false",
        "NEED, , false",
        "NEED, named, true",
        "NEED, elsewhere, false"
    })
    void whoConnectsShowsACertificateWhereItIsAsked(TlsConfig.Clients asked, String shown, boolean welcome)
            throws Exception {
        try (Switch sip = secured("ours", "named", asked)) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : keys(shown), new Certificates(folder).trusted("ours"), null);
            try (SSLSocket phone = (SSLSocket)
                    context.getSocketFactory().createSocket("127.0.0.1", sip.transport.localPort(Transport.TLS))) {
                phone.setSoTimeout(5_000);
                sip.echo = true;
                boolean answered;
                try {
                    phone.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
                    answered = phone.getInputStream().readNBytes(OPTIONS.length()).length == OPTIONS.length();
                } catch (IOException refused) {
                    answered = false;
                }
                assertEquals(welcome, answered);
                while (!welcome && sip.count(TransportCounters.Count.STREAMS_UNTRUSTED) == 0) {
                    Thread.onSpinWait();
                }
                assertEquals(welcome ? 0 : 1, sip.count(TransportCounters.Count.STREAMS_UNTRUSTED));
            }
        }
    }

    /** New connections get the new certificate; the one that stands goes on. */
    @Test
    void certificatesAreReadAgainAndConnectionsGoOn() throws Exception {
        try (Switch sip = secured("ours", "");
                SSLSocket before = telephone(sip, "TLSv1.3")) {
            sip.echo = true;
            sip.transport.certificates(config("named", "", TlsConfig.Clients.NONE));
            assertThrows(SSLException.class, () -> telephone(sip, "TLSv1.3"), "it trusts the old one only");
            before.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            byte[] heard = before.getInputStream().readNBytes(OPTIONS.length());
            assertEquals(OPTIONS, new String(heard, StandardCharsets.US_ASCII));
            assertThrows(
                    UncheckedIOException.class,
                    () -> sip.transport.certificates(config("nothing", "", TlsConfig.Clients.NONE)));
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
