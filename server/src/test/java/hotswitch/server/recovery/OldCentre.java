package hotswitch.server.recovery;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.ivr.run.Flows;
import hotswitch.server.journal.Batch;
import hotswitch.server.journal.Journal;
import java.nio.file.Path;

/** A small centre in another time: real folder, journal, core and facts, and days that the test names. */
public final class OldCentre implements AutoCloseable {
    public static final int A_DAY = 10;
    private static final long DAY_NS = 86_400_000_000_000L;
    final StateDir dir;
    final AcdCore core;
    private final long firstDayNs;
    private Journal.Mark mark;

    public OldCentre(Path data, long firstDayNs) {
        this.firstDayNs = firstDayNs;
        dir = StateDir.open(data, Journal.Sync.PROCESS);
        Recovery.Recovered recovered = recover();
        core = recovered.core();
        mark = recovered.mark();
    }

    Recovery.Recovered recover() {
        return new Recovery(dir, this::newCore, (seq, timeNs, fact) -> {}).recover();
    }

    private AcdCore newCore() {
        return new AcdCore(Limits.PROVINCE, new Flows(), dir.blobs());
    }

    /** {@link #A_DAY} commands, each with a fact. */
    public void day(int day) {
        for (int i = 0; i < A_DAY; i++) {
            Command command = new Command.Audit(Request.unasked("test"), "n", day + "." + i, true, "");
            apply(firstDayNs + day * DAY_NS + i, command);
        }
        dir.facts().flush();
    }

    /** An edge fact as it stands in the journal. */
    void edge(int day, byte[] entry) {
        BytesWriter out = new BytesWriter();
        for (byte each : entry) {
            out.i8(each);
        }
        append(firstDayNs + day * DAY_NS + A_DAY, Journal.Kind.EDGE, out);
    }

    private void append(long timeNs, Journal.Kind kind, BytesWriter out) {
        Batch batch = new Batch().begin(dir.journal().end().sequence() + 1);
        batch.add(timeNs, kind, out.buffer(), out.offset(), out.length());
        mark = dir.journal().append(batch);
    }

    private void apply(long timeNs, Command command) {
        BytesWriter out = new BytesWriter();
        CommandCodec.write(command, out);
        append(timeNs, Journal.Kind.COMMAND, out);
        core.onCommand(command, timeNs, new Effects() {
            @Override
            public void order(Order order) {}

            @Override
            public void fact(long seq, long factNs, Fact fact) {
                dir.facts().add(seq, factNs, fact);
            }
        });
    }

    public void snapshot() {
        BytesWriter out = new BytesWriter();
        core.writeSnapshot(out);
        Snapshot.At at = new Snapshot.At(mark.sequence(), mark.timeNs(), mark);
        dir.snapshots().save(new Snapshot(at, 1, core.eventSeq(), core.hash(), out.toBytes(), new EdgeFacts()));
    }

    @Override
    public void close() {
        dir.close();
    }
}
