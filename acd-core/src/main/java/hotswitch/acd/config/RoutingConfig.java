package hotswitch.acd.config;

import java.util.List;

/** How calls and agents come together. A queue that is not named here is {@link QueueRouting#plain}. */
public record RoutingConfig(List<QueueRouting> queues, CallersConfig callers) {
    public static final RoutingConfig NONE = new RoutingConfig(List.of(), CallersConfig.NONE);

    /** Whether anything asks for what is remembered of callers. */
    public boolean remembers() {
        boolean lastAgent = false;
        for (QueueRouting routing : queues) {
            lastAgent |= routing.preference().lastAgentMs() > 0;
        }
        return lastAgent || callers.repeat().withinMs() > 0;
    }

    public QueueRouting of(String queue) {
        for (QueueRouting routing : queues) {
            if (routing.queue().equals(queue)) {
                return routing;
            }
        }
        return QueueRouting.plain(queue);
    }
}
