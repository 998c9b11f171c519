package hotswitch.acd;

/** Static bounds of the core's tables; a command beyond them is refused, never half-applied. */
public record Limits(
        int callsMax, int agentsMax, int queuesMax, int linesMax, int deadlinesPerTurn, int flowStepsPerTurn) {

    /** A province: 100,000 calls at once, 60,000 agents. */
    public static final Limits PROVINCE = new Limits(100_000, 60_000, 1_000, 1_000, 1_000, 100);
}
