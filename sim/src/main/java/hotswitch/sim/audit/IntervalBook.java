package hotswitch.sim.audit;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact;
import hotswitch.acd.TalkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each party did: one after the other, without a gap; the customer's from the first word to the end. */
final class IntervalBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Auditor auditor;
    private final Map<Long, Map<Long, Sum>> calls = new TreeMap<>();

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

    void interval(Fact.TalkInterval f) {
        Sum sum = calls.computeIfAbsent(f.callId(), id -> new TreeMap<>())
                .computeIfAbsent(f.legId(), id -> new Sum(f.fromNs()));
        auditor.must(sum.toNs == f.fromNs(), "A17 leg " + f.legId() + " does nothing before " + f);
        auditor.must(f.toNs() > f.fromNs(), "A17 nothing: " + f);
        boolean caller = f.role().equals("caller");
        auditor.must(f.kind() != TalkKind.CONSULT || !caller, "A17 the caller is asked: " + f);
        sum.add(f);
    }

    /** The longest wait of a party after a transfer: the customer's. */
    long waitedMs(long callId) {
        return calls.getOrDefault(callId, Map.of()).values().stream()
                        .mapToLong(sum -> sum.waitNs)
                        .max()
                        .orElse(0)
                / NS_PER_MS;
    }

    void ended(CallRecord record) {
        List<Sum> sums =
                new ArrayList<>(calls.getOrDefault(record.callId(), Map.of()).values());
        calls.remove(record.callId());
        CallRecord.Times t = record.times();
        boolean talked = t.connectedNs() != 0 && t.endedNs() > t.connectedNs();
        boolean whole = sums.stream().anyMatch(sum -> isWhole(sum, t));
        auditor.must(
                !talked || whole, "A17 call " + record.callId() + ": nobody was there from the first word to the end");
        auditor.must(talked || sums.isEmpty(), "A17 call " + record.callId() + " did not talk and did");
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
