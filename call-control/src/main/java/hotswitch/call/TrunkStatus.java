package hotswitch.call;

import java.util.List;

/** A trunk as it stands, for the API and the metrics. {@code state}: the best of its addresses. */
public record TrunkStatus(String name, String state, int inUse, int channels, List<String> addresses) {}
