package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every leg from its beginning to its one end. */
final class LegBook {
    /** Why an agent who answered a call-back is let go in the same turn. */
    private static final Set<String> GIVEN_UP = Set.of("draining", "displayed number");

    private final Auditor auditor;
    private final Map<Long, Leg> open = new TreeMap<>();
    private final Map<Long, Long> newestOfCall = new TreeMap<>();
    /** Those that ring though a newer one of their call does too. */
    private final Set<Long> several = new TreeSet<>();
    /** Ended by the present command; orders of the deadlines before it may still name it. */
    private long leaving;

    /** All that there ever were: how the audio of one was is told after its end. */
    private final Set<Long> ever = new TreeSet<>();

    private boolean strayOwed;
    /** Answered an offer in this turn: whoever else was rung for it must ring no more. */
    private long bridgedCall;

    private static final class Leg {
        final long callId;
        final boolean arriving;
        boolean answered;

        Leg(long callId, boolean arriving) {
            this.callId = callId;
            this.arriving = arriving;
        }
    }

    LegBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void command(Command command) {
        leaving = 0;
        strayOwed = false;
        bridgedCall = 0;
        switch (command) {
            case Command.CallArrived c -> arrives(c.legId(), c.callId());
            case Command.DeviceDialled c -> arrives(c.legId(), c.callId());
            case Command.DeviceConsults c -> arrives(c.legId(), c.callId());
            case Command.LegCleared c -> leaving = c.legId();
            case Command.LegLost c -> leaving = c.legId();
            case Command.LegUnmade c -> {
                Leg leg = open.get(c.legId());
                leaving = leg != null && !leg.answered && !leg.arriving ? c.legId() : 0;
            }
            case Command.LegRefused c -> {
                Leg leg = open.get(c.legId());
                leaving = leg != null && !leg.answered && !leg.arriving ? c.legId() : 0;
            }
            case Command.LegDeflected c -> {
                Leg leg = open.get(c.legId());
                leaving = leg != null && !leg.answered && !leg.arriving ? c.legId() : 0;
            }
            case Command.LegAnswered c -> {
                Leg leg = open.get(c.legId());
                strayOwed = leg == null;
                if (leg != null && !leg.arriving) {
                    leg.answered = true;
                }
            }
            default -> {}
        }
    }

    void order(Order order) {
        switch (order) {
            case Order.Ring o -> use(o, o.legId());
            case Order.EarlyAudio o -> early(o);
            case Order.Answer o -> answer(o);
            case Order.Reject o -> reject(o);
            case Order.OfferLeg o -> begin(o.callId(), o.legId());
            case Order.DialLeg o -> begin(o.callId(), o.legId());
            case Order.ClearLeg o -> clear(o);
            case Order.Play o -> use(o, o.legId());
            case Order.StopPlay o -> use(o, o.legId());
            case Order.Bridge o -> bridge(o);
            case Order.Conference o -> o.legs().forEach(leg -> talks(o, leg));
            case Order.Unbridge o -> use(o, o.legA());
            case Order.HoldLeg o -> use(o, o.legId());
            case Order.StartRecording o -> use(o, o.callerLeg());
            case Order.StopRecording o -> {}
            case Order.RecordMessage o -> use(o, o.callerLeg());
            case Order.Request o -> {}
            case Order.FinishRecording o -> {}
            case Order.MailboxChanged o -> {}
        }
    }

    void cleared(long legId) {
        if (legId == leaving) {
            open.remove(legId);
            leaving = 0;
        }
    }

    void turnEnds() {
        open.remove(leaving);
        open.forEach((id, leg) -> auditor.must(
                leg.callId != bridgedCall || leg.arriving || leg.answered,
                () -> "A2 leg " + id + " of call " + leg.callId + " still rings, another has answered"));
        auditor.must(!strayOwed, () -> "A9 the stray answer " + auditor.present() + " is not cleared");
    }

    void callEnded(long callId) {
        newestOfCall.remove(callId);
        open.forEach(
                (id, leg) -> auditor.must(leg.callId != callId, () -> "A9 leg " + id + " outlives call " + callId));
    }

