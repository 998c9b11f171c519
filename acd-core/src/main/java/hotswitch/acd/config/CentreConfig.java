package hotswitch.acd.config;

import java.util.List;

/**
 * What the core knows of {@code conf/}: validated, complete, without references that do not resolve. Canonical bytes
 * by {@link
 * ConfigCodec}; their SHA-256 (hex) is the version.
 */
public record CentreConfig(
        List<AgentConfig> agents,
        List<DeviceConfig> devices,
        List<QueueConfig> queues,
        List<NumberConfig> numbers,
        HuntConfig hunt,
        List<DisplayConfig> displays,
        TimesConfig times,
        String flows,
        RoutingConfig routing,
        ServicesConfig services) {

    /** Without other services. */
    public CentreConfig(
            List<AgentConfig> agents,
            List<DeviceConfig> devices,
            List<QueueConfig> queues,
            List<NumberConfig> numbers,
            HuntConfig hunt,
            List<DisplayConfig> displays,
            TimesConfig times,
            String flows,
            RoutingConfig routing) {
        this(agents, devices, queues, numbers, hunt, displays, times, flows, routing, ServicesConfig.NONE);
    }

    /** The same with these services. */
    public CentreConfig with(ServicesConfig other) {
        return new CentreConfig(agents, devices, queues, numbers, hunt, displays, times, flows, routing, other);
    }

    /** Without what was added after the first version. */
    public CentreConfig(
            List<AgentConfig> agents,
            List<DeviceConfig> devices,
            List<QueueConfig> queues,
            List<NumberConfig> numbers,
            HuntConfig hunt,
            List<DisplayConfig> displays,
            TimesConfig times,
            String flows) {
        this(agents, devices, queues, numbers, hunt, displays, times, flows, RoutingConfig.NONE);
    }

    /** {@code seat}: the usual device. */
    public record AgentConfig(int id, String name, List<Skill> skills, String seat, String role, AgentDuty duty) {}

    /** {@code level} 1 (beginner) to 5. */
    public record Skill(String name, int level) {}

    /**
     * A seat. {@code number}: "" for a SIP account, else the telephone number by which it is reached through a trunk.
     */
    public record DeviceConfig(String name, String number, String site) {}

    /** A dialled number and its flow. */
    public record NumberConfig(String dnis, String flow) {}

    /** A number that may be shown, with the paper that allows it. Empty lists: any trunk, queue, agent. */
    public record DisplayConfig(
            String number, String authorisation, List<String> trunks, List<String> queues, List<Integer> agents) {}

    /** A queue. {@code asks}: every skill that an agent must have, with its lowest level. */
    public record QueueConfig(
            String name,
            List<Skill> asks,
            Strategy strategy,
            Bounds bounds,
            Overflow overflow,
            QueueTimes times,
            Announcements announcements) {}

    /**
     * Who of the ready is offered a call; among equals who is idle longest. SKILL_FIRST: the highest of the lowest
     * asked level. FEWEST_CALLS, LEAST_TALK_TIME: since log-on. ROUND_ROBIN: whose last offer is longest ago. LINEAR:
     * the lowest number.
     */
    public enum Strategy {
        LONGEST_IDLE,
        SKILL_FIRST,
        FEWEST_CALLS,
        LEAST_TALK_TIME,
        ROUND_ROBIN,
        LINEAR
    }

    /**
     * {@code waitingMax}: a full queue overflows at once; {@code waitMaxMs}: so does a call that waited so long; 0 =
     * none.
     */
    public record Bounds(int waitingMax, long waitMaxMs) {}

    /**
     * Where to: {@code kind} QUEUE with its name, LINES (the backup lines), RELEASE after {@code target} as prompt,
     * NUMBER outside, which sees {@code displayed}, or FLOW (self-service). {@code whenExpectedMs}: whoever would
     * wait longer does not even begin to; 0 never.
     */
    public record Overflow(
            OverflowKind kind, String target, String displayed, boolean whenNoAgentLoggedOn, long whenExpectedMs) {}

    public enum OverflowKind {
        QUEUE,
        LINES,
        RELEASE,
        NUMBER,
        FLOW
    }

    /** All in ms. {@code offerMs}: an unanswered offer is RONA then. */
    public record QueueTimes(long offerMs, long wrapUpMs, long serviceLevelMs, long shortAbandonMs) {}

    /**
     * {@code everyMs} 0: none. {@code before} and {@code after} stand around the number of the position;
     * {@code expected}: how long it will be is told, too.
     */
    public record Announcements(String music, long everyMs, String before, String after, boolean expected) {}

    public enum HuntStrategy {
        LINEAR,
        CIRCULAR,
        LONGEST_IDLE
    }

    /** The backup lines; {@code restMs}: how long a failed or busy line is left alone. */
    public record HuntConfig(
            List<LineConfig> lines,
            HuntStrategy strategy,
            long ringMs,
            long restMs,
            int waitingMax,
            long waitMaxMs,
            String waitPrompt,
            String music,
            String displayed) {}

    public record LineConfig(String name, String number, String trunk, int order) {}

    /**
     * {@code connectPrompt}: what an agent hears while the called party's phone rings. {@code drills}: fault drills are
     * permitted.
     */
    public record TimesConfig(
            long outboundRingMs,
            long idempotencyMs,
            String connectPrompt,
            String music,
            boolean recording,
            boolean drills) {}
}
