package hotswitch.server.edge;

import hotswitch.call.locate.CarrierNames;
import hotswitch.server.config.NodeConfig;
import hotswitch.sip.locate.Locator;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.dns.DnsLookup;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks the carriers' names up, on a thread of its own. */
final class NameEdge implements CarrierNames.Around, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NameEdge.class);
    private final NodeConfig.Sip sip;
    private final BiConsumer<TrunkConfig.Address, List<Target>> found;
    /** Null while there are no names. */
    private DnsLookup lookup;

    private CarrierNames names;

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
            names = new CarrierNames(new Locator(lookup, spoken(), families()), this);
        }
        lookup.execute(() -> names.want(wanted));
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

    @Override
    public void later(Runnable what, long seconds) {
        lookup.later(what, seconds);
    }

    @Override
    public void found(TrunkConfig.Address name, List<Target> targets, long ttlS) {
        LOG.info("name {} is at {} for {} s", name.text(), targets, ttlS);
        found.accept(name, targets);
    }

    @Override
    public void unanswered(TrunkConfig.Address name) {
        LOG.warn("name {} not looked up: nobody answered", name.text());
    }

    @Override
    public synchronized void close() {
        if (lookup != null) {
            lookup.close();
        }
    }
}