    List<String> leftOpen() {
        List<String> left = new ArrayList<>();
        open.forEach((id, leg) -> left.add("A9 leg " + id + " of call " + leg.callId + " has not ended"));
        return left;
    }

    /** The leg that follows rings beside ({@code again}) or instead of the one before. */
    void offered(Fact.Receipt f, boolean again) {
        Long former = newestOfCall.get(f.callId());
        if (again && former != null) {
            several.add(former);
        }
    }

    private void arrives(long legId, long callId) {
        open.put(legId, new Leg(callId, true));
        ever.add(legId);
    }

    private void begin(long callId, long legId) {
        ever.add(legId);
        auditor.must(open.put(legId, new Leg(callId, false)) == null, () -> "A9 leg " + legId + " begins twice");
        newestOfCall.put(callId, legId);
    }

    private Leg use(Order order, long legId) {
        Leg leg = open.get(legId);
        auditor.must(leg != null && leg.callId == order.callId(), () -> "A7 leg " + legId + " is gone: " + order);
        return leg;
    }

    /** The fact says what the edge has just said, and of a leg that there was. */
    void measured(Fact.LegMeasured f) {
        boolean said = auditor.present() instanceof Command.LegMeasured c
                && f.equals(new Fact.LegMeasured(c.callId(), c.legId(), c.trunk(), c.device(), c.quality()));
        auditor.must(said, () -> "A26 measured otherwise: " + f + " by " + auditor.present());
        auditor.must(ever.contains(f.legId()), () -> "A26 a leg that never was is measured: " + f);
    }

    private void answer(Order.Answer o) {
        Leg leg = use(o, o.legId());
        if (leg != null) {
            auditor.must(leg.arriving && !leg.answered, () -> "A7 answered twice: " + o);
            leg.answered = true;
        }
    }

    private void end(Order order, long legId) {
        use(order, legId);
        open.remove(legId);
        several.remove(legId);
    }

    /** A final refusal is for a leg that was never answered (RFC 3261 §13.3.1). */
    private void reject(Order.Reject o) {
        boolean ofNoCall = o.callId() == 0 && auditor.present() instanceof Command.DeviceConsults;
        Leg leg = ofNoCall ? open.get(o.legId()) : use(o, o.legId());
        auditor.must(leg == null || (leg.arriving && !leg.answered), () -> "A7 refused after an answer: " + o);
        open.remove(o.legId());
    }

    private void clear(Order.ClearLeg o) {
        boolean stray = o.callId() == 0
                && auditor.present() instanceof Command.LegAnswered c
                && c.legId() == o.legId()
                && !open.containsKey(o.legId());
        strayOwed &= !stray;
        if (!stray) {
            end(o, o.legId());
            strayOwed |= !GIVEN_UP.contains(o.cause())
                    && auditor.present() instanceof Command.LegAnswered c
                    && c.legId() == o.legId();
        }
    }

    private void talks(Order order, long legId) {
        Leg leg = use(order, legId);
        auditor.must(leg != null && leg.answered, () -> "A4 in a conference unanswered: " + order);
    }

    private void early(Order.EarlyAudio o) {
        use(o, o.waitingLeg());
        Leg leg = use(o, o.legId());
        boolean called = leg == null || (!leg.arriving && !leg.answered);
        auditor.must(called, () -> "A7 early audio of a leg that is not called: " + o);
    }

    private void bridge(Order.Bridge o) {
        Leg a = use(o, o.legA());
        Leg b = use(o, o.legB());
        long answered = auditor.present() instanceof Command.LegAnswered c ? c.legId() : 0;
        boolean now = answered == o.legA() || answered == o.legB();
        boolean newest = newestOfCall.getOrDefault(o.callId(), 0L) == answered || several.contains(answered);
        bridgedCall = now ? o.callId() : bridgedCall;
        boolean again = b != null && b.answered;
        auditor.must(again || (now && newest), () -> "A4 bridged by " + auditor.present() + ": " + o);
        if (a != null && b != null) {
            auditor.must(!again || a.answered, () -> "A4 bridged twice: " + o);
            a.answered = true;
            b.answered = true;
        }
    }
}
