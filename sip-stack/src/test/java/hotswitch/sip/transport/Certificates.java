package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates of a test, made by openssl in its folder as {@code NAME.key} and {@code NAME.pem}. */
record Certificates(Path folder) {
    void make(String name, String subject) throws IOException, InterruptedException {
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

    /** {@code authorities} "": whom Java trusts. */
    TlsConfig config(String name, String authorities, TlsConfig.Clients clients) {
        Path signers = authorities.isEmpty() ? null : folder.resolve(authorities + ".pem");
        return new TlsConfig(0, folder.resolve(name + ".pem"), folder.resolve(name + ".key"), signers, clients);
    }

    TrustManager[] trusted(String name) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve(name + ".pem"))) {
            trusted.setCertificateEntry(
                    "switch", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    /** Of a client that believes this certificate and no other. */
    SSLContext believing(String name) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted(name), null);
        return context;
    }
}
