package hotswitch.acd.agent;

import hotswitch.acd.queue.AcdQueue;

/** An agent has every skill that a queue asks; {@code level}: the lowest of them. */
public record Membership(AcdQueue queue, int level) {}
