package hotswitch.call.leg;

import java.util.ArrayList;
import java.util.List;

/**
 * Legs that are over and whose far sides have all confirmed it, for the next ones: a leg is the largest thing that a
 * call leaves. Only such as nobody may still ask for: who rings for a transfer is asked what became of him, who is
 * dialled waits in lists of his own, and the legs of feature codes are their dialogues'.
 */
public final class SpareLegs {
    /** As many legs end in a moment as begin; this is for the difference. */
    private static final int MAX = 4_096;

    private final List<Leg> over = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();

    public Leg take(long id, long callId, LegRole role, String device) {
        return over.isEmpty()
                ? new Leg(id, callId, role, device)
                : over.removeLast().begin(id, callId, role, device);
    }

    /** What a seat's leg tries: still nothing. */
    public Attempt attempt() {
        return attempts.isEmpty() ? new Attempt() : attempts.removeLast();
    }

    /** It is in no table any more; whoever has it in hand may look at it until another leg begins. */
    public void add(Leg leg) {
        if (leg.id > 0 && leg.role != LegRole.DIALLED && !leg.minded && over.size() < MAX) {
            over.add(leg);
            if (leg.plan != null && leg.plan.ofSeat) {
                leg.plan.forget();
                attempts.add(leg.plan);
                leg.plan = null;
            }
        }
    }
}
