package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.Limits;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.service.Dispatch;
import hotswitch.acd.snapshot.IdleWhileQueued;
import org.junit.jupiter.api.Test;

/**
 * A core that does not bring together who belongs together is found out, whatever its own tables say: each fault is
 * planted in them. That nothing is found in a sound one is asked after every command of the stories and of {@link
 * ChaosTest}.
 */
final class IdleWhileQueuedTest {
    private static final String[] CENTRE = {
        "agent 1 skills=appeals:3,hakka:2",
        "agent 2 skills=appeals:1",
        "agent 3 skills=advice:5",
        "queue appeals asks=appeals:2 relax=10000/appeals:1",
        "flow main answer; enqueue appeals"
    };

    private final Centre centre = new Centre(
            new Limits(20, 50, 10, 50, 5, 20),
            new ScriptFlow(),
            sha -> ConfigCodec.toBytes(new StoryConfig(java.util.List.of(CENTRE)).build()));
    private final Dispatch dispatch = new Dispatch(centre);

    private void at(double second, Command command) {
        centre.begin(Told.timeNs(second), new EffectText(Stage.START_NS));
        dispatch.apply(command);
    }

    private void readyAtTheirSeats(int... agents) {
        at(0, new ConfigApplied(Request.unasked("node"), "rules"));
        for (int agent : agents) {
            at(0, new DeviceUp("800" + agent));
            at(0, new SetAgentState(Request.unasked("desk"), agent, AgentTarget.READY, "", ""));
        }
    }

    private void arrives(double second, long call) {
        at(second, new CallArrived(call, call + 2, "138", "12345", "carrier"));
    }

    private IdleWhileQueued found() {
        return IdleWhileQueued.of(centre);
    }

    /** The agent is lost to the lanes' tables, as by a state that changed and was not told to them. */
    private void forgottenByItsLanes(int agent) {
        for (Membership membership : centre.agents.get(agent).memberships) {
            membership.leave();
        }
    }

    @Test
    void anAgentWhomTheLanesForgotIsFoundAndNotWhenItIsOfferedTheCall() {
        readyAtTheirSeats(1);
        forgottenByItsLanes(1);
        assertNull(found(), "nobody waits");
        arrives(1, 20);
        assertEquals(new IdleWhileQueued("appeals", 20, 1), found());
        at(2, new SetAgentState(Request.unasked("desk"), 1, AgentTarget.NOT_READY, "", ""));
        assertNull(found(), "he is away");
        at(3, new SetAgentState(Request.unasked("desk"), 1, AgentTarget.READY, "", ""));
        assertNull(found(), "it is offered to him");
        arrives(4, 40);
        assertNull(found(), "nobody is free");
    }

    /** The tables are right, and nobody looked at them: a dispatcher that died. */
    @Test
    void aTurnThatMatchesNothingIsFound() {
        readyAtTheirSeats(1);
        Agent agent = centre.agents.get(1);
        agent.memberships.forEach(Membership::leave);
        arrives(1, 20);
        agent.memberships.forEach(membership -> membership.enter(agent.standing));
        assertEquals(20, found().callId());
        at(2, new Tick());
        assertEquals(20, found().callId(), "nothing touches that lane");
        arrives(3, 40);
        assertNull(found(), "the next call that comes makes them look: the older one has him");
        assertEquals(20, agent.callId);
    }

    /** Whom skill, level and step do not suit is not idle beside the call; when the step comes, he is. */
    @Test
    void onlyWhoMayTakeTheCallIsFound() {
        readyAtTheirSeats(2, 3);
        forgottenByItsLanes(2);
        arrives(1, 20);
        assertNull(found(), "level 1 is too low, and advice is not asked");
        at(11, new Tick());
        assertEquals(new IdleWhileQueued("appeals", 20, 2), found(), "the ask was relaxed");
        centre.agents.get(2).removed = true;
        assertNull(found(), "he is no more");
    }
}
