package hotswitch.server.config.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PEM files of a certificate and of its key. */
public final class CertificateFile {
    /** From then on it is told that it will end. */
    public static final int WARN_DAYS = 30;

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private CertificateFile() {}

    /** Ours; null: there is none. */
    public static X509Certificate first(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | CertificateException none) {
            return null;
        }
    }

    /** Why this key is of no use with this certificate; "": it is. */
    static String fault(Path certificate, Path key) {
        X509Certificate ours = first(certificate);
        PublicKey known = ours == null ? null : ours.getPublicKey();
        if (known == null) {
            return "";
        }
        try {
            PrivateKey secret = privateKey(key, known.getAlgorithm());
            return isPair(known, secret) ? "" : "is not the key of the certificate in " + certificate.getFileName();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            return "holds no key for the certificate in " + certificate.getFileName()
                    + " (PKCS#8 without a passphrase, " + known.getAlgorithm() + ")";
        }
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException("no key in " + file);
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static boolean isPair(PublicKey known, PrivateKey secret) throws GeneralSecurityException {
        String by = switch (known.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> known.getAlgorithm();
        };
        byte[] probe = "hotswitch".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(by);
        signing.initSign(secret);
        signing.update(probe);
        byte[] signature = signing.sign();
        signing.initVerify(known);
        signing.update(probe);
        return signing.verify(signature);
    }
}
