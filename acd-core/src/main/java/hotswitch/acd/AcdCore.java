package hotswitch.acd;

import hotswitch.acd.centre.Centre;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.service.Dispatch;
import hotswitch.acd.snapshot.IdleWhileQueued;
import hotswitch.acd.snapshot.Invariants;
import hotswitch.acd.snapshot.Snapshots;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.Views;
import java.util.List;

/**
 * The brain: commands in, orders and facts out, one writer. The same commands at the same times give the same
 * bytes out.
 */
public final class AcdCore {
    private final Centre centre;
    private final Dispatch dispatch;
    private final BytesWriter hashed = new BytesWriter();

    public AcdCore(Limits limits, CallFlow flow, Blobs blobs) {
        centre = new Centre(limits, flow, blobs);
        dispatch = new Dispatch(centre);
    }

    /** Applies one command at its journaled time (epoch ns, never going back). An exception is a fault of ours. */
    public void onCommand(Command command, long timeNs, Effects effects) {
        centre.begin(timeNs, effects);
        dispatch.apply(command);
    }

    /** Instead of a command that threw: releases its call with INTERNAL_FAULT and raises an alarm. */
    public void skip(Command command, String fault, long timeNs, Effects effects) {
        centre.begin(timeNs, effects);
        dispatch.skip(command, fault);
    }

    /**
     * When the next {@link Command.Tick} is wanted: epoch ns, {@link Long#MAX_VALUE} if never; not after the
     * present if a turn's bound was hit.
     */
    public long nextDeadlineNs() {
        return centre.deadlines.nextNs();
    }

    /** Number of the last fact. */
    public long eventSeq() {
        return centre.counts.eventSeq();
    }

    /** Of the rules in force: those that were asked for last, unless they were refused. "" before any. */
    public String configHash() {
        return centre.configHash;
    }

    public void writeSnapshot(BytesWriter out) {
        Snapshots.write(centre, out);
    }

    /** Replaces all state. */
    public void readSnapshot(BytesReader in) {
        Snapshots.read(centre, in);
    }

    public StateHash hash() {
        return Snapshots.hash(centre, hashed);
    }

    public StateView view() {
        return Views.of(centre);
    }

    /** A call that waits beside an agent who could take it; null if there is none, as must be after every command. */
    public IdleWhileQueued idleWhileQueued() {
        return IdleWhileQueued.of(centre);
    }

    /** What does not hold that must: empty if all is well. Looks at everything; for simulators and tests. */
    public List<String> violations() {
        return Invariants.violations(centre);
    }
}
