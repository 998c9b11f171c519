package hotswitch.acd.kpi;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentState;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Folds facts into what is counted: ended calls and the agents' spans. Holds nothing but its result: a fold that begins
 * in the midst of the stream finds the same spans, as each fact says how long the former state lasted.
 */
public final class FactFold {
    private static final long NS_PER_MS = 1_000_000;
    private final List<CallRecord> records = new ArrayList<>();
    private final List<AgentSpan> spans = new ArrayList<>();
    private final TreeSet<Long> served = new TreeSet<>();
    /** Call and segments of it that are messages; one without any audio is none. */
    private final TreeMap<Long, TreeSet<Integer>> messages = new TreeMap<>();

    public void fact(long timeNs, Fact fact) {
        if (fact instanceof Fact.CallEnded(CallRecord ended)) {
            records.add(ended);
        } else if (fact instanceof Fact.SelfServed done) {
            served.add(done.callId());
        } else if (fact instanceof Fact.MessageLeft said) {
            messages.computeIfAbsent(said.callId(), c -> new TreeSet<>()).add(said.segment());
        } else if (fact instanceof Fact.RecordingChanged kept && kept.state() == RecordingState.EMPTY) {
            withoutAudio(kept.callId(), kept.segment());
        } else if (fact instanceof Fact.AgentChanged changed && changed.former() != AgentState.LOGGED_OFF) {
            spans.add(span(timeNs, changed));
        }
    }

    private void withoutAudio(long callId, int segment) {
        TreeSet<Integer> segments = messages.get(callId);
        if (segments != null && segments.remove(segment) && segments.isEmpty()) {
            messages.remove(callId);
        }
    }

    /** The state that ended with this fact. */
    public static AgentSpan span(long timeNs, Fact.AgentChanged changed) {
        long fromNs = timeNs - changed.inStateMs() * NS_PER_MS;
        return new AgentSpan(changed.agent(), changed.former(), fromNs, timeNs);
    }

    public List<AgentSpan> spans() {
        return spans;
    }

    public List<CallRow> rows() {
        return rows(records, spans, served, messages.keySet());
    }

    /**
     * The calls with the wrap-ups that followed them: a wrap-up begins in the turn in which the call of its agent
     * ended.
     */
    public static List<CallRow> rows(
            List<CallRecord> records, List<AgentSpan> spans, Set<Long> served, Set<Long> messages) {
        TreeMap<Integer, TreeMap<Long, Long>> wrapUps = new TreeMap<>();
        for (AgentSpan span : spans) {
            if (span.state() == AgentState.ACW) {
                wrapUps.computeIfAbsent(span.agent(), a -> new TreeMap<>())
                        .put(span.fromNs(), (span.toNs() - span.fromNs()) / NS_PER_MS);
            }
        }
        List<CallRow> rows = new ArrayList<>(records.size());
        for (CallRecord record : records) {
            TreeMap<Long, Long> own = wrapUps.get(record.parties().agent());
            long wrapUpMs = own == null ? 0 : after(own, record.times().endedNs());
            long id = record.callId();
            rows.add(new CallRow(record, wrapUpMs, served.contains(id), messages.contains(id)));
        }
        return rows;
    }

    /** A span's beginning is known to the millisecond. */
    private static long after(NavigableMap<Long, Long> wrapUps, long endedNs) {
        var next = wrapUps.ceilingEntry(endedNs);
        return next == null || next.getKey() - endedNs > NS_PER_MS ? 0 : next.getValue();
    }
}
