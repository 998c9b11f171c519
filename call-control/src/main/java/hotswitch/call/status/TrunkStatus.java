package hotswitch.call.status;

import java.util.List;

/**
 * A trunk as it stands, for the API and the metrics. {@code state}: the best of its addresses, DOWN while
 * its carrier wants us registered and we are not. {@code registration}: none, registered or unregistered.
 * {@code withheld}: calls that were not sent there because it asked for less.
 */
public record TrunkStatus(
        String name,
        String state,
        String registration,
        int inUse,
        int channels,
        long withheld,
        List<String> addresses) {}
