package hotswitch.server.edge;

import hotswitch.server.config.NodeConfig;
import hotswitch.sip.locate.Located;
import hotswitch.sip.locate.Locator;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.locate.ServerName;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.dns.DnsLookup;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks the carriers' names up, and again when what was learnt has had its time; on a thread of its own. While nobody
 * answers, what was known stays.
 */
final class NameEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NameEdge.class);
    private static final long LEAST_S = 2;
    private static final long MOST_S = 3_600;
    private static final long FAILED_S = 5;
    private final NodeConfig.Sip sip;
    private final BiConsumer<TrunkConfig.Address, List<Target>> found;
    /** By text; on the lookup's thread. */
    private final Map<String, Name> names = new TreeMap<>();
    /** Null while there are no names. */
    private DnsLookup lookup;

    private Locator locator;

    /** One that is looked up until it is taken out of the table. */
    private static final class Name {
        private final TrunkConfig.Address address;
        private List<Target> known = List.of();
        private boolean answered;

        Name(TrunkConfig.Address address) {
            this.address = address;
        }
    }

    NameEdge(NodeConfig.Sip sip, BiConsumer<TrunkConfig.Address, List<Target>> found) {
        this.sip = sip;
        this.found = found;
    }

    /** From now on these. */
    synchronized void names(List<TrunkConfig.Address> wanted) {
        if (lookup == null) {
            if (wanted.isEmpty()) {
                return;
            }
            lookup = new DnsLookup(sip.dns());
            locator = new Locator(lookup, spoken(), families());
        }
        lookup.execute(() -> want(wanted));
    }

    private List<Transport> spoken() {
        List<Transport> spoken = new ArrayList<>(List.of(Transport.UDP, Transport.TCP));
        if (sip.tls().port() != 0) {
            spoken.add(Transport.TLS);
        }
        return spoken;
    }

    /** What our own socket can reach. */
    private Set<Lookup.Type> families() {
        InetAddress local = InetAddress.ofLiteral(sip.address());
        if (local instanceof Inet4Address) {
            return Set.of(Lookup.Type.A);
        }
        return local.isAnyLocalAddress() ? Set.of(Lookup.Type.A, Lookup.Type.AAAA) : Set.of(Lookup.Type.AAAA);
    }

    private void want(List<TrunkConfig.Address> wanted) {
        names.keySet().retainAll(wanted.stream().map(TrunkConfig.Address::text).toList());
        for (TrunkConfig.Address each : wanted) {
            if (!names.containsKey(each.text())) {
                Name name = new Name(each);
                names.put(each.text(), name);
                look(name);
            }
        }
    }

    private void look(Name name) {
        if (names.get(name.address.text()) == name) {
            TrunkConfig.Address at = name.address;
            boolean secure = at.transport() == TrunkConfig.Transport.SECURE;
            locator.locate(new ServerName(transport(at), secure, at.host(), at.port()), located -> take(name, located));
        }
    }

    private static Transport transport(TrunkConfig.Address address) {
        return switch (address.transport()) {
            case UDP -> Transport.UDP;
            case TCP -> Transport.TCP;
            case TLS -> Transport.TLS;
            case ANY, SECURE -> null;
        };
    }

    private void take(Name name, Located located) {
        if (located.failed()) {
            LOG.warn("name {} not looked up: nobody answered", name.address.text());
            lookup.later(() -> look(name), FAILED_S);
            return;
        }
        List<Target> targets = located.places().stream().map(NameEdge::target).toList();
        if (!name.answered || !targets.equals(name.known)) {
            LOG.info("name {} is at {} for {} s", name.address.text(), targets, located.ttlS());
            name.answered = true;
            name.known = targets;
            found.accept(name.address, targets);
        }
        lookup.later(() -> look(name), Math.clamp(located.ttlS(), LEAST_S, MOST_S));
    }

    private static Target target(Located.Place place) {
        TrunkConfig.Transport transport = switch (place.transport()) {
            case UDP -> TrunkConfig.Transport.UDP;
            case TCP -> TrunkConfig.Transport.TCP;
            case TLS -> TrunkConfig.Transport.TLS;
            case WS, WSS -> throw new IllegalStateException("no carrier is found by " + place);
        };
        return new Target(
                new TrunkConfig.Address(transport, place.address(), place.port()), place.rank(), place.weight());
    }

    @Override
    public synchronized void close() {
        if (lookup != null) {
            lookup.close();
        }
    }
}
