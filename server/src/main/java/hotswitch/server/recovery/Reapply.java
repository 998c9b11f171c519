package hotswitch.server.recovery;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactReader;
import hotswitch.server.journal.FileJournal;
import hotswitch.server.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The recorded past once more, reading only (a switch may be writing on): each command is applied again, each fact
 * compared with the one that was emitted then, the state's hash with every checkpoint.
 */
public final class Reapply implements Journal.EntryReader, Effects {
    public static final int HASH_EVERY = 1_000;
    private static final int FACTS_AHEAD = 1_000;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Watcher watcher;
    private final long toNs;
    private final AcdCore core;
    private final Skips skips;
    private final Map<Long, StateHash> marks = new HashMap<>();
    private final FactReader then;
    private final ArrayDeque<Numbered> recorded = new ArrayDeque<>();
    private final long from;
    private long entries;
    private long commands;
    private long facts;
    private long compared;
    private long checkpoints;
    private long hashes;
    private long digest;
    private String difference = "";

    private record Numbered(long seq, long timeNs, Fact fact) {}

    /** Looks on: before each command, then at what comes out. */
    public interface Watcher extends Effects {
        void command(AcdCore core, long timeNs, Command command);
    }

    /**
     * {@code difference}: the first thing that was not as it was then, "" if there was none. {@code digest}: of the
     * state's hash at every {@link #HASH_EVERY}th entry. {@code factsCompared}: of the {@code facts}, those that are
     * still kept.
     */
    public record Result(
            long entries,
            long commands,
            long facts,
            long factsCompared,
            long checkpoints,
            long hashes,
            long digest,
            String difference) {}

    private Reapply(Snapshot start, AcdCore core, Skips skips, FactReader then, Scope scope) {
        this.core = core;
        this.skips = skips;
        this.then = then;
        this.watcher = scope.watcher;
        this.toNs = scope.toNs;
        from = start.at().sequence();
        if (!start.isNone()) {
            core.readSnapshot(new BytesReader(start.core()));
        }
    }

    private record Scope(Watcher watcher, long toNs) {}

    /** Up to this time (epoch ns). {@code newCore}: an empty core that finds its blobs here. */
    public static Result run(Path data, Function<BlobStore, AcdCore> newCore, Watcher watcher, long toNs) {
        try (Journal journal = FileJournal.openToRead(data.resolve("journal"));
                FactLog log = FactLog.openToRead(data.resolve("facts"))) {
            Snapshot start = start(journal, new Snapshots(data.resolve("snapshots")));
            Skips skips = new Skips();
            journal.read(start.at().mark(), skips);
            try (FactReader then = log.reader(Math.max(log.first(), start.eventSeq() + 1))) {
                AcdCore core = newCore.apply(new BlobStore(data.resolve("blobs")));
                Reapply again = new Reapply(start, core, skips, then, new Scope(watcher, toNs));
                journal.read(start.at().mark(), again);
                return again.result();
            }
        }
    }

    /** The journal's beginning; where old days were removed, the oldest snapshot. */
    private static Snapshot start(Journal journal, Snapshots snapshots) {
        if (journal.begin().sequence() == 0) {
            return Snapshot.none();
        }
        List<Snapshot> whole = snapshots.whole();
        if (whole.isEmpty()) {
            throw new Journal.Damaged("old days were removed and there is no snapshot to begin with");
        }
        return whole.getLast();
    }

    @Override
    public void entry(long sequence, long timeNs, Journal.Kind kind, BytesReader payload) {
        if (sequence <= from || timeNs > toNs) {
            return;
        }
        entries++;
        switch (kind) {
            case COMMAND -> apply(sequence, timeNs, CommandCodec.read(payload));
            case MARK -> marks.put(sequence, core.hash());
            case CHECKPOINT -> checkpoint(payload);
            case EDGE, SKIP -> {} // nothing of the core's
        }
        if (sequence % HASH_EVERY == 0) {
            digest = digest * FNV_PRIME + core.hash().hashCode();
            hashes++;
        }
    }

    private void apply(long sequence, long timeNs, Command command) {
        commands++;
        watcher.command(core, timeNs, command);
        skips.apply(sequence, timeNs, command, core, this);
    }

    private void checkpoint(BytesReader payload) {
        long sequence = payload.i64();
        StateHash now = marks.remove(sequence);
        if (now != null) {
            checkpoints++;
            StateHash was = Snapshot.readHash(payload);
            differs(!was.equals(now), "state at entry " + sequence + ": then " + was + ", now " + now);
        }
    }

    @Override
    public void order(Order order) {
        watcher.order(order);
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        facts++;
        if (recorded.isEmpty()) {
            then.poll(FACTS_AHEAD, (s, t, f) -> recorded.add(new Numbered(s, t, f)));
        }
        Numbered was = recorded.peek();
        if (was != null && was.seq == seq) {
            recorded.remove();
            compared++;
            differs(
                    was.timeNs != timeNs || !was.fact.equals(fact),
                    "fact " + seq + ": then " + was.fact + ", now " + fact);
        }
        watcher.fact(seq, timeNs, fact);
    }

    private void differs(boolean differs, String what) {
        if (differs && difference.isEmpty()) {
            difference = what;
        }
    }

    private Result result() {
        return new Result(entries, commands, facts, compared, checkpoints, hashes, digest, difference);
    }
}
