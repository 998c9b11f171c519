package hotswitch.sim.audit;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.RecordingState;
import hotswitch.acd.config.CentreConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every talk segment: recorded, stopped, finished, and its obligation closed once. */
final class RecordingBook {
    private final Auditor auditor;
    private final TreeMap<String, Stage> segments = new TreeMap<>();
    private final TreeSet<String> owed = new TreeSet<>();

    /** By the rules in force. */
    private boolean recording;
    /** Connected in this turn while recording was on, and not yet recorded. */
    private final TreeSet<Long> connected = new TreeSet<>();

    private enum Stage {
        RECORDING,
        STOPPED,
        FINISHED
    }

    RecordingBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(CentreConfig config) {
        recording = config.times().recording();
    }

    void event(Fact.CallEvent f) {
        if (f.type() == CallEventType.ESTABLISHED && recording && !f.cause().equals("consult")) {
            connected.add(f.callId());
        }
    }

    void turnEnds() {
        connected.removeIf(callId -> segments.ceilingKey(callId + " ") != null
                && segments.ceilingKey(callId + " ").startsWith(callId + " "));
        auditor.must(connected.isEmpty(), () -> "A15 connected and not recorded: " + connected);
        connected.clear();
    }

    void order(Order order) {
        if (order instanceof Order.StartRecording o) {
            Stage before = segments.put(key(o.callId(), o.segment()), Stage.RECORDING);
            auditor.must(before == null, () -> "A5 started twice: " + o);
        } else if (order instanceof Order.RecordMessage o) {
            Stage before = segments.put(key(o.callId(), o.segment()), Stage.RECORDING);
            auditor.must(before == null, () -> "A5 started twice: " + o);
        } else if (order instanceof Order.StopRecording o) {
            Stage before = segments.put(key(o.callId(), o.segment()), Stage.STOPPED);
            auditor.must(before == Stage.RECORDING, () -> "A5 stopped, was " + before + ": " + o);
        } else if (order instanceof Order.FinishRecording o) {
            segments.replaceAll((key, stage) -> key.startsWith(o.callId() + " ") ? finish(stage, o) : stage);
        }
    }

    private Stage finish(Stage stage, Order order) {
        auditor.must(stage == Stage.STOPPED, () -> "A5 finished, was " + stage + ": " + order);
        return Stage.FINISHED;
    }

    void changed(Fact.RecordingChanged f) {
        String key = key(f.callId(), f.segment());
        if (f.state() == RecordingState.OPEN) {
            auditor.must(owed.add(key), () -> "A5 owed twice: " + f);
        } else {
            auditor.must(owed.remove(key), () -> "A5 closed and not owed: " + f);
        }
    }

    void callEnded(long callId) {
        String prefix = callId + " ";
        segments.forEach((key, stage) ->
                auditor.must(!key.startsWith(prefix) || stage == Stage.FINISHED, () -> "A5 " + key + " is " + stage));
        segments.keySet().removeIf(key -> key.startsWith(prefix));
    }

    List<String> leftOpen() {
        List<String> left = new ArrayList<>();
        owed.forEach(key -> left.add("A5 the recording of " + key + " is still owed"));
        segments.keySet().forEach(key -> left.add("A5 the recording of " + key + " never stopped"));
        return left;
    }

    private static String key(long callId, int segment) {
        return callId + " " + segment;
    }
}
