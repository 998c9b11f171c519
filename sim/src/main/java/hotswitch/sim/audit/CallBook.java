package hotswitch.sim.audit;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallRecord;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import java.util.function.Supplier;

/** One call as its events tell it. */
final class CallBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Auditor auditor;
    final long id;
    final String dnis;
    final String ani;
    private final Direction direction;
    private Stage stage = Stage.CREATED;
    private boolean queued;
    private boolean talked;
    private boolean promised;
    /** The queue to which it belonged when its transfer failed; "": it did not, just now. */
    private String failed = "";
    /** What failed transfers have added to its priority. */
    int raised;

    private enum Stage {
        CREATED,
        INITIATED,
        WAITING,
        DELIVERED,
        /** Left one line for another, or for good. */
        SENT_ON,
        ESTABLISHED,
        /** The agent has left, the customer waits for somebody else. */
        AWAY
    }

    CallBook(Auditor auditor, Fact.CallCreated created) {
        this.auditor = auditor;
        this.id = created.callId();
        this.dnis = created.dnis();
        this.ani = created.ani();
        this.direction = created.direction();
    }

    boolean isPromised() {
        return promised;
    }

    boolean isOffered() {
        return stage == Stage.DELIVERED;
    }

    boolean hasTalked() {
        return talked;
    }

    boolean waits() {
        return stage == Stage.WAITING;
    }

    /** Before any other book: a transfer that failed brings the call back before others. */
    void before(Fact.CallEvent f, RuleBook rules) {
        if (f.type() == CallEventType.QUEUED && !failed.isEmpty()) {
            raised += rules.failedPriority(failed);
        }
        failed = f.type() == CallEventType.FAILED && stage == Stage.AWAY ? f.queue() : "";
    }

    boolean inbound() {
        return direction == Direction.INBOUND;
    }

    void event(Fact.CallEvent f) {
        boolean inbound = direction == Direction.INBOUND || talked;
        boolean third = f.cause().equals("consult");
        boolean also = f.cause().equals("also") && stage == Stage.DELIVERED;
        boolean legal = switch (f.type()) {
            case SERVICE_INITIATED -> stage == Stage.CREATED || (third && stage == Stage.ESTABLISHED);
            case ORIGINATED -> !inbound && stage == Stage.INITIATED;
            case NETWORK_REACHED -> stage != Stage.CREATED;
            case QUEUED -> inbound && (stage == Stage.INITIATED || stage == Stage.SENT_ON || stage == Stage.AWAY);
            case DELIVERED ->
                inbound
                        ? stage == Stage.WAITING || stage == Stage.AWAY || also || (third && stage == Stage.ESTABLISHED)
                        : stage == Stage.INITIATED;
            case DIVERTED -> stage == Stage.WAITING || stage == Stage.DELIVERED;
            case ESTABLISHED ->
                stage == Stage.DELIVERED
                        || (!inbound && stage == Stage.INITIATED)
                        || stage == Stage.AWAY
                        || (third && stage == Stage.ESTABLISHED);
            case HELD, RETRIEVED, CONFERENCED -> stage == Stage.ESTABLISHED;
            case TRANSFERRED -> stage == Stage.ESTABLISHED || stage == Stage.SENT_ON;
            case CONNECTION_CLEARED -> stage != Stage.CREATED;
            case FAILED -> true;
        };
        auditor.must(legal, () -> "A6 call " + id + ": " + f.type() + " after " + stage);
        stage = switch (f.type()) {
            case SERVICE_INITIATED -> third ? stage : Stage.INITIATED;
            case QUEUED -> Stage.WAITING;
            case DELIVERED -> stage == Stage.WAITING || stage == Stage.INITIATED ? Stage.DELIVERED : stage;
            case DIVERTED -> stage == Stage.WAITING ? Stage.SENT_ON : Stage.WAITING;
            case ESTABLISHED -> Stage.ESTABLISHED;
            case TRANSFERRED -> Stage.AWAY;
            case ORIGINATED, NETWORK_REACHED, HELD, RETRIEVED, CONNECTION_CLEARED, FAILED, CONFERENCED -> stage;
        };
        talked |= stage == Stage.ESTABLISHED;
        queued |= f.type() == CallEventType.QUEUED;
    }

    /** A promise is made while waiting, tried from an offer, kept or not; between the tries the place is kept. */
    void callback(CallbackState state) {
        boolean legal = switch (state) {
            case PROMISED -> stage == Stage.WAITING && !promised;
            case TRIED -> promised && stage == Stage.DELIVERED;
            case RESTS -> promised && (stage == Stage.WAITING || stage == Stage.DELIVERED);
            case WAITS -> promised && stage == Stage.WAITING;
            case REACHED, NOT_REACHED -> promised;
        };
        must(legal, () -> "A6 call " + id + ": call-back " + state + " after " + stage);
        promised = state != CallbackState.REACHED && state != CallbackState.NOT_REACHED;
        stage = state == CallbackState.RESTS ? Stage.WAITING : stage;
    }

    void ended(CallRecord r, long waitedMs) {
        boolean connected = talked;
        CallRecord.Times t = r.times();
        must(connected == (t.connectedNs() != 0), () -> "A11 call %d: connected %b".formatted(id, connected));
        must(
                queued == (t.queuedNs() != 0) || r.disposition() == Disposition.OVERFLOWED,
                () -> "A11 call " + id + " queued");
        Disposition d = r.disposition();
        boolean fits = switch (d) {
            case ANSWERED -> connected;
            case NOT_REACHED -> queued && !connected;
            case ABANDONED -> queued && !connected;
            case LEFT_IN_FLOW, FLOW_COMPLETED -> (!queued || stage == Stage.SENT_ON) && !connected;
            case OVERFLOWED, NOT_ANSWERED, NO_ROUTE, REJECTED, CLEARED, DRAINED -> !connected;
            case MEDIA_LOST, RESTART_LOST, INTERNAL_FAULT -> true;
        };
        must(fits, () -> "A11 call " + id + " is " + d + ", " + stage);
        must(!promised, () -> "A6 call " + id + " ends and its call-back does not");
        must(r.direction() == direction, () -> "A11 call " + id + " is " + r.direction());
        must(
                t.arrivedNs() <= t.endedNs() && t.connectedNs() <= t.endedNs(),
                () -> "A11 call " + id + ": clocks run back");
        long talkedMs = connected ? (t.endedNs() - t.connectedNs()) / NS_PER_MS - waitedMs : 0;
        long sumMs = t.durations().talkMs() + t.durations().holdMs();
        must(Math.abs(talkedMs - sumMs) <= 2, () -> "A11 call " + id + " talked " + talkedMs + " ms, counted " + sumMs);
        must(
                connected == (r.outcome().segments() > 0)
                        || !connected
                        || r.outcome().segments() == 0,
                () -> "A11 segments");
    }

    private void must(boolean holds, Supplier<String> what) {
        auditor.must(holds, what);
    }
}
