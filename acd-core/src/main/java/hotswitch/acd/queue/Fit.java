package hotswitch.acd.queue;

/** From which step on an agent may take a lane's calls, and how well: see {@link Membership}. */
public record Fit(int step, int level, int preference) {}
