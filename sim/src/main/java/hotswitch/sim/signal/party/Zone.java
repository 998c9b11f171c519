package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.net.Dns;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.locate.DnsRecord;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a carrier tells of its gateways in the DNS, and tells otherwise now and then: another order, one less, none. */
public final class Zone {
    private final Surroundings around;
    private final Dns dns;
    private final NodeSetup.Carrier carrier;
    private final Dice dice;

    public Zone(Surroundings around, Dns dns, NodeSetup.Carrier carrier) {
        this.around = around;
        this.dns = dns;
        this.carrier = carrier;
        this.dice = around.clock().dice("zone of " + carrier.name());
        mend();
        changes();
    }

    /** All of them, in their order. */
    public void mend() {
        tell(carrier.hops());
    }

    private void changes() {
        around.clock().in(1 + dice.exponential(40_000), () -> {
            if (dice.chance(around.chaos(Mischief.NAMES))) {
                List<Hop> some = new ArrayList<>(carrier.hops());
                Collections.reverse(some);
                boolean none = !carrier.account() && dice.chance(0.2); // where else would we say that we are here?
                tell(some.subList(0, none ? 0 : dice.between(1, some.size())));
                around.clock().in(dice.exponential(30_000), this::mend);
            }
            changes();
        });
    }

    private void tell(List<Hop> gateways) {
        String domain = carrier.domain();
        boolean stream = carrier.hops().getFirst().transport() == Transport.TCP;
        String service = (stream ? "_sip._tcp." : "_sip._udp.") + domain;
        List<DnsRecord> servers = new ArrayList<>();
        for (Hop each : gateways) {
            String host = "gw-" + each.address().replace('.', '-') + '.' + domain;
            servers.add(new DnsRecord.Srv(servers.size(), 1, each.port(), host));
            dns.put(Lookup.Type.A, host, List.of(new DnsRecord.Address(each.address())));
        }
        dns.put(Lookup.Type.SRV, service, servers);
        DnsRecord way = new DnsRecord.Naptr(1, 1, "s", stream ? "SIP+D2T" : "SIP+D2U", service);
        dns.put(Lookup.Type.NAPTR, domain, List.of(way));
    }
}
