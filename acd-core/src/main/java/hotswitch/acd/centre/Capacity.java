package hotswitch.acd.centre;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.queue.AcdQueue;

/** What a ready agent may still be offered: work items up to its capacity, calls unless an item forbids. */
public final class Capacity {
    private Capacity() {}

    public static boolean takes(Centre centre, Agent agent, AcdQueue queue) {
        if (!agent.is(AgentState.READY)) {
            return false;
        }
        return queue.isItems() ? hasRoom(agent, queue.routing.duty().channel()) : takesCalls(centre, agent);
    }

    private static boolean hasRoom(Agent agent, String channel) {
        int has = 0;
        for (int i = 0; i < agent.items.size(); i++) {
            has += agent.items.get(i).channel.equals(channel) ? 1 : 0;
        }
        return has < agent.config().duty().itemsMax(channel);
    }

    private static boolean takesCalls(Centre centre, Agent agent) {
        ChannelsConfig channels = centre.config.services().channels();
        for (int i = 0; i < agent.items.size(); i++) {
            Channel channel = channels.of(agent.items.get(i).channel);
            if (channel == null || !channel.withCalls()) {
                return false;
            }
        }
        return true;
    }
}
