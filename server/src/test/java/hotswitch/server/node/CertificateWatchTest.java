package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command.RaiseAlarm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateWatchTest {
    @TempDir
    Path folder;

    private Path certificate(String name, int days) throws Exception {
        String command =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -subj /CN=a"
                        + " -days " + days + " -out " + name;
        Process process = new ProcessBuilder(List.of(command.split(" ", -1)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return folder.resolve(name);
    }

    @Test
    void tellsOnceThatItEndsSoonAndOnceThatItWasReplaced() throws Exception {
        Path used = certificate("ours.pem", 20);
        List<String> told = new ArrayList<>();
        boolean[] raised = new boolean[1];
        CertificateWatch watch = new CertificateWatch(
                () -> used,
                command -> {
                    RaiseAlarm alarm = (RaiseAlarm) command;
                    raised[0] = alarm.on();
                    told.add(alarm.code() + " " + alarm.detail() + " " + alarm.on());
                },
                code -> raised[0]);
        assertEquals(19, watch.daysLeft());
        watch.look();
        watch.look();
        Files.copy(certificate("new.pem", 400), used, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        watch.look();
        watch.look();
        assertEquals(List.of("CERTIFICATE_EXPIRES 19 days left true", "CERTIFICATE_EXPIRES 399 days left false"), told);
        CertificateWatch none = new CertificateWatch(() -> null, command -> told.add("?"), code -> false);
        none.look();
        assertEquals(2, told.size());
        assertEquals(0, none.daysLeft());
    }
}
