package hotswitch.acd.config;

import java.util.List;

/** How an agent works. {@code autoAnswer}: the phone is asked to pick up calls of queues by itself. */
public record AgentDuty(boolean autoAnswer, List<Capacity> capacities) {
    public static final AgentDuty USUAL = new AgentDuty(false, List.of());

    /** So many work items of this channel at once. */
    public record Capacity(String channel, int itemsMax) {}
}
