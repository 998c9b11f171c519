package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.session.SessionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} while a telephone on TCP rings: the connection over which it was called ended with the process, and
 * the next one reaches it where it listens.
 */
final class RingsAfterKillTest {
    private static final long AGENT_LEG = 101;
    private final Rig rig = new Rig();
    private long call;
    private long caller;

    @BeforeEach
    void rings() {
        rig.softphone.contactParams = ";transport=tcp";
        rig.softphone.register(rig.nowNs);
        rig.ringsAtTheSeat(AGENT_LEG);
        call = rig.core.arrived.callId();
        caller = rig.core.arrived.legId();
        assertEquals(SessionState.INCOMING, rig.softphone.session.state());
    }

    private void kill() {
        rig.kill(call, Rig.leg(caller, call, "CALLER", "CONNECTED"), Rig.leg(AGENT_LEG, call, "AGENT", "ALERTING"));
        rig.ladder.forget();
        rig.run(200);
    }

    private void ends() {
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "bye"));
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void itIsAnsweredThere() {
        kill();
        rig.softphone.session.accept(rig.softphone.sdp(), rig.nowNs);
        rig.run(300);
        assertEquals(SessionState.CONFIRMED, rig.softphone.session.state());
        assertEquals(SessionState.ENDED, rig.desk.session.state());
        assertTrue(rig.ladder.text().contains("core: LegAnswered"));
        ends();
    }

    @Test
    void itRingsNoMoreWhenAnotherWins() {
        kill();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(300);
        assertEquals(SessionState.CONFIRMED, rig.desk.session.state());
        assertEquals(SessionState.ENDED, rig.softphone.session.state());
        ends();
    }

    @Test
    void itRingsNoMoreWhenTheCallIsOver() {
        kill();
        ends();
        assertEquals(SessionState.ENDED, rig.softphone.session.state());
    }

    /** The next process knows of it only that its call was taken elsewhere. */
    @Test
    void itRingsNoMoreWhenAnotherHadWon() {
        rig.unplugged.add(rig.softphone);
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(300);
        rig.unplugged.clear();
        rig.kill(call, Rig.leg(caller, call, "CALLER", "CONNECTED"), Rig.leg(AGENT_LEG, call, "AGENT", "CONNECTED"));
        rig.run(700);
        assertEquals(SessionState.ENDED, rig.softphone.session.state());
        ends();
    }
}
