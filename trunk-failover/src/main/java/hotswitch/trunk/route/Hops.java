package hotswitch.trunk.route;

import hotswitch.trunk.Target;
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
        String number = NumberRule.apply(config.numbers().numberOut(), request.number());
        String onTheWire = NumberRule.apply(config.numbers().displayedOut(), permitted.number());
        Shown shown = new Shown(permitted.number(), onTheWire, permitted.authorisation());
        List<Target> targets = trunk.targets();
        if (targets.isEmpty()) {
            skipped.add(HopCause.of(trunk.name(), HopCause.Kind.NOT_LOCATED));
        }
        for (int index : candidate.order(targets)) {
            Address address = targets.get(index).address();
            RouteHop hop = new RouteHop(trunk.id(), trunk.name(), address, number, shown);
            (trunk.usable(index, nowNs) ? usable : doubtful).add(hop);
        }
    }

    /** Some trunk has names only, and none of them leads anywhere at present. */
    boolean notLocated() {
        return skipped.stream().anyMatch(each -> each.kind() == HopCause.Kind.NOT_LOCATED);
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
