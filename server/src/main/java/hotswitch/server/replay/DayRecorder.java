package hotswitch.server.replay;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.ivr.run.Flows;
import hotswitch.server.journal.Batch;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Rehearsal;
import hotswitch.sim.day.Traits;
import java.nio.file.Path;

/** A day that never was, as a real record on the disk: for rehearsals of the rehearsal, and for measuring. */
public final class DayRecorder implements Rehearsal.Witness {
    private static final int BATCH_MAX = 64;
    private static final int CHECKPOINT_EVERY = 1_000;

    private final StateDir dir;
    private final AcdCore core;
    private final Batch batch = new Batch();
    private final BytesWriter bytes = new BytesWriter();
    private long entries;
    private long lastNs;

    private DayRecorder(StateDir dir, AcdCore core) {
        this.dir = dir;
        this.core = core;
        dir.journal().read(Journal.Mark.START, (sequence, timeNs, kind, payload) -> {});
        batch.begin(1);
    }

    /** Lives the plan once under these rules and writes journal, facts and blobs under {@code data}. */
    public static void write(Path data, CentreConfig rules, DayPlan plan, long seed) {
        try (StateDir dir = StateDir.open(data, Journal.Sync.PROCESS)) {
            AcdCore core = new AcdCore(Limits.PROVINCE, new Flows(), dir.blobs());
            DayRecorder recorder = new DayRecorder(dir, core);
            String hash = dir.blobs().write(ConfigCodec.toBytes(rules));
            new Rehearsal(core, hash, plan, new Traits(plan), new Rehearsal.Run(seed, recorder)).live();
            recorder.flush();
        }
    }

    @Override
    public void command(long timeNs, Command command) {
        lastNs = timeNs;
        if (entries > 0 && entries % CHECKPOINT_EVERY == 0) {
            long sequence = batch.nextSequence();
            add(Journal.Kind.MARK, bytes.reset().i64(0));
            bytes.reset();
            Recovery.encodeCheckpoint(sequence, core.hash(), bytes);
            add(Journal.Kind.CHECKPOINT, bytes);
        }
        CommandCodec.write(command, bytes.reset());
        add(Journal.Kind.COMMAND, bytes);
    }

    private void add(Journal.Kind kind, BytesWriter payload) {
        batch.add(lastNs, kind, payload.buffer(), payload.offset(), payload.length());
        entries++;
        if (batch.count() == BATCH_MAX) {
            flush();
        }
    }

    private void flush() {
        if (batch.count() > 0) {
            dir.journal().append(batch);
            batch.begin(dir.journal().end().sequence() + 1);
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        dir.facts().add(seq, timeNs, fact);
    }
}
