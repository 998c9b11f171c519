package hotswitch.sim.audit;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.config.ParkConfig;
import java.util.Map;
import java.util.TreeMap;

/** Who is parked where: one in a slot, and nobody is forgotten there. */
final class ParkBook {
    private static final String PARK = "park ";
    private final Auditor auditor;
    private final Map<Long, String> slots = new TreeMap<>();
    private ParkConfig rules = ParkConfig.NONE;

    ParkBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(ParkConfig next) {
        rules = next;
    }

    void event(Fact.CallEvent f) {
        if (f.type() == CallEventType.TRANSFERRED && f.cause().startsWith(PARK)) {
            String slot = f.cause().substring(PARK.length());
            auditor.must(rules.has(slot), () -> "A25 call " + f.callId() + " is parked in " + slot);
            auditor.must(!slots.containsValue(slot), () -> "A25 two calls are parked in " + slot);
            slots.put(f.callId(), slot);
        } else if (f.cause().equals("parked too long")
                || f.type() == CallEventType.ESTABLISHED
                || f.type() == CallEventType.QUEUED) {
            slots.remove(f.callId());
        }
    }

    void ended(long callId) {
        slots.remove(callId);
    }
}
