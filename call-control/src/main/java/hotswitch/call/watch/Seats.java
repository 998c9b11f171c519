package hotswitch.call.watch;

import hotswitch.acd.agent.AgentState;
import java.util.List;

/** Who sits where and what he does: asked when somebody who watches a seat is told. */
public interface Seats {
    /** Null: nobody is logged on there. */
    Sitting at(String seat);

    /** An agent at a seat; {@code reason}: why he is not ready, "" for none; {@code queues}: those that he serves. */
    record Sitting(int agent, AgentState state, String reason, List<String> queues) {}
}
