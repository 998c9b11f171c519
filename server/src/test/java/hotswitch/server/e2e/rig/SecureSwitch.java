package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A switch with a port for SIP over TLS, and a certificate of its own in {@code conf/ours.pem}. */
public final class SecureSwitch {
    private static final int AFTER_SIP = 5;

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

    private static int port(SwitchProcess hotline) {
        return hotline.sip().getPort() + AFTER_SIP;
    }

    /** Where it listens for TLS. */
    public static InetSocketAddress sips(SwitchProcess hotline) {
        return new InetSocketAddress(hotline.sip().getAddress(), port(hotline));
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
