package hotswitch.call.leg;

import hotswitch.sip.timer.Spares;
import hotswitch.sip.timer.Whiles;

/**
 * Legs that are over and whose far sides have all confirmed it, for the next ones: a leg is the largest thing that a
 * call leaves. Only such as nobody may still ask for: who rings for a transfer is asked what became of him, who is
 * dialled waits in lists of his own, and the legs of feature codes are their dialogues'.
 */
public final class SpareLegs {
    private final Spares<Leg> over = new Spares<>();
    private final Spares<Attempt> attempts = new Spares<>();
    private final Whiles whiles = new Whiles();

    public Leg take(long id, long callId, LegRole role, String device) {
        Leg spare = over.take();
        return spare == null ? new Leg(id, callId, role, device) : spare.begin(id, callId, role, device);
    }

    /** What a seat's leg tries: still nothing. */
    public Attempt attempt() {
        Attempt spare = attempts.take();
        return spare == null ? new Attempt() : spare;
    }

    /** It is in no table any more; whoever has it in hand may look at it until another leg begins. */
    public void add(Leg leg) {
        if (leg.id > 0 && leg.role != LegRole.DIALLED && !leg.minded) {
            over.add(leg);
            takePlan(leg);
        }
    }

    /** It is established: what it tried serves another one, unless a session of that goes on. */
    public void addPlan(Leg leg) {
        boolean done = leg.attempts.isEmpty() && leg.leaving.isEmpty() && leg.session.order() == null;
        if (done && !leg.minded) {
            takePlan(leg);
        }
    }

    /** Of what was not wanted for a while half goes. */
    public void onTime(long nowNs) {
        int passed = whiles.passed(nowNs);
        over.tidy(passed);
        attempts.tidy(passed);
    }

    private void takePlan(Leg leg) {
        if (leg.plan != null && leg.plan.ofSeat) {
            leg.plan.forget();
            attempts.add(leg.plan);
            leg.plan = null;
        }
    }
}
