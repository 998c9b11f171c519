package hotswitch.call;

import java.util.List;

/**
 * A trunk as it stands, for the API and the metrics. {@code state}: the best of its addresses, DOWN while
 * its carrier wants us registered and we are not. {@code registration}: none, registered or unregistered.
 */
public record TrunkStatus(
        String name, String state, String registration, int inUse, int channels, List<String> addresses) {}
