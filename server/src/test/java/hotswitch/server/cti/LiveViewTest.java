package hotswitch.server.cti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Direction;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.*;
import hotswitch.server.journal.InPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits and who is ready, counted as the facts come. */
class LiveViewTest {
    private static final long CALL = 4;
    private final LiveView view = new LiveView();
    private long seq;

    @Test
    void aCallerBesideAReadyAgentIsSeenOnlyWhereThatAgentServes() {
        view.configure(centre(agent(1, "english")));
        agentBecomes(AgentState.READY);
        arrives();
        event(CallEventType.QUEUED, "hakka");
        assertFalse(view.idleWhileQueued(), "nobody speaks hakka");
        event(CallEventType.QUEUED, "english");
        assertTrue(view.idleWhileQueued());
        assertEquals(1, view.waiting("english"));
        assertEquals(0, view.waiting("hakka"));

        event(CallEventType.DELIVERED, "english");
        assertFalse(view.idleWhileQueued(), "it is offered");
        assertEquals(1, view.waiting("english"));

        event(CallEventType.DIVERTED, "english");
        assertTrue(view.idleWhileQueued(), "it waits again");
        agentBecomes(AgentState.NOT_READY);
        assertFalse(view.idleWhileQueued());
        assertEquals(1, view.queueJson("english", 0).getJsonObject("agents").getInteger("notReady"));
    }

    @Test
    void otherRulesCountAnew() {
        view.configure(centre(agent(1, "english")));
        agentBecomes(AgentState.READY);
        arrives();
        event(CallEventType.QUEUED, "hakka");
        view.configure(centre(agent(1, "hakka")));
        assertTrue(view.idleWhileQueued());
        view.configure(centre());
        assertFalse(view.idleWhileQueued());
    }

    private void arrives() {
        fold(new Fact.CallCreated(CALL, Direction.INBOUND, "13900000000", "12345", "carrier", "main"));
    }

    private void event(CallEventType type, String queue) {
        fold(new Fact.CallEvent(type, CALL, CALL + 2, "", 0, queue, ""));
    }

    private void agentBecomes(AgentState state) {
        fold(new Fact.AgentChanged(1, state, AgentState.LOGGED_OFF, 0, "", "8001", 0));
    }

    private void fold(Fact fact) {
        seq++;
        view.fold(seq, 0, InPlace.bytes(fact)[0], InPlace.read(fact));
    }

    private static AgentConfig agent(int id, String skill) {
        return new AgentConfig(id, "agent", List.of(new Skill(skill, 3)), "8001", "agent", AgentDuty.USUAL);
    }

    private static QueueConfig queue(String name) {
        return new QueueConfig(
                name,
                List.of(new Skill(name, 1)),
                Strategy.LONGEST_IDLE,
                new Bounds(0, 0),
                new Overflow(OverflowKind.RELEASE, "", "", false, 0),
                new QueueTimes(0, 0, 0, 0),
                new Announcements("", 0, "", "", false));
    }

    private static CentreConfig centre(AgentConfig... agents) {
        return new CentreConfig(
                List.of(agents),
                List.of(),
                List.of(queue("english"), queue("hakka")),
                List.of(),
                new HuntConfig(List.of(), HuntStrategy.LINEAR, 0, 0, 0, 0, "", "", ""),
                List.of(),
                new TimesConfig(0, 0, "", "", false, false),
                "");
    }
}
