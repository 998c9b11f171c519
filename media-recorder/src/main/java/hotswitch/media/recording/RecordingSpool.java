package hotswitch.media.recording;

import hotswitch.disk.DiskLog;
import hotswitch.disk.Period;
import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.codec.Codec;
import hotswitch.media.recording.RecordingAlarm.Fault;
import hotswitch.media.relay.RecordingTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Where what is said goes first. The media loops write into a ring in memory and never wait for a disk; the spool's own
 * duty cycle carries it into an hourly file, so that {@code kill -9} costs the milliseconds still in the ring. What
 * cannot be taken is lost with an alarm, and its segment will say PARTIAL.
 *
 * <p>The methods of the tap, and those that tell what became of segments and calls, are for any thread. {@link
 * #runOnce} is for one.
 */
public final class RecordingSpool implements RecordingTap, AutoCloseable {
    private static final int RECORDS_PER_TURN = 1_024;
    private static final long SPACE_CHECK_NS = 1_000_000_000L;
    private static final int MESSAGE = 1;
    private static final long REST_NS = 5_000_000;
    private static final long REST_MAX_NS = 50_000_000;
    /** Packets leave the last eighth of the ring to what is told of segments and calls. */
    private static final int PACKETS_SHARE = 8;

    private final SpoolConfig config;
    private final RecordingDisk disk;
    private final AlarmLamps lamps;
    private final DiskLog log;
    private long timeNs;
    private final SpoolDamage damage = new SpoolDamage();
    private final ManyToOneRingBuffer ring;
    private final int packetsBytesMax;
    private final ControlledMessageHandler toDisk = this::append;
    private final SpoolRecord view = new SpoolRecord();
    private final Doorbell left = new Doorbell();
    private final Doorbell written = new Doorbell();
    private final AtomicLong overflowed = new AtomicLong();
    private long overflowSeen;
    private long spaceCheckedNs = Long.MIN_VALUE;
    private long retryNs = Long.MIN_VALUE;
    private volatile long dropped;
    private long restNs = REST_NS;

    /**
     * Opens the spool, after a crash too.
     *
     * @param nowNs epoch nanoseconds; later moments come with {@link #runOnce}
     * @throws IOException the folder cannot be made
     */
    public RecordingSpool(SpoolConfig config, RecordingDisk disk, RecordingAlarm alarm, long nowNs) throws IOException {
        this.config = config;
        this.disk = disk;
        lamps = new AlarmLamps(alarm);
        timeNs = nowNs;
        log = DiskLog.open(config.folder(), Period.HOUR);
        packetsBytesMax = config.ringBytes() - config.ringBytes() / PACKETS_SHARE;
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(config.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    }

    DiskLog log() {
        return log;
    }

    /** Rings when records have come into the log. */
    Doorbell written() {
        return written;
    }

    /** Packets that never reached the disk since the start, for metrics. */
    public long packetsDropped() {
        return dropped + overflowed.get();
    }

    @Override
    public void opened(long callId, int segment, long openedNs) {
        tell(SpoolRecord.OPENED, callId, segment, openedNs);
    }

    @Override
    public void packet(
            long callId,
            int segment,
            int side,
            Codec codec,
            long arrivalNs,
            int rtpTimestamp,
            int sequence,
            DirectBuffer payload,
            int offset,
            int length) {
        if (length <= 0 || length > SpoolRecord.PAYLOAD_BYTES_MAX) return;
        int at = ring.size() > packetsBytesMax ? -1 : ring.tryClaim(MESSAGE, SpoolRecord.HEADER_BYTES + length);
        if (at < 0) {
            overflowed.incrementAndGet();
            return;
        }
        SpoolRecord.putHeader(ring.buffer(), at, SpoolRecord.PACKET, callId, segment, arrivalNs);
        SpoolRecord.putStream(ring.buffer(), at, rtpTimestamp, sequence, side | codec.payloadType() << 8);
        SpoolRecord.putPayload(ring.buffer(), at, payload, offset, length);
        ring.commit(at);
        left.ring();
    }

    @Override
    public void closed(long callId, int segment, long closedNs) {
        tell(SpoolRecord.CLOSED, callId, segment, closedNs);
    }

    /** After a restart: the segment goes on. One of which nothing reached the spool begins now. */
    public void reopened(long callId, int segment, long nowNs) {
        tell(SpoolRecord.OPENED, callId, segment, nowNs);
    }

    /** After a restart: the segment did not survive. It ends with its last packet, or EMPTY if there was none. */
    public void segmentLost(long callId, int segment, long nowNs) {
        tell(SpoolRecord.LOST, callId, segment, nowNs);
    }

    /**
     * No segment will be opened any more; the call's file can be written. A segment that its media loop has not closed
     * two seconds later is closed at its last packet.
     */
    public void callEnded(long callId, long endedNs) {
        tell(SpoolRecord.CALL_ENDED, callId, 0, endedNs);
    }

    private void tell(int type, long callId, int segment, long atNs) {
        int at = ring.tryClaim(MESSAGE, SpoolRecord.HEADER_BYTES);
        if (at < 0) {
            overflowed.incrementAndGet();
            return;
        }
        SpoolRecord.putHeader(ring.buffer(), at, type, callId, segment, atNs);
        ring.commit(at);
        left.ring();
    }

    /**
     * Carries what the media loops left into the spool. To be called again and again by one thread; never waits but for
     * the disk.
     *
     * @param nowNs epoch nanoseconds; rolls the hourly file
     * @return records taken; 0: the caller may {@link #rest}
     */
    public int runOnce(long nowNs) {
        timeNs = nowNs;
        if (nowNs < retryNs) return 0;
        if (nowNs - spaceCheckedNs >= SPACE_CHECK_NS || spaceCheckedNs == Long.MIN_VALUE) watch(nowNs);
        noteOverflow();
        if (!flush()) return 0; // what a failing disk did not take goes first; meanwhile the ring fills
        int taken = ring.controlledRead(toDisk, RECORDS_PER_TURN);
        flush();
        if (taken > 0) {
            restNs = REST_NS;
            written.ring();
        }
        return taken;
    }

    /**
     * A pause between two turns, for their thread. Where calls are recorded it is 5 ms, so that a packet wakes nobody.
     * When nothing came for a third of a second it lasts until something does, or a second: nothing waits in memory
     * then, not even as long as in the short ones.
     */
    public void rest() {
        if (restNs < REST_MAX_NS || ring.size() > 0) { // a failing disk leaves records there
            LockSupport.parkNanos(this, restNs);
            restNs = Math.min(REST_MAX_NS, restNs + restNs / 8);
        } else {
            left.await(() -> ring.size() == 0, SPACE_CHECK_NS);
        }
    }

    private boolean flush() {
        try {
            log.flush();
            lamps.clear(Fault.SPOOL_FAILED);
            return true;
        } catch (UncheckedIOException failure) {
            failed(failure);
            return false;
        }
    }

    private void failed(UncheckedIOException failure) {
        lamps.raise(Fault.SPOOL_FAILED, failure.getCause().toString());
        retryNs = timeNs + SPACE_CHECK_NS;
    }

    private void noteOverflow() {
        long total = overflowed.get();
        if (total == overflowSeen) return;
        lamps.raise(Fault.SPOOL_OVERFLOW, (total - overflowSeen) + " records found no room in memory");
        damage.lostSomewhere();
        overflowSeen = total;
    }

    private void watch(long nowNs) {
        boolean calm = overflowSeen == overflowed.get();
        if (calm) lamps.clear(Fault.SPOOL_OVERFLOW);
        spaceCheckedNs = nowNs;
        try {
            long free = disk.usableBytes(config.folder());
            if (free < config.freeBytesMin()) lamps.raise(Fault.SPOOL_FULL, free + " bytes free at " + config.folder());
            else lamps.clear(Fault.SPOOL_FULL);
        } catch (IOException failure) {
            lamps.raise(Fault.SPOOL_FULL, config.folder() + ": " + failure);
        }
    }

    private ControlledMessageHandler.Action append(int message, MutableDirectBuffer buffer, int at, int length) {
        view.wrap(buffer, at);
        boolean audio = view.type() == SpoolRecord.PACKET;
        if (audio && lamps.isLit(Fault.SPOOL_FULL)) return drop();
        if (!audio) markDamage(buffer, at);
        try {
            log.put(buffer, at, length, timeNs);
        } catch (UncheckedIOException failure) {
            failed(failure);
            return ControlledMessageHandler.Action.ABORT;
        }
        if (!audio) followSegment();
        return ControlledMessageHandler.Action.CONTINUE;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the spool's thread alone
    private ControlledMessageHandler.Action drop() {
        damage.lost(view.callId(), view.segment());
        dropped++;
        return ControlledMessageHandler.Action.CONTINUE;
    }

    private void markDamage(MutableDirectBuffer buffer, int at) {
        if (damage.isDamaged(view.callId(), view.segment())) SpoolRecord.putDamaged(buffer, at);
    }

    private void followSegment() {
        switch (view.type()) {
            case SpoolRecord.OPENED -> damage.opened(view.callId(), view.segment());
            case SpoolRecord.CLOSED, SpoolRecord.LOST -> damage.closed(view.callId(), view.segment());
            default -> {}
        }
    }

    /** Carries over what is left and closes; the recording threads must have stopped. */
    @Override
    public void close() {
        int carried = RECORDS_PER_TURN;
        while (carried > 0) carried = ring.controlledRead(toDisk, RECORDS_PER_TURN);
        log.close();
    }
}
