package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.config.NodeConfig;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the room on the data folder's disk. A journal that cannot grow ends the process, so new calls are refused
 * well before, while those inside go on. Each state is left only when a quarter more than its bound is free again.
 */
public final class DiskGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long MIB = 1 << 20;
    private static final String LOW = "DISK_LOW";
    private static final String FULL = "DISK_FULL";

    /** AMPLE ⇄ LOW ⇄ FULL, and AMPLE ⇄ FULL when it goes fast. */
    enum Room {
        AMPLE,
        LOW,
        FULL
    }

    /** What the file system says: a port, so that a full disk can be played in a test. */
    public interface Disk {
        long freeBytes() throws IOException;

        /** It is looked for once: to find it all mounts are read, to ask it is one call. */
        static Disk of(Path folder) {
            FileStore[] found = new FileStore[1];
            return () -> {
                if (found[0] == null) {
                    found[0] = Files.getFileStore(folder);
                }
                return found[0].getUsableSpace();
            };
        }
    }

    /** {@code core}: takes alarms. {@code admit}: whether new calls are let in. */
    public record Outlets(Consumer<Command> core, Consumer<Boolean> admit) {}

    private final NodeConfig.Disk bounds;
    private final Disk disk;
    private final Outlets outlets;
    private Room room = Room.AMPLE;
    private boolean unknown;
    private volatile boolean full;
    private volatile long freeBytes;

    /** {@code raised}: alarms that a former process left. */
    public DiskGuard(NodeConfig.Disk bounds, Disk disk, Outlets outlets, Predicate<String> raised) {
        this.bounds = bounds;
        this.disk = disk;
        this.outlets = outlets;
        for (String code : new String[] {LOW, FULL}) {
            if (raised.test(code)) {
                outlets.core.accept(new RaiseAlarm(code, "a new start", false));
            }
        }
    }

    /** New calls are refused. From any thread. */
    boolean full() {
        return full;
    }

    /** As of the last look. */
    long freeBytes() {
        return freeBytes;
    }

    /** Once a second. */
    public void look() {
        try {
            freeBytes = disk.freeBytes();
            unknown = false;
            become(room(freeBytes));
        } catch (IOException e) {
            if (!unknown) {
                LOG.warn("how much room the data folder has cannot be told", e);
            }
            unknown = true;
        }
    }

    private Room room(long free) {
        if (below(free, bounds.refuseMib(), room == Room.FULL)) {
            return Room.FULL;
        }
        return below(free, bounds.alarmMib(), room != Room.AMPLE) ? Room.LOW : Room.AMPLE;
    }

    private static boolean below(long free, long boundMib, boolean already) {
        long bound = boundMib * MIB;
        return free < (already ? bound + bound / 4 : bound);
    }

    private void become(Room next) {
        Room before = room;
        room = next;
        alarm(LOW, before != Room.AMPLE, next != Room.AMPLE, "");
        alarm(FULL, before == Room.FULL, next == Room.FULL, ", new calls are refused");
        if ((before == Room.FULL) != (next == Room.FULL)) {
            full = next == Room.FULL;
            outlets.admit.accept(!full);
        }
    }

    private void alarm(String code, boolean before, boolean now, String more) {
        if (before != now) {
            String detail = freeBytes / MIB + " MiB free in the data folder" + (now ? more : "");
            LOG.warn("{} {}: {}", code, now ? "raised" : "cleared", detail);
            outlets.core.accept(new RaiseAlarm(code, detail, now));
        }
    }
}
