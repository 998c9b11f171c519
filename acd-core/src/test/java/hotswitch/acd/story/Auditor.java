package hotswitch.acd.story;

import hotswitch.acd.Disposition;
import hotswitch.acd.Effects;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.Order.*;
import hotswitch.acd.TalkKind;
import hotswitch.acd.snapshot.StateView;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sees only what comes out: every call ends once, nothing is ordered for a call that is over, what is begun is
 * ended.
 */
final class Auditor implements Effects {
    private final Set<Long> open = new TreeSet<>();
    private final Set<Long> ended = new TreeSet<>();
    private final TreeMap<Long, Integer> recording = new TreeMap<>();
    private final TreeMap<Long, Long> waited = new TreeMap<>();
    private final Set<Long> ringing = new TreeSet<>();
    final Set<Disposition> dispositions = new TreeSet<>();
    long seq;
    long answers;

    @Override
    public void order(Order order) {
        boolean ofNoCall = order instanceof ClearLeg || order instanceof Reject || order instanceof MailboxChanged;
        boolean stray = order.callId() == 0 && ofNoCall;
        must(stray || open.contains(order.callId()), order + " for a call that is not there");
        switch (order) {
            case StartRecording o -> must(recording.put(o.callId(), o.segment()) == null, "twice " + o);
            case StopRecording o -> must(recording.remove(o.callId()) == o.segment(), "never begun " + o);
            case OfferLeg o -> must(ringing.add(o.legId()), "twice " + o);
            case DialLeg o -> must(ringing.add(o.legId()), "twice " + o);
            case Bridge o -> must(ringing.contains(o.legB()), "never rang " + o);
            case Answer o -> answers++;
            case Ring o -> {}
            case EarlyAudio o -> must(ringing.contains(o.legId()), "never rang " + o);
            case Reject o -> {}
            case ClearLeg o -> {}
            case Play o -> must(!o.prompts().isEmpty(), "nothing to hear " + o);
            case StopPlay o -> {}
            case MailboxChanged o -> must(!o.queue().isEmpty(), "no mailbox " + o);
            case Conference o -> must(ringing.containsAll(o.legs().subList(1, 3)), "never rang " + o);
            case Unbridge o -> {}
            case HoldLeg o -> {}
            case RecordMessage o -> must(recording.put(o.callId(), o.segment()) == null, "twice " + o);
            case Request o -> must(!o.target().isEmpty(), "asks nobody " + o);
            case FinishRecording o -> must(!recording.containsKey(o.callId()), "still records " + o);
        }
    }

    @Override
    public void fact(long number, long timeNs, Fact fact) {
        must(number == seq + 1, "fact " + number + " after " + seq);
        seq = number;
        if (fact instanceof Fact.CallCreated f) {
            must(open.add(f.callId()) && !ended.contains(f.callId()), "twice " + f);
        } else if (fact instanceof Fact.TalkInterval f && f.kind() == TalkKind.WAIT) {
            waited.merge(f.callId(), f.toNs() - f.fromNs(), Long::sum);
        } else if (fact instanceof Fact.CallEnded f) {
            must(open.remove(f.record().callId()) && ended.add(f.record().callId()), "twice " + f);
            must(!recording.containsKey(f.record().callId()), "still records " + f);
            dispositions.add(f.record().disposition());
            var times = f.record().times();
            long sum = times.durations().talkMs() + times.durations().holdMs();
            long waitedNs = waited.getOrDefault(f.record().callId(), 0L);
            long talked = times.connectedNs() == 0 ? 0 : (times.endedNs() - times.connectedNs() - waitedNs) / 1_000_000;
            must(Math.abs(sum - talked) <= 2, "talk and hold are not the whole: " + f);
        }
    }

    void agreesWith(StateView view) {
        Set<Long> there = new TreeSet<>();
        view.calls().forEach(call -> there.add(call.id()));
        must(there.equals(open), "open calls are " + there + ", seen " + open);
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
