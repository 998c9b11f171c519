package hotswitch.acd.config;

/**
 * How the agents of a queue are rung and what follows the talk. {@code ringsAtOnce}: so many phones ring for one call,
 * the first that answers has it. {@code autoAnswer}: their phones are asked to pick up by themselves.
 * {@code channel}: what waits there, {@link ChannelsConfig#VOICE} calls.
 */
public record QueueDuty(int ringsAtOnce, boolean autoAnswer, WrapUp wrapUp, String channel) {
    public static final QueueDuty USUAL = new QueueDuty(1, false, new WrapUp(0, 0), ChannelsConfig.VOICE);

    /** An agent may prolong the wrap-up by {@code extendMs}, so often; then it ends. */
    public record WrapUp(long extendMs, int extensionsMax) {}
}
