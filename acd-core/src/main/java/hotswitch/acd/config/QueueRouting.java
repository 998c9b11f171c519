package hotswitch.acd.config;

import hotswitch.acd.config.CentreConfig.Skill;
import java.util.List;

/**
 * How a queue's calls find their agents, beyond what it asks.
 *
 * <p>{@code prefers}: who has more of these is offered the call first. {@code relax}: who else may take it after some
 * time, in the order of time; each step adds to who could before.
 * {@code failedPriority}: added to the priority of a call that comes back here because a transfer failed.
 */
public record QueueRouting(
        String queue,
        List<Skill> prefers,
        List<Relaxation> relax,
        Score score,
        Preference preference,
        QueueDuty duty,
        int failedPriority) {
    /** What a transfer that failed adds to a call's priority, where nothing else is said. */
    public static final int FAILED_PRIORITY = 10;

    /**
     * {@code afterMs} after the call entered this queue, whoever has {@code asks} may take it as well.
     * {@code waivesOwn}: what the call itself asks (language, dialect, …) is then no longer asked.
     */
    public record Relaxation(long afterMs, List<Skill> asks, boolean waivesOwn) {}

    /**
     * All in milli-points: {@code score = weight + priority × perPriority + seconds waited × perSecond}. The greater
     * score is served first, among equals the earlier arrival.
     */
    public record Score(long weight, long perPriority, long perSecond) {
        /** Each priority is worth a minute of waiting. */
        public static final Score USUAL = new Score(0, 60_000, 1_000);
    }

    /**
     * Whether a call waits for one certain agent first. {@code lastAgentMs}: for the agent with whom the caller talked
     * within this time; 0: not. {@code patienceMs}: so long, then anybody may take it.
     */
    public record Preference(long lastAgentMs, long patienceMs) {
        public static final Preference NONE = new Preference(0, 0);
    }

    /** First come, first served, by whoever has the skills. */
    public static QueueRouting plain(String queue) {
        return new QueueRouting(
                queue, List.of(), List.of(), Score.USUAL, Preference.NONE, QueueDuty.USUAL, FAILED_PRIORITY);
    }
}
