package hotswitch.server.recovery;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Effects;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.FactSink;
import hotswitch.server.journal.Journal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state back: the latest good snapshot and every later entry, orders off, facts emitted again. Each
 * checkpoint must find the hash that it found then.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /**
     * What a process starts from. {@code bootEpoch} is this boot's, above every former one. {@code mark} is the
     * journal's end. {@code replayed}: entries applied after the snapshot.
     */
    public record Recovered(AcdCore core, EdgeFacts edges, Journal.Mark mark, long bootEpoch, long replayed) {}

    /** The state went another way than when it was journaled. */
    public static final class Diverged extends RuntimeException {
        Diverged(String what) {
            super(what);
        }
    }

    private final StateDir state;
    private final Supplier<AcdCore> newCore;
    private final FactSink sink;

    /** {@code sink} gets the facts of the replay; it skips what it has. */
    public Recovery(StateDir state, Supplier<AcdCore> newCore, FactSink sink) {
        this.state = state;
        this.newCore = newCore;
        this.sink = sink;
    }

    /** Throws {@link Journal.Damaged} or {@link Diverged}: then a person must look. */
    public Recovered recover() {
        Snapshot snapshot =
                state.snapshots().latest(s -> s.eventSeq() <= state.facts().last());
        Skips skips = new Skips();
        Journal.Reading scan = state.journal().read(snapshot.at().mark(), skips);
        if (!scan.torn().isEmpty()) {
            LOG.warn(
                    "journal: the last batch did not get whole to the disk and counts as never written: {}",
                    scan.torn());
        }
        if (scan.end().sequence() < snapshot.at().sequence()) {
            throw new Journal.Damaged("the journal ends at " + scan.end() + ", before the snapshot of entry "
                    + snapshot.at().sequence());
        }
        Replay replay = new Replay(snapshot, skips);
        state.journal().read(snapshot.at().mark(), replay);
        return replay.finish(scan.end());
    }

    /** The payload of a {@link Journal.Kind#SKIP}. */
    public static void encodeSkip(long sequence, String fault, BytesWriter out) {
        out.i64(sequence).text(fault);
    }

    /** The payload of a {@link Journal.Kind#CHECKPOINT}. */
    public static void encodeCheckpoint(long sequence, StateHash hash, BytesWriter out) {
        Snapshot.write(hash, out.i64(sequence));
    }

    private final class Replay implements Journal.EntryReader, Effects {
        private final AcdCore core = newCore.get();
        private final Skips skips;
        private final Map<Long, StateHash> marks = new HashMap<>();
        private final long from;
        private final EdgeFacts edges;
        private final BytesReader fact = BytesReader.lasting();
        private long bootEpoch;
        private long replayed;

        Replay(Snapshot snapshot, Skips skips) {
            this.skips = skips;
            from = snapshot.at().sequence();
            edges = snapshot.edges();
            bootEpoch = snapshot.bootEpoch();
            if (!snapshot.isNone()) {
                read(snapshot);
                compare("snapshot of entry " + from, snapshot.hash(), core.hash());
            }
        }

        private void read(Snapshot snapshot) {
            try {
                core.readSnapshot(new BytesReader(snapshot.core()));
            } catch (IllegalArgumentException foreign) {
                throw new Diverged("the data folder is of another version of hotswitch (" + foreign.getMessage()
                        + "): start that version, or give this one a data folder of its own");
            }
        }

        @Override
        public void entry(long sequence, long timeNs, Journal.Kind kind, BytesReader payload) {
            if (sequence <= from) {
                return;
            }
            replayed++;
            switch (kind) {
                case COMMAND -> apply(sequence, timeNs, CommandCodec.read(payload));
                case EDGE -> edges.apply(payload);
                case MARK -> marks.put(sequence, core.hash());
                case CHECKPOINT -> checkpoint(payload);
                case SKIP -> {} // looked at before the replay began
            }
        }

        private void apply(long sequence, long timeNs, Command command) {
            if (command instanceof Command.NodeStarted started) {
                bootEpoch = Math.max(bootEpoch, started.bootEpoch());
            }
            skips.apply(sequence, timeNs, command, core, this);
        }

        private void checkpoint(BytesReader payload) {
            long sequence = payload.i64();
            StateHash now = marks.remove(sequence);
            if (now != null) {
                compare("checkpoint of entry " + sequence, Snapshot.readHash(payload), now);
            }
        }

        private static void compare(String what, StateHash then, StateHash now) {
            if (!then.equals(now)) {
                throw new Diverged(what + ": then " + then + ", now " + now);
            }
        }

        @Override
        public void order(Order order) {
            // Carried out in their time, or compared with the edges afterwards: never twice.
        }

        @Override
        public void stated(long seq, long timeNs, BytesWriter bytes) {
            state.facts().add(seq, timeNs, bytes);
            BytesReader in = fact.wrap(bytes);
            if (sink.takes(in.peek())) {
                sink.fact(seq, timeNs, FactCodec.read(in));
            }
        }

        Recovered finish(Journal.Mark end) {
            state.facts().flush();
            sink.endOfBatch();
            if (state.facts().last() > core.eventSeq()) {
                throw new Diverged("facts were emitted up to " + state.facts().last() + ", the journal leads to "
                        + core.eventSeq() + ": its tail is lost; move data/facts and what was made from it aside");
            }
            return new Recovered(core, edges, end, bootEpoch + 1, replayed);
        }
    }
}
