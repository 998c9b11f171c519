package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.e2e.rig.SelfSigned;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateWatchTest {
    @TempDir
    Path folder;

    @Test
    void tellsOnceThatItEndsSoonAndOnceThatItWasReplaced() throws Exception {
        X509Certificate[] used = {SelfSigned.of(folder, "20", "+0d", 20)};
        List<String> told = new ArrayList<>();
        boolean[] raised = new boolean[1];
        CertificateWatch watch = new CertificateWatch(
                () -> used[0],
                command -> {
                    RaiseAlarm alarm = (RaiseAlarm) command;
                    raised[0] = alarm.on();
                    told.add(alarm.code() + " " + alarm.detail() + " " + alarm.on());
                },
                code -> raised[0]);
        assertEquals(19, watch.daysLeft());
        watch.look();
        watch.look();
        used[0] = SelfSigned.of(folder, "400", "+0d", 400);
        watch.look();
        watch.look();
        assertEquals(List.of("CERTIFICATE_EXPIRES 19 days left true", "CERTIFICATE_EXPIRES 399 days left false"), told);
        CertificateWatch none = new CertificateWatch(() -> null, command -> told.add("?"), code -> false);
        none.look();
        assertEquals(2, told.size());
        assertEquals(0, none.daysLeft());
    }

    @Test
    void tellsThatTheTimeOfOneHasNotComeOrIsOver() throws Exception {
        List<String> told = new ArrayList<>();
        for (X509Certificate each :
                List.of(SelfSigned.of(folder, "early", "+5d", 400), SelfSigned.of(folder, "late", "-10d", 5))) {
            new CertificateWatch(() -> each, command -> told.add(((RaiseAlarm) command).detail()), code -> false)
                    .look();
        }
        assertEquals(2, told.size());
        assertTrue(told.getFirst().startsWith("is not valid before "), told::toString);
        assertTrue(told.getLast().startsWith("ended at "), told::toString);
    }
}
