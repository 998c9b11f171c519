package hotswitch.acd.config;

import java.util.List;

/** How an agent works. {@code autoAnswer}: the phone is asked to pick up calls of queues by itself. */
public record AgentDuty(boolean autoAnswer, List<Capacity> capacities) {
    public static final AgentDuty USUAL = new AgentDuty(false, List.of());

    /** How many work items of this channel at once. */
    public int itemsMax(String channel) {
        for (int i = 0; i < capacities.size(); i++) {
            if (capacities.get(i).channel().equals(channel)) {
                return capacities.get(i).itemsMax();
            }
        }
        return 0;
    }

    /** So many work items of this channel at once. */
    public record Capacity(String channel, int itemsMax) {}
}
