package hotswitch.server.node;

import hotswitch.acd.Fact;
import hotswitch.acd.Fact.RequestDone;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.codec.FactCodec;
import hotswitch.server.cti.LiveView;
import hotswitch.server.journal.FactSink;
import hotswitch.server.metrics.Metrics;
import java.util.function.Consumer;

/** What follows the facts at once: the view, the figures, busy lamps, and whoever waits for an answer. */
final class LiveFacts implements FactSink {
    private final CallFacts facts = new CallFacts();
    private final LiveView view;
    private final Metrics metrics;
    private final Consumer<String> seatChanged;
    private final Consumer<RequestDone> answered;

    LiveFacts(LiveView view, Metrics metrics, Consumer<String> seatChanged, Consumer<RequestDone> answered) {
        this.view = view;
        this.metrics = metrics;
        this.seatChanged = seatChanged;
        this.answered = answered;
    }

    @Override
    public boolean takes(int type) {
        return type != FactCodec.RECEIPT;
    }

    @Override
    public boolean reads(int type) {
        return CallFacts.has(type);
    }

    @Override
    public void read(long seq, long timeNs, BytesReader in, int length) {
        int type = in.i8();
        facts.readLive(type, in);
        view.fold(seq, timeNs, type, facts);
        switch (type) {
            case FactCodec.CALL_ENDED -> metrics.onEnded(facts.ended);
            case FactCodec.RECORDING_CHANGED -> metrics.onRecording(facts.recording.state);
            case FactCodec.AGENT_CHANGED -> seatChanged.accept(facts.agentChange.device);
            default -> {}
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        view.fold(seq, timeNs, fact);
        if (fact instanceof RequestDone done) {
            answered.accept(done);
        }
    }
}
