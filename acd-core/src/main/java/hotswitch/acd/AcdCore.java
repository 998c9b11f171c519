package hotswitch.acd;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import java.util.List;

/** The brain: commands in, orders and facts out, one writer. A dispatcher and nothing else. */
public final class AcdCore {

    public AcdCore(Limits limits, CallFlow flow, Blobs blobs) {}

    /** Applies one command at its journaled time (epoch ns, never going back). An exception is a fault of ours. */
    public void onCommand(Command command, long timeNs, Effects effects) {}

    /** Instead of a command that threw: releases its call with INTERNAL_FAULT and raises an alarm. */
    public void skip(Command command, String fault, long timeNs, Effects effects) {}

    /**
     * When the next {@link Command.Tick} is wanted: epoch ns, {@link Long#MAX_VALUE} if never, at once if a turn's
     * bound was hit.
     */
    public long nextDeadlineNs() {
        return Long.MAX_VALUE;
    }

    /** Number of the last fact. */
    public long eventSeq() {
        return 0;
    }

    public void writeSnapshot(BytesWriter out) {}

    /** Replaces all state. */
    public void readSnapshot(BytesReader in) {}

    public StateHash hash() {
        return new StateHash(0, 0, 0, 0, 0, 0, 0);
    }

    public StateView view() {
        List<StateView.AgentRow> none = List.of();
        return new StateView(0, 0, false, none, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
