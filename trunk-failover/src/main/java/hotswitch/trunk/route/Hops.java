package hotswitch.trunk.route;

import hotswitch.trunk.Trunk;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.number.Display;
import hotswitch.trunk.number.NumberRule;
import hotswitch.trunk.route.RouteHop.Shown;
import java.util.ArrayList;
import java.util.List;

/** Collects the hops of one request. */
final class Hops {
    /** Each hop may cost the caller a first-response time. */
    private static final int HOPS_MAX = 8;

    private final RouteRequest request;
    private final long nowNs;
    private final List<RouteHop> usable = new ArrayList<>();
    private final List<RouteHop> doubtful = new ArrayList<>();
    private final List<HopCause> skipped = new ArrayList<>();

    Hops(RouteRequest request, long nowNs) {
        this.request = request;
        this.nowNs = nowNs;
    }

    /** Every address of the trunk, beginning with the one that has the turn. */
    void add(Turns.Candidate candidate, Display.Permitted permitted) {
        Trunk trunk = candidate.trunk();
        TrunkConfig config = trunk.config();
        List<Address> addresses = config.addresses();
        String number = NumberRule.apply(config.numbers().numberOut(), request.number());
        String onTheWire = NumberRule.apply(config.numbers().displayedOut(), permitted.number());
        Shown shown = new Shown(permitted.number(), onTheWire, permitted.authorisation());
        for (int i = 0; i < addresses.size(); i++) {
            int index = (candidate.firstAddress(addresses.size()) + i) % addresses.size();
            RouteHop hop = new RouteHop(trunk.id(), trunk.name(), index, addresses.get(index), number, shown);
            (trunk.usable(index, nowNs) ? usable : doubtful).add(hop);
        }
    }

    /** The displayed number may not be shown there. */
    void skip(Trunk trunk) {
        skipped.add(HopCause.of(trunk.name(), HopCause.Kind.NOT_DISPLAYABLE));
    }

    boolean isEmpty() {
        return usable.isEmpty() && doubtful.isEmpty();
    }

    RoutePlan plan() {
        List<RouteHop> all = new ArrayList<>(usable);
        all.addAll(doubtful);
        return new RoutePlan(all.subList(0, Math.min(HOPS_MAX, all.size())), skipped);
    }
}
