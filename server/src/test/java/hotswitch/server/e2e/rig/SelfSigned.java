package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates of any time, made by the JDK's keytool in a folder, as {@code NAME.pem} with {@code NAME.key}. */
public final class SelfSigned {
    private static final char[] PASSWORD = "secret".toCharArray();

    private SelfSigned() {}

    /** {@code start}: {@code -10d} is ten days ago. */
    public static X509Certificate of(Path folder, String name, String start, int days) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "ours",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-startdate",
                        start,
                        "-validity",
                        Integer.toString(days))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> "see keytool.log in " + folder);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        X509Certificate own = (X509Certificate) keys.getCertificate("ours");
        write(folder.resolve(name + ".pem"), "CERTIFICATE", own.getEncoded());
        write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("ours", PASSWORD).getEncoded());
        Files.delete(store);
        return own;
    }

    private static void write(Path file, String what, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.write(file, List.of("-----BEGIN " + what + "-----", text, "-----END " + what + "-----"));
    }
}
