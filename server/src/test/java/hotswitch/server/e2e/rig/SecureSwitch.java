package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A switch with a port for SIP over TLS, and a certificate of its own in {@code conf/ours.pem}. */
public final class SecureSwitch {
    private static final int AFTER_SIP = 5;

    private static final int WS_AFTER_SIP = 6;
    private static final int WSS_AFTER_SIP = 7;

    private SecureSwitch() {}

    public static SwitchProcess of(SwitchProcess hotline) {
        return hotline.first(() -> {
            String port = "port: " + port(hotline) + " # ";
            hotline.replace("hotswitch.yaml", "port: 0                    # 0: no TLS", port);
            hotline.replace("hotswitch.yaml", "certificate: \"\"", "certificate: ours.pem");
            hotline.replace("hotswitch.yaml", "key: \"\"                    # PEM", "key: ours.key # PEM");
            certificate(hotline.conf());
        });
    }

    /** With ports for SIP over WebSocket too, plain and over TLS. */
    public static SwitchProcess withWeb(SwitchProcess hotline) {
        return of(hotline).first(() -> {
            int sip = hotline.sip().getPort();
            hotline.replace("hotswitch.yaml", "port: 0                    # 0: none", "port: " + (sip + WS_AFTER_SIP));
            hotline.replace("hotswitch.yaml", "secure-port: 0 ", "secure-port: " + (sip + WSS_AFTER_SIP) + ' ');
        });
    }

    public static URI ws(SwitchProcess hotline) {
        return web(hotline, "ws", WS_AFTER_SIP);
    }

    public static URI wss(SwitchProcess hotline) {
        return web(hotline, "wss", WSS_AFTER_SIP);
    }

    private static URI web(SwitchProcess hotline, String scheme, int afterSip) {
        return URI.create(scheme + "://127.0.0.1:" + (hotline.sip().getPort() + afterSip) + "/ws");
    }

    private static int port(SwitchProcess hotline) {
        return hotline.sip().getPort() + AFTER_SIP;
    }

    /** Where it listens for TLS. */
    public static InetSocketAddress sips(SwitchProcess hotline) {
        return new InetSocketAddress(hotline.sip().getAddress(), port(hotline));
    }

    /** Its certificate as it lies there now. */
    public static X509Certificate certificateOf(SwitchProcess hotline) {
        try (InputStream pem = Files.newInputStream(hotline.conf().resolve("ours.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who believes that certificate and no other. */
    public static SSLContext trusted(SwitchProcess hotline) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("ours", certificateOf(hotline));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key and certificate in this folder. */
    public static void certificate(Path folder) {
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
}
