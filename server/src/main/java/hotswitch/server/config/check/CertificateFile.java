package hotswitch.server.config.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** The PEM file of a certificate. */
public final class CertificateFile {
    /** From then on it is told that it will end. */
    public static final int WARN_DAYS = 30;

    private CertificateFile() {}

    /** When its first certificate ends; null: there is none. */
    public static Instant end(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem))
                    .getNotAfter()
                    .toInstant();
        } catch (IOException | CertificateException none) {
            return null;
        }
    }
}
