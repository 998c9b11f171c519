package hotswitch.acd.config;

import hotswitch.acd.config.CentreConfig.NumberConfig;
import java.util.List;

/** What else the centre does for its callers and people: call-backs, other flows while too many wait, breaks, park
 * slots. */
public record ServicesConfig(
        CallbackConfig callback, SurgeConfig surge, BreaksConfig breaks, ChannelsConfig channels, ParkConfig park) {
    public static final ServicesConfig NONE = new ServicesConfig(
            new CallbackConfig(0, 0, 0, "", ""),
            new SurgeConfig(0, 0, 0, 0, List.of()),
            BreaksConfig.NONE,
            ChannelsConfig.NONE,
            ParkConfig.NONE);

    /**
     * {@code triesMax} 0: no call-backs. {@code spacingMs}: between two tries; {@code maxMs}: a promise lasts so long.
     * {@code displayed}: the number that is shown, it must be permitted; {@code digit}: who waits and presses it is
     * called back under his own number, "" none.
     */
    public record CallbackConfig(int triesMax, long spacingMs, long maxMs, String displayed, String digit) {}

    /**
     * Surge mode begins by itself when so many wait in the agents' queues ({@code onWaiting}, 0: never) and ends at
     * {@code offWaiting}; likewise when who enters the worst of them now would wait so long ({@code onExpectedMs}, 0:
     * never). {@code numbers}: the flows that numbers have meanwhile.
     */
    public record SurgeConfig(
            int onWaiting, int offWaiting, long onExpectedMs, long offExpectedMs, List<NumberConfig> numbers) {}
}
