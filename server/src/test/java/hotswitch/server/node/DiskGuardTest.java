package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.config.NodeConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A disk that fills and empties: alarm below 4096 MiB, no new calls below 1024. */
final class DiskGuardTest {
    private final List<String> story = new ArrayList<>();
    private long freeMib = 100_000;
    private boolean broken;
    private final DiskGuard guard = guard(Set.of());

    private DiskGuard guard(Set<String> raised) {
        DiskGuard.Disk disk = () -> {
            if (broken) {
                throw new IOException("the disk does not answer");
            }
            return freeMib << 20;
        };
        DiskGuard.Outlets outlets = new DiskGuard.Outlets(
                command -> {
                    RaiseAlarm alarm = (RaiseAlarm) command;
                    story.add((alarm.on() ? "raise " : "clear ") + alarm.code());
                },
                admit -> story.add(admit ? "admit" : "refuse"));
        return new DiskGuard(new NodeConfig.Disk(4_096, 1_024), disk, outlets, raised::contains);
    }

    private void free(long mib, String... then) {
        freeMib = mib;
        guard.look();
        assertEquals(List.of(then), story);
        story.clear();
    }

    @Test
    void anAlarmThenRefusalAndBackAgainWithAQuarterMore() {
        free(4_096);
        free(4_095, "raise DISK_LOW");
        free(1_024);
        free(1_023, "raise DISK_FULL", "refuse");
        assertTrue(guard.full());
        free(1);
        free(1_279);
        free(1_280, "clear DISK_FULL", "admit");
        assertFalse(guard.full());
        free(5_119);
        free(5_120, "clear DISK_LOW");
        assertEquals(5_120L << 20, guard.freeBytes());
    }

    @Test
    void fastDownAndFastUp() {
        free(10, "raise DISK_LOW", "raise DISK_FULL", "refuse");
        free(90_000, "clear DISK_LOW", "clear DISK_FULL", "admit");
    }

    /** Nothing is changed by what cannot be known. */
    @Test
    void aDiskThatDoesNotAnswer() {
        free(10, "raise DISK_LOW", "raise DISK_FULL", "refuse");
        broken = true;
        free(90_000);
        broken = false;
        free(90_000, "clear DISK_LOW", "clear DISK_FULL", "admit");
    }

    @Test
    void whatAFormerProcessRaisedIsLookedAtAnew() {
        guard(Set.of("DISK_FULL", "DISK_LOW"));
        assertEquals(List.of("clear DISK_LOW", "clear DISK_FULL"), story);
    }
}
