package hotswitch.server.config.check;

import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.TrunksConfig;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls that two trunks claim, and trunks that lead back to ourselves. */
public final class TrunkCheck {
    private TrunkCheck() {}

    public static void check(Reading reading, TrunksConfig trunks, NodeConfig node) {
        Map<Source, String> owners =
                new TreeMap<>(Comparator.comparing(Source::cidr).thenComparingInt(Source::port));
        for (TrunkConfig trunk : trunks.trunks()) {
            Place place = reading.references().place(Kind.TRUNK, trunk.name());
            for (Source source : trunk.acl()) {
                String owner = owners.putIfAbsent(source, trunk.name());
                if (owner == null) continue;
                String port = source.port() == 0 ? "" : " port " + source.port();
                String what = "calls from " + source.cidr() + port + " belong to the trunks " + owner + " and "
                        + trunk.name();
                reading.faults().add(place, what, "give one of them a more specific address or a port", "中继来源地址冲突");
            }
            List<Address> peers = new ArrayList<>(trunk.addresses());
            peers.addAll(trunk.registration().registrars());
            for (Address address : new LinkedHashSet<>(peers)) {
                boolean secure = address.transport() == TrunkConfig.Transport.TLS
                        || address.transport() == TrunkConfig.Transport.SECURE;
                if (secure && node.sip().tls().port() == 0) {
                    String what = "the trunk " + trunk.name() + " is reached over TLS, and sip.tls.port is 0";
                    reading.faults().add(place, what, "write sip.tls.port, certificate and key", "未启用 TLS");
                }
                if (address.port() != node.sip().port()
                        || !address.host().equals(node.sip().address())) continue;
                String what = "the trunk " + trunk.name() + " leads to this switch itself";
                reading.faults().add(place, what, "write the carrier's address, or another sip.port", "中继指向本机");
            }
        }
    }
}
