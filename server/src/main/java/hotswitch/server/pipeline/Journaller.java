package hotswitch.server.pipeline;

import hotswitch.acd.codec.BytesWriter;
import hotswitch.server.journal.Batch;
import hotswitch.server.journal.Journal;
import hotswitch.server.journal.JournalClock;
import hotswitch.server.recovery.Recovery;

/** First stage: numbers and times each entry and has the batch on disk before the core sees it. */
final class Journaller implements StageLoop.Stage {
    /** A batch larger than this is appended in parts. */
    private static final int BYTES_MAX = 1 << 20;

    private final CommandRing ring;
    private final Journal journal;
    private final JournalClock clock;
    private final PipelineRecorder recorder;
    private final Batch batch = new Batch();
    /** Of the entry that comes next; 0: not looked at yet. */
    private long next;

    private boolean closed;

    Journaller(CommandRing ring, Journal journal, JournalClock clock, PipelineRecorder recorder) {
        this.ring = ring;
        this.journal = journal;
        this.clock = clock;
        this.recorder = recorder;
    }

    @Override
    public synchronized void onBatch(long first, long last) {
        if (closed) {
            throw new StageLoop.Halted();
        }
        long began = System.nanoTime();
        begin();
        Slot latest = null;
        int bytes = 0;
        for (long at = first; at <= last; at++) {
            Slot slot = ring.slot(at);
            slot.ends = false;
            if (slot.kind == null) {
                continue;
            }
            add(slot);
            latest = slot;
            if (batch.length() >= BYTES_MAX) {
                bytes += append(slot);
                latest = null;
            }
        }
        if (latest != null) {
            bytes += append(latest);
        }
        recorder.journaled((int) (last - first + 1), bytes, System.nanoTime() - began);
    }

    /**
     * The command of this sequence threw: recovery leaves it out. On disk when this returns; nothing is appended
     * after it.
     */
    synchronized void skip(long sequence, String fault) {
        BytesWriter out = new BytesWriter();
        Recovery.encodeSkip(sequence, fault, out);
        begin();
        batch.add(clock.stamp(), Journal.Kind.SKIP, out.buffer(), out.offset(), out.length());
        journal.append(batch);
        journal.sync();
        closed = true;
    }

    private void begin() {
        if (next == 0) {
            next = journal.end().sequence() + 1;
        }
        batch.begin(next);
    }

    private void add(Slot slot) {
        slot.timeNs = batch.count() == 0 ? clock.stamp() : clock.stampNext();
        slot.sequence = batch.nextSequence();
        batch.add(
                slot.timeNs,
                slot.kind,
                slot.bytes().buffer(),
                slot.bytes().offset(),
                slot.bytes().length());
    }

    private int append(Slot last) {
        int bytes = batch.length();
        last.ends = true;
        journal.append(batch, last.end());
        next = batch.nextSequence();
        begin();
        return bytes;
    }
}
