package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.Command.Request;
import hotswitch.acd.RecordingState;
import hotswitch.media.archive.RecordingArchive;
import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.archive.Retention;
import hotswitch.media.recording.RecordedSegment;
import hotswitch.media.recording.RecordingAlarm;
import hotswitch.media.recording.RecordingSpool;
import hotswitch.media.recording.RecordingWriter;
import hotswitch.media.recording.SpoolConfig;
import hotswitch.server.store.RecordBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of recording: spool, archive, retention; what they finish closes the core's obligations. */
final class RecordingEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingEdge.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long SWEEP_EVERY_NS = TimeUnit.HOURS.toNanos(1);
    private final Consumer<Command> core;
    private final EdgeClock clock;
    final RecordingSpool spool;
    private final RecordingWriter writer;
    private final Retention retention;
    private final Thread spooling;
    private final Thread archiving;
    private volatile boolean stopping;

    /** How recordings are kept. {@code held}: under legal hold. */
    record Rules(Path folder, RecordingFormat format, int days, Retention.Holds holds) {}

    RecordingEdge(Rules rules, Consumer<Command> core, EdgeClock clock) throws IOException {
        this.core = core;
        this.clock = clock;
        RecordingDisk disk = RecordingDisk.local();
        RecordingAlarm alarm = new Alarms();
        spool = new RecordingSpool(new SpoolConfig(rules.folder.resolve("spool")), disk, alarm, clock.nowNs());
        RecordingArchive archive = new RecordingArchive(rules.folder, rules.format, ZONE, disk);
        writer = new RecordingWriter(spool, archive, rules.folder.resolve("work"), this::onRecorded, alarm);
        retention = new Retention(rules.folder, rules.days, ZONE, rules.holds);
        spooling = Thread.ofPlatform().name("recording-spool").unstarted(this::spool);
        archiving = Thread.ofPlatform().name("recording-archive").unstarted(this::archive);
    }

    void start() {
        spooling.start();
        archiving.start();
    }

    private void spool() {
        while (!stopping) {
            spool.runOnce(clock.nowNs());
            spool.rest();
        }
    }

    private void archive() {
        long sweepNs = 0;
        while (!stopping) {
            long now = clock.nowNs();
            if (now >= sweepNs) {
                sweep(now);
                sweepNs = now + SWEEP_EVERY_NS;
            }
            if (!writer.runOnce(now)) {
                writer.rest(clock::nowNs);
            }
        }
    }

    private void onRecorded(RecordedSegment s) {
        RecordingState state = s.status() == RecordedSegment.Status.EMPTY ? RecordingState.EMPTY : RecordingState.KEPT;
        if (s.status() == RecordedSegment.Status.PARTIAL) {
            String which = s.callId() + "-" + s.segment();
            core.accept(new RaiseAlarm("RECORDING_PARTIAL " + which, "audio of " + which + " has gaps", true));
        }
        core.accept(new Recorded(s.callId(), s.segment(), state, s.file(), s.lengthMs(), s.sha256()));
    }

    private void sweep(long now) {
        try {
            Retention.Sweep sweep = retention.sweep(now);
            for (Retention.Removed gone : sweep.removed()) {
                Request request = Request.unasked("retention");
                core.accept(new Audit(request, RecordBatch.REMOVED, gone.file(), true, "day " + gone.day()));
            }
            for (String failure : sweep.failures()) {
                LOG.warn("retention: {}", failure);
            }
        } catch (IOException e) {
            LOG.warn("retention: the recordings could not be looked through, next try in an hour", e);
        }
    }

    private final class Alarms implements RecordingAlarm {
        @Override
        public void raised(Fault fault, String detail) {
            core.accept(new RaiseAlarm("RECORDING_" + fault, detail, true));
        }

        @Override
        public void cleared(Fault fault) {
            core.accept(new RaiseAlarm("RECORDING_" + fault, "", false));
        }
    }

    /** Ends the threads; what is not archived yet is in the spool and is taken up at the next start. */
    @Override
    public void close() throws IOException {
        stopping = true;
        end(spooling);
        end(archiving);
        writer.close();
        spool.close();
    }

    private static void end(Thread thread) {
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
