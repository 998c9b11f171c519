package hotswitch.media.recording;

import hotswitch.media.archive.RecordingArchive;
import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.relay.RecordingTap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Spool, writer and archive in one folder, with a clock that is stepped. */
final class RecordingRig implements AutoCloseable {
    static final long START_NS = 1_795_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000L;

    final Path data;
    final RecordingArchive archive;
    final RecordingSpool spool;
    final RecordingWriter writer;
    final List<RecordedSegment> recorded = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    long nowNs = START_NS;

    RecordingRig(Path data, RecordingFormat format) throws IOException {
        this(data, format, RecordingDisk.local(), START_NS);
    }

    RecordingRig(Path data, RecordingFormat format, RecordingDisk disk, long nowNs) throws IOException {
        this.data = data;
        this.nowNs = nowNs;
        RecordingAlarm alarm = new RecordingAlarm() {
            @Override
            public void raised(Fault fault, String detail) {
                alarms.add("raised " + fault);
            }

            @Override
            public void cleared(Fault fault) {
                alarms.add("cleared " + fault);
            }
        };
        Path root = data.resolve("recordings");
        archive = new RecordingArchive(root, format, ZoneId.of("Asia/Shanghai"), disk);
        SpoolConfig config = new SpoolConfig(root.resolve("spool"), 1 << 20, 1 << 20);
        spool = new RecordingSpool(config, disk, alarm, nowNs);
        writer = new RecordingWriter(spool, archive, root.resolve("work"), recorded::add, alarm);
    }

    /** Both sides talk for so long: packets of both arrive every 20 ms, and the clock goes with them. */
    void talk(long callId, int segment, long firstPacket, long ms) {
        Caller caller = new Caller(spool, callId, segment, RecordingTap.CALLER);
        Caller agent = new Caller(spool, callId, segment, RecordingTap.AGENT);
        for (long i = 0; i < ms / 20; i++) {
            caller.send(firstPacket + i, nowNs);
            agent.send(firstPacket + i, nowNs);
            step(20);
        }
    }

    /** A whole segment, from opened to closed. */
    void segment(long callId, int segment, long ms) {
        spool.opened(callId, segment, nowNs);
        talk(callId, segment, 0, ms);
        spool.closed(callId, segment, nowNs);
    }

    void step(long ms) {
        nowNs += ms * Caller.MS;
        spool.runOnce(nowNs);
    }

    /** Lets spool and writer do what there is to do now. */
    void settle() {
        boolean busy = true;
        while (busy) {
            boolean spooled = spool.runOnce(nowNs) > 0;
            busy = writer.runOnce(nowNs) || spooled;
        }
    }

    Audio heard(RecordedSegment segment) throws IOException, InterruptedException {
        return Audio.decode(archive.locate(segment.file()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        spool.close();
    }
}
