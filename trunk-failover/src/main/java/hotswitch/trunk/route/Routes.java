package hotswitch.trunk.route;

import hotswitch.trunk.Trunk;
import hotswitch.trunk.Trunks;
import hotswitch.trunk.number.Display;
import hotswitch.trunk.number.DisplayedNumbers;
import java.util.ArrayList;
import java.util.List;

/** The routes; the first whose pattern matches decides. */
public final class Routes {
    private final List<RouteConfig> routes;
    private final DisplayedNumbers displayedNumbers;

    public Routes(List<RouteConfig> routes, DisplayedNumbers displayedNumbers) {
        this.routes = List.copyOf(routes);
        this.displayedNumbers = displayedNumbers;
    }

    /**
     * Usable addresses first, by priority, equals in turn by weight; then those that are DOWN, since a doubtful way is
     * better than none. The same request, health and turn always give the same plan.
     */
    public RouteChoice choose(RouteRequest request, Trunks trunks, long nowNs) {
        return choose(request, trunksFor(request.number(), trunks), nowNs);
    }

    /** As {@link #choose(RouteRequest, Trunks, long)} for a call whose trunk is given, such as one to a backup line. */
    public RouteChoice choose(RouteRequest request, Trunk trunk, long nowNs) {
        return choose(request, List.of(trunk), nowNs);
    }

    private RouteChoice choose(RouteRequest request, List<Trunk> candidates, long nowNs) {
        Hops hops = new Hops(request, nowNs);
        Display.Denied denied = null;
        for (Turns.Candidate candidate : new Turns(request.turn()).order(candidates)) {
            Trunk trunk = candidate.trunk();
            List<String> carrierPermits = trunk.config().numbers().displayed();
            switch (displayedNumbers.permit(request.displayed(), trunk.name(), carrierPermits)) {
                case Display.Permitted permitted -> hops.add(candidate, permitted);
                case Display.Denied refused -> {
                    denied = denied == null ? refused : denied;
                    hops.skip(trunk);
                }
            }
        }
        if (!hops.isEmpty()) {
            return new RouteChoice.Routed(hops.plan());
        }
        if (hops.notLocated()) {
            return new RouteChoice.NotLocated(request.number());
        }
        return denied == null ? new RouteChoice.NoRoute(request.number()) : new RouteChoice.NotDisplayable(denied);
    }

    private List<Trunk> trunksFor(String number, Trunks trunks) {
        List<Trunk> found = new ArrayList<>();
        for (RouteConfig route : routes) {
            if (route.pattern().matches(number)) {
                for (String name : route.trunks()) {
                    Trunk trunk = trunks.get(name);
                    if (trunk != null) {
                        found.add(trunk);
                    }
                }
                return found;
            }
        }
        return found;
    }
}
