package hotswitch.bench.core;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.LegRinging;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import org.agrona.collections.LongArrayQueue;

/**
 * The commands of calls and agents as they follow each other. Each second call has an agent who asks for a break
 * during it; after the other one there is a wrap-up.
 */
final class Life {
    enum Step {
        ARRIVE,
        RING,
        ANSWER,
        BREAK,
        HANG_UP,
        READY
    }

    /** Somebody is always ready: a call is offered as it arrives. */
    private static final Step[] FREE = {
        Step.ARRIVE,
        Step.RING,
        Step.ANSWER,
        Step.HANG_UP,
        Step.READY,
        Step.ARRIVE,
        Step.RING,
        Step.ANSWER,
        Step.BREAK,
        Step.HANG_UP,
        Step.READY
    };

    /** Everybody talks: who becomes ready gets the first of the line. */
    private static final Step[] CROWDED = {
        Step.ARRIVE,
        Step.HANG_UP,
        Step.READY,
        Step.RING,
        Step.ANSWER,
        Step.ARRIVE,
        Step.BREAK,
        Step.HANG_UP,
        Step.READY,
        Step.RING,
        Step.ANSWER
    };

    private static final Request ASKED = new Request(7, "agent", "");
    private final CoreState centre;
    private int at;
    private int freed;
    private long ringingLeg;
    private final LongArrayQueue callers = new LongArrayQueue(-1);
    private final LongArrayQueue talking = new LongArrayQueue(-1);
    private final LongArrayQueue talkingTo = new LongArrayQueue(-1);

    Life(CoreState centre) {
        this.centre = centre;
    }

    /** The next command. */
    Step step() {
        Step[] life = centre.waiting == 0 ? FREE : CROWDED;
        Step step = life[at];
        at = at + 1 == life.length ? 0 : at + 1;
        switch (step) {
            case ARRIVE -> arrive();
            case RING -> ring();
            case ANSWER -> answer();
            case BREAK -> apply(set((int) talkingTo.peekLong(), AgentTarget.NOT_READY, "LUNCH"));
            case HANG_UP -> hangUp();
            case READY -> apply(set(freed, AgentTarget.READY, ""));
        }
        return step;
    }

    /** A caller arrives; the flow answers and queues; who is ready is offered the call. */
    void arrive() {
        long leg = centre.newId();
        callers.addLong(leg);
        apply(new CallArrived(centre.newId(), leg, "13900000000", "12345", "carrier"));
    }

    void ring() {
        ringingLeg = centre.ringing.removeLong();
        apply(new LegRinging(ringingLeg));
    }

    void answer() {
        apply(new LegAnswered(ringingLeg));
        talking.addLong(callers.removeLong());
        talkingTo.addLong(centre.ringingAt.removeLong());
    }

    /** The caller who has talked longest. */
    private void hangUp() {
        freed = (int) talkingTo.removeLong();
        apply(new LegCleared(talking.removeLong(), "bye"));
    }

    private void apply(Command command) {
        centre.apply(command);
    }

    private static Command set(int agent, AgentTarget target, String reason) {
        return new SetAgentState(ASKED, agent, target, reason, "");
    }
}
