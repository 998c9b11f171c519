package hotswitch.trunk.route;

import java.util.ArrayList;
import java.util.List;

/** The hops of one outgoing call, in order, and why those already tried were left. */
public final class RoutePlan {
    private final List<RouteHop> hops;
    private final List<HopCause> causes;
    private int at;

    RoutePlan(List<RouteHop> hops, List<HopCause> skipped) {
        this.hops = List.copyOf(hops);
        this.causes = new ArrayList<>(skipped);
    }

    /** The hop to try, or null if all have failed. */
    public RouteHop current() {
        return at < hops.size() ? hops.get(at) : null;
    }

    /**
     * The present hop has failed for this cause.
     *
     * @param alerted the callee rang before
     * @return the hop to try next; null if the cause ends the call or no hop is left
     */
    public RouteHop leave(HopCause cause, boolean alerted) {
        if (current() == null) {
            throw new IllegalStateException("no hop to leave: " + causesText());
        }
        causes.add(cause);
        at = CauseClass.of(cause, alerted) == CauseClass.NEXT_HOP ? at + 1 : hops.size();
        return current();
    }

    public List<RouteHop> hops() {
        return hops;
    }

    public List<HopCause> causes() {
        return List.copyOf(causes);
    }

    /** For the record: {@code carrier-a:503,carrier-b:no-response}; empty if the first hop was right. */
    public String causesText() {
        return String.join(",", causes.stream().map(HopCause::text).toList());
    }
}
