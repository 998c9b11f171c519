package hotswitch.call;

import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.trunk.Target;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.TrunkStateCodec;
import hotswitch.trunk.Trunks;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthState;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.DisplayedNumbers;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.number.NumberRule;
import hotswitch.trunk.route.NumberPattern;
import hotswitch.trunk.route.RouteChoice;
import hotswitch.trunk.route.RouteConfig;
import hotswitch.trunk.route.RouteRequest;
import hotswitch.trunk.route.Routes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The trunks of this node: whose a request is, and which way a call goes out. */
final class Carriers {
    /** Everything about trunks that a reload may change. */
    record Setup(
            List<TrunkConfig> trunks, List<RouteConfig> routes, List<DisplayedNumber> displayed, NumberPlan plan) {}

    final Trunks trunks;
    private final Brain brain;
    /** Names that lead nowhere at present. */
    private final Set<String> unlocated = new TreeSet<>();

    private Setup setup;
    private Routes routes;
    private long turn;

    Carriers(Setup setup, Brain brain, long nowNs) {
        this.brain = brain;
        this.trunks = new Trunks(this::onHealth);
        configure(setup, nowNs);
    }

    void configure(Setup next, long nowNs) {
        setup = next;
        trunks.configure(next.trunks(), nowNs);
        routes = new Routes(next.routes(), new DisplayedNumbers(next.plan(), next.displayed()));
        List<String> wanted = names().stream().map(TrunkConfig.Address::text).toList();
        for (String gone : List.copyOf(unlocated)) {
            if (!wanted.contains(gone)) {
                tellLocated(gone, false);
            }
        }
    }

    /** The health that a former process knew. */
    void restore(String trunk, byte[] saved) {
        Trunk known = trunks.get(trunk);
        if (known != null) {
            TrunkStateCodec.read(known, saved);
        }
    }

    Trunk owner(Hop source) {
        return trunks.match(source.address(), source.port());
    }

    /** The address of a trunk that this hop is; null: none. */
    AddressHealth at(Hop hop) {
        List<Trunk> all = trunks.all();
        for (int t = 0; t < all.size(); t++) { // for each request that goes out: no iterator
            Trunk trunk = all.get(t);
            List<Target> targets = trunk.targets();
            for (int i = 0; i < targets.size(); i++) {
                TrunkConfig.Address address = targets.get(i).address();
                if (address.port() == hop.port() && address.host().equals(hop.address())) {
                    return trunk.addresses().get(i);
                }
            }
        }
        return null;
    }

    /** Of a carrier that takes large requests by TCP: where calls go to, or where its own come from. */
    boolean takesLargeByTcp(Hop hop) {
        AddressHealth at = at(hop);
        Trunk trunk = at == null ? owner(hop) : trunks.get(at.trunk());
        return trunk != null && trunk.config().manners().largeByTcp();
    }

    /** By route, or over one trunk only where it is named. */
    RouteChoice way(String number, String displayed, String trunk, long nowNs) {
        RouteRequest request = new RouteRequest(normalised(number), displayed, ++turn);
        return trunk.isEmpty()
                ? routes.choose(request, trunks, nowNs)
                : only(trunk).choose(request, trunks, nowNs);
    }

    private Routes only(String trunk) {
        RouteConfig any = new RouteConfig(new NumberPattern("."), List.of(trunk));
        return new Routes(List.of(any), new DisplayedNumbers(setup.plan(), setup.displayed()));
    }

    /** As routes see it. */
    String normalised(String number) {
        return setup.plan().normalise(number);
    }

    String callerNumber(Trunk trunk, String written) {
        return setup.plan().normalise(NumberRule.apply(trunk.config().numbers().aniIn(), written));
    }

    String dialledNumber(Trunk trunk, String written) {
        return NumberRule.apply(trunk.config().numbers().dnisIn(), written);
    }

    private void onHealth(AddressHealth address, HealthState from, HealthState to, long nowNs) {
        Trunk trunk = trunks.get(address.trunk());
        if (trunk == null) {
            return;
        }
        brain.keep(FactKind.TRUNK, trunk.name(), TrunkStateCodec.write(trunk));
        boolean lost = to == HealthState.DOWN && from != HealthState.PROBING;
        boolean back = to == HealthState.UP && from == HealthState.PROBING;
        if (lost || back) {
            String where = trunk.name() + " " + address.address();
            brain.tell(new RaiseAlarm("TRUNK_DOWN " + where, where, lost));
        }
    }

    static Transport transport(TrunkConfig.Transport transport) {
        return switch (transport) {
            case UDP -> Transport.UDP;
            case TCP -> Transport.TCP;
            case TLS -> Transport.TLS;
            case ANY, SECURE -> throw new IllegalStateException("a name that was not looked up");
        };
    }

    /** Every name that must be looked up. */
    List<TrunkConfig.Address> names() {
        return setup.trunks().stream()
                .flatMap(each -> Stream.concat(each.addresses().stream(), each.registration().registrars().stream()))
                .filter(TrunkConfig.Address::named)
                .distinct()
                .toList();
    }

    void located(TrunkConfig.Address name, List<Target> targets, long nowNs) {
        trunks.located(name, targets, nowNs);
        tellLocated(name.text(), targets.isEmpty());
    }

    private void tellLocated(String name, boolean lost) {
        if (lost ? unlocated.add(name) : unlocated.remove(name)) {
            brain.tell(new RaiseAlarm("NAME_NOT_FOUND " + name, name, lost));
        }
    }

    static Hop hop(TrunkConfig.Address address) {
        return new Hop(transport(address.transport()), address.host(), address.port(), 0);
    }
}
