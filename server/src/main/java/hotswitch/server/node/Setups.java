package hotswitch.server.node;

import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.call.CallConfig;
import hotswitch.call.Telephony;
import hotswitch.server.config.Accounts;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.config.TrunksConfig;
import hotswitch.trunk.Cidr;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.number.NumberRule;
import hotswitch.trunk.route.NumberPattern;
import hotswitch.trunk.route.RouteConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration in the words of call control. */
final class Setups {
    private Setups() {}

    static Telephony.Setup of(ServerConfig config) {
        return new Telephony.Setup(
                calls(config),
                config.trunks().trunks().stream().map(Setups::trunk).toList(),
                config.trunks().routes().stream()
                        .map(r -> new RouteConfig(new NumberPattern(r.pattern()), r.trunks()))
                        .toList(),
                config.centre().displays().stream()
                        .map(d -> new DisplayedNumber(d.number(), d.authorisation(), d.trunks()))
                        .toList(),
                NumberPlan.china(""));
    }

    private static CallConfig calls(ServerConfig config) {
        SortedMap<String, String> passwords = new TreeMap<>();
        for (Accounts.DeviceAccount each : config.accounts().devices()) {
            passwords.put(each.device(), each.password());
        }
        SortedMap<Integer, String> pins = new TreeMap<>();
        for (Accounts.AgentAccount each : config.accounts().agents()) {
            pins.put(each.id(), each.pin());
        }
        SortedMap<String, Integer> usual = new TreeMap<>();
        for (AgentConfig each : config.centre().agents()) {
            usual.putIfAbsent(each.seat(), each.id());
        }
        NodeConfig node = config.node();
        return new CallConfig(
                node.sip().domain(),
                List.of(node.sip().address(), node.sip().advertised()),
                node.media().advertised(),
                passwords,
                pins,
                usual);
    }

    private static TrunkConfig trunk(TrunksConfig.Trunk t) {
        return new TrunkConfig(
                t.name(),
                t.addresses().stream()
                        .map(a -> new TrunkConfig.Address(transport(a.transport()), a.host(), a.port()))
                        .toList(),
                t.sources().stream()
                        .map(s -> new TrunkConfig.Source(Cidr.parse(s.cidr()), s.port()))
                        .toList(),
                new TrunkConfig.Capacity(
                        t.capacity().channels(),
                        t.capacity().callsPerSecond(),
                        t.capacity().priority(),
                        t.capacity().weight()),
                new TrunkConfig.Health(
                        t.health().optionsMs(),
                        t.health().firstResponseMs(),
                        t.health().ringMs()),
                new TrunkConfig.Numbers(
                        t.numbers().displayed(),
                        rules(t.numbers().aniIn()),
                        rules(t.numbers().dnisIn()),
                        rules(t.numbers().numberOut()),
                        rules(t.numbers().displayedOut())));
    }

    private static TrunkConfig.Transport transport(TrunksConfig.Transport transport) {
        return switch (transport) {
            case UDP -> TrunkConfig.Transport.UDP;
            case TCP -> TrunkConfig.Transport.TCP;
            case TLS -> TrunkConfig.Transport.TLS;
        };
    }

    private static List<NumberRule> rules(List<TrunksConfig.Rule> rules) {
        return rules.stream()
                .map(r -> new NumberRule(r.prefix(), r.strip(), r.prepend()))
                .toList();
    }
}
