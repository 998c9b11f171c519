package hotswitch.call.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.sdp.LocalMedia;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.sdp.Negotiator;
import hotswitch.sip.session.Connect;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which legs serve again, and that nothing of the former one is left in them. */
class SpareLegsTest {
    private final SpareLegs spare = new SpareLegs();

    private static Leg lived(long id, LegRole role) throws ReflectiveOperationException {
        Leg leg = new Leg(id, 7, role, "8001");
        leg.become(LegState.RINGING);
        leg.become(LegState.OVER);
        leg.plan = new Attempt(new ArrayList<>(), List.of(), "");
        leg.unfit = (Negotiation.Refused) new Negotiator().negotiate("none", LocalMedia.of("127.0.0.1", 2), 3, "");
        leg.attempts.add(null);
        leg.leave(null);
        for (Field field : Leg.class.getDeclaredFields()) {
            field.setAccessible(true);
            if (field.getType() == boolean.class && !field.getName().equals("minded")) {
                field.set(leg, true);
            } else if (field.getType() == int.class) {
                field.set(leg, 9);
            } else if (CharSequence.class.isAssignableFrom(field.getType())
                    && !field.getName().equals("device")) {
                field.set(leg, "former");
            }
        }
        return leg;
    }

    @Test
    void nothingOfTheFormerLegIsLeft() throws ReflectiveOperationException {
        Leg former = lived(4, LegRole.OFFERED);
        spare.add(former);
        Leg next = spare.take(6, 8, LegRole.ARRIVING, "");
        assertSame(former, next);
        Leg fresh = new Leg(6, 8, LegRole.ARRIVING, "");
        int compared = 0;
        for (Field field : Leg.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                assertEquals(field.get(fresh), field.get(next), field.getName());
                compared++;
            }
        }
        assertTrue(compared > 25, "fields: " + compared);
    }

    @Test
    void nothingOfWhatItTriedIsLeft() throws ReflectiveOperationException {
        Leg leg = lived(4, LegRole.OFFERED);
        leg.plan = spare.attempt();
        Connect order = leg.plan.order();
        leg.plan.connects.add(order);
        leg.plan.rung.add(null);
        leg.plan.spares = new ArrayList<>();
        leg.plan.at = 1;
        leg.plan.status = 486;
        leg.plan.routed = true;
        leg.plan.firstResponseNs = 5;
        Attempt former = leg.plan;
        spare.add(leg);
        Attempt next = spare.attempt();
        assertSame(former, next);
        assertSame(order, next.order(), "so are its orders");
        assertNotSame(order, next.order());
        Attempt fresh = new SpareLegs().attempt();
        for (Field field : Attempt.class.getDeclaredFields()) {
            field.setAccessible(true);
            assertEquals(field.get(fresh), field.get(next), field.getName());
        }
        assertNotSame(next, spare.attempt());
    }

    @Test
    void whoMayStillBeAskedForDoesNotServeAgain() throws ReflectiveOperationException {
        Leg minded = lived(4, LegRole.OFFERED);
        minded.minded = true;
        spare.add(minded);
        spare.add(lived(6, LegRole.DIALLED));
        spare.add(lived(-8, LegRole.ARRIVING));
        Leg next = spare.take(10, 8, LegRole.OFFERED, "8001");
        assertNotSame(minded, next);
        assertEquals(LegRole.OFFERED, next.role);
        assertEquals(LegState.TRYING, next.state());
    }
}
