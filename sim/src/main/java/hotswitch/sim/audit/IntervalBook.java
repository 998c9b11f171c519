package hotswitch.sim.audit;

import hotswitch.acd.CallRecord;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Fact;
import hotswitch.acd.TalkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What each party did: one after the other, without a gap; the customer's from the first word to the end. */
final class IntervalBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Auditor auditor;
    private final Map<Long, Map<Long, Sum>> calls = new TreeMap<>();
    /** Customers who talked, were promised a call-back, and are not there: since when. */
    private final Map<Long, Long> absentSince = new TreeMap<>();
    /** How long they were not, all absences. */
    private final Map<Long, Long> absentNs = new TreeMap<>();

    private static final class Sum {
        final long fromNs;
        long toNs;
        long talkNs;
        long holdNs;
        long waitNs;

        Sum(long fromNs) {
            this.fromNs = fromNs;
            this.toNs = fromNs;
        }

        void add(Fact.TalkInterval f) {
            long ns = f.toNs() - f.fromNs();
            toNs = f.toNs();
            switch (f.kind()) {
                case TALK, CONFERENCE, CONSULT -> talkNs += ns;
                case HOLD -> holdNs += ns;
                case WAIT -> waitNs += ns;
            }
        }
    }

    IntervalBook(Auditor auditor) {
        this.auditor = auditor;
    }

    /** {@code talked}: before, if only for a moment. */
    void callback(Fact.CallbackChanged f, boolean talked, long timeNs) {
        if (f.state() == CallbackState.PROMISED && talked) {
            absentSince.put(f.callId(), timeNs);
        }
    }

    private void there(long callId, long fromNs) {
        Long since = absentSince.get(callId);
        if (since != null && fromNs >= since) {
            absentSince.remove(callId);
            absentNs.merge(callId, fromNs - since, Long::sum);
        }
    }

    void interval(Fact.TalkInterval f) {
        there(f.callId(), f.fromNs());
        Sum sum = calls.computeIfAbsent(f.callId(), id -> new TreeMap<>())
                .computeIfAbsent(f.legId(), id -> new Sum(f.fromNs()));
        auditor.must(sum.toNs == f.fromNs(), () -> "A17 leg " + f.legId() + " does nothing before " + f);
        auditor.must(f.toNs() > f.fromNs(), () -> "A17 nothing: " + f);
        boolean caller = f.role().equals("caller");
        auditor.must(f.kind() != TalkKind.CONSULT || !caller, () -> "A17 the caller is asked: " + f);
        sum.add(f);
    }

    /** The longest wait of a party after a transfer, the customer's, and while no customer was there. */
    long waitedMs(CallRecord record) {
        long callId = record.callId();
        there(callId, record.times().endedNs());
        Long absent = absentNs.get(callId);
        LongStream waits =
                calls.getOrDefault(callId, Map.of()).values().stream().mapToLong(sum -> sum.waitNs);
        // Who was called back had a leg before and has another after.
        long waitedNs = absent == null ? waits.max().orElse(0) : waits.sum() + absent;
        return waitedNs / NS_PER_MS;
    }

    void ended(CallRecord record) {
        List<Sum> sums =
                new ArrayList<>(calls.getOrDefault(record.callId(), Map.of()).values());
        calls.remove(record.callId());
        boolean absent = absentNs.remove(record.callId()) != null;
        CallRecord.Times t = record.times();
        boolean talked = t.connectedNs() != 0 && t.endedNs() > t.connectedNs();
        boolean whole = sums.stream().anyMatch(sum -> isWhole(sum, t));
        auditor.must(
                !talked || whole || absent,
                () -> "A17 call " + record.callId() + ": nobody was there from the first word to the end");
        auditor.must(talked || sums.isEmpty(), () -> "A17 call " + record.callId() + " did not talk and did");
    }

    private static boolean isWhole(Sum sum, CallRecord.Times t) {
        boolean there = sum.fromNs == t.connectedNs() && sum.toNs == t.endedNs();
        long talkMs = sum.talkNs / NS_PER_MS;
        long holdMs = sum.holdNs / NS_PER_MS;
        boolean counted =
                talkMs == t.durations().talkMs() && holdMs == t.durations().holdMs();
        return there && counted && sum.talkNs + sum.holdNs + sum.waitNs == t.endedNs() - t.connectedNs();
    }
}
