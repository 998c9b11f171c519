package hotswitch.media.recording;

import hotswitch.disk.DiskLog;
import hotswitch.media.archive.RecordingArchive;
import hotswitch.media.recording.RecordingAlarm.Fault;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Reads the spool and turns finished calls into files. A failing disk stops it at the record where it failed, with an
 * alarm, and it tries that record again: nothing is lost meanwhile, because the spool keeps what is not archived. After
 * a crash it reads again from the first record of the oldest call that was not finished.
 */
public final class RecordingWriter implements AutoCloseable {
    /** So many finished calls are told again after a restart, in case the listener's own memory did not keep them. */
    public static final int KEPT_FOR_RETELLING = 256;

    private static final int RECORDS_PER_TURN = 512;
    private static final long RETRY_NS = 5_000_000_000L;
    private static final long GRACE_NS = 2_000_000_000L;
    private static final long REST_NS = 50_000_000;
    private static final long REST_MAX_NS = 1_000_000_000;

    private final DiskLog spool;
    private final Doorbell written;
    private final RecordingArchive archive;
    private final Path work;
    private final RecordedSegment.Listener listener;
    private final AlarmLamps lamps;
    private final WriterState state;
    private final SpoolReader reader;
    private final SpoolReader.Handler handler = this::onRecord;
    private final Map<Long, CallAssembly> calls = new LinkedHashMap<>();
    private long lastIndex;
    private long retryNs = Long.MIN_VALUE;
    private boolean retold;

    /**
     * @param work folder for this writer alone; emptied here, for what it held is made again from the spool
     * @throws IOException the work folder or the state beside the spool cannot be read
     */
    public RecordingWriter(
            RecordingSpool spool,
            RecordingArchive archive,
            Path work,
            RecordedSegment.Listener listener,
            RecordingAlarm alarm)
            throws IOException {
        this.spool = spool.log();
        written = spool.written();
        this.archive = archive;
        this.work = work;
        this.listener = listener;
        lamps = new AlarmLamps(alarm);
        emptyWorkFolder();
        state = new WriterState(work.resolve("writer.state"));
        lastIndex = state.after();
        reader = new SpoolReader(this.spool, state.after());
    }

    private void emptyWorkFolder() throws IOException {
        Files.createDirectories(work);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(work, "*-[01]")) {
            for (Path leftover : leftovers) Files.delete(leftover);
        }
    }

    /** Calls of which something is in the spool and that are not archived, for metrics. */
    public int callsOpen() {
        return calls.size();
    }

    /**
     * Does a bounded piece of work; the end of a call writes its whole file, 0.43 s of CPU for a minute of Opus,
     * 0.01 s for one of WAV (2 cores of a busy virtual machine).
     *
     * @param nowNs epoch nanoseconds
     * @return false: nothing to do now, the caller may rest
     */
    public boolean runOnce(long nowNs) {
        if (nowNs < retryNs) return false;
        if (!retold) retell();
        try {
            boolean any = readSome();
            if (!any) finishOverdue(nowNs);
            lamps.clear(Fault.ARCHIVE_FAILED);
            return any;
        } catch (IOException failure) {
            lamps.raise(Fault.ARCHIVE_FAILED, failure.toString());
            retryNs = nowNs + RETRY_NS;
            return false;
        }
    }

    /**
     * A pause after a turn that had nothing to do, for its thread: 50 ms while calls are recorded, so that it gathers;
     * otherwise until something comes into the spool, or a second.
     */
    public void rest(LongSupplier clockNs) {
        if (callsOpen() > 0) LockSupport.parkNanos(this, REST_NS);
        else written.await(() -> !runOnce(clockNs.getAsLong()), REST_MAX_NS);
    }

    private void retell() {
        retold = true;
        state.lastTold().forEach(listener::recorded);
    }

    private boolean readSome() throws IOException {
        int read = 0;
        while (read < RECORDS_PER_TURN && reader.poll(handler)) read++;
        return read > 0;
    }

    private void finishOverdue(long nowNs) throws IOException {
        for (CallAssembly call : List.copyOf(calls.values())) {
            if (!call.isOverdue(nowNs, GRACE_NS)) continue;
            call.closeRest();
            finish(call);
        }
    }

    private void onRecord(long index, SpoolRecord spoolRecord) throws IOException {
        long callId = spoolRecord.callId();
        if (spoolRecord.type() == SpoolRecord.PACKET) {
            packet(callId, spoolRecord);
            lastIndex = index;
            return;
        }
        if (!state.isFinished(callId)) turn(callId, spoolRecord);
        lastIndex = index;
        CallAssembly call = calls.get(callId);
        if (call != null && call.isComplete()) finish(call);
    }

    private void packet(long callId, SpoolRecord packet) throws IOException {
        CallAssembly call = calls.get(callId);
        SegmentAssembly segment = call == null ? null : call.find(packet.segment());
        if (segment != null && segment.isOpen()) segment.packet(packet, archive.disk());
    }

    private void turn(long callId, SpoolRecord told) {
        switch (told.type()) {
            case SpoolRecord.OPENED -> segment(callId, told).reopen();
            case SpoolRecord.CLOSED -> segment(callId, told).close(told.timeNs(), told.damaged());
            case SpoolRecord.LOST -> segment(callId, told).closeAtLastPacket(told.timeNs(), told.damaged());
            case SpoolRecord.CALL_ENDED -> {
                CallAssembly call = calls.get(callId);
                if (call != null) call.ended(told.timeNs());
            }
            default -> throw new IllegalStateException("spool record of type " + told.type());
        }
    }

    private SegmentAssembly segment(long callId, SpoolRecord told) {
        CallAssembly call = calls.get(callId);
        if (call == null) {
            call = new CallAssembly(callId, lastIndex, work);
            calls.put(callId, call);
        }
        return call.open(told.segment(), told.timeNs());
    }

    private void finish(CallAssembly call) throws IOException {
        List<RecordedSegment> recorded = call.archive(archive);
        recorded.forEach(listener::recorded);
        calls.remove(call.callId());
        state.finish(call.callId(), lastIndex, recorded);
        call.discard();
        long after = lastIndex;
        for (CallAssembly open : calls.values()) after = Math.min(after, open.indexBefore());
        state.advance(after, KEPT_FOR_RETELLING);
        if (after != WriterState.BEGINNING) spool.removeBefore(DiskLog.periodOf(after));
    }

    /** Lets go of the work files; what was not finished is read from the spool again. Before the spool is closed. */
    @Override
    public void close() throws IOException {
        reader.close();
        for (CallAssembly call : calls.values()) call.discard();
        calls.clear();
    }
}
