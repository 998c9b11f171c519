package hotswitch.server.node;

import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.call.CallConfig;
import hotswitch.call.Telephony;
import hotswitch.call.toll.TollRules;
import hotswitch.call.watch.WatchConfig;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.ScriptReader;
import hotswitch.server.config.Accounts;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.cti.live.PhoneRow;
import hotswitch.server.cti.live.TrunkRow;
import hotswitch.server.edge.EdgeView;
import hotswitch.sip.event.EventLimits;
import hotswitch.sip.session.Connect;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.NumberPlan;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration in the words of call control. */
public final class Setups {
    private Setups() {}

    public static Telephony.Setup of(ServerConfig config) {
        return new Telephony.Setup(
                calls(config),
                config.trunks().trunks(),
                config.trunks().routes(),
                config.centre().displays().stream()
                        .map(d -> new DisplayedNumber(d.number(), d.authorisation(), d.trunks()))
                        .toList(),
                NumberPlan.china(""));
    }

    /** An address as it stands in a URI (RFC 3986 §3.2.2). */
    public static String host(String address) {
        return address.indexOf(':') < 0 ? address : '[' + address + ']';
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
                List.of(host(node.sip().address()), host(node.sip().advertised())),
                node.media().advertised(),
                passwords,
                pins,
                usual,
                watch(config),
                toll(config),
                config.centre().queues().stream().map(each -> each.name()).toList(),
                phones(node.sip().phones()));
    }

    /** With the calendar that the flows have, too. */
    private static TollRules toll(ServerConfig config) {
        Calendar calendar = ScriptReader.read(config.centre().flows()).calendar();
        return new TollRules(config.node().security().toll(), calendar::open);
    }

    private static CallConfig.Phones phones(NodeConfig.Phones phones) {
        return new CallConfig.Phones(new Connect.Terms(phones.reliable(), phones.sessionSeconds()), phones.trusted());
    }

    private static WatchConfig watch(ServerConfig config) {
        SortedMap<String, String> sites = new TreeMap<>();
        for (Accounts.DeviceAccount each : config.accounts().devices()) {
            sites.put(each.device(), each.site());
        }
        NodeConfig.Lamps lamps = config.node().sip().lamps();
        WatchConfig.Who who = switch (lamps.watch()) {
            case "all" -> WatchConfig.Who.EVERYBODY;
            case "site" -> WatchConfig.Who.SITE;
            default -> WatchConfig.Who.NOBODY;
        };
        EventLimits limits = new EventLimits(
                lamps.max(), lamps.perPhoneMax(), lamps.minSeconds(), lamps.maxSeconds(), lamps.paceMs());
        return new WatchConfig(who, sites, limits);
    }

    /** As the API and the figures show them. */
    static List<PhoneRow> phones(EdgeView edges) {
        return edges.phones().stream()
                .map(phone -> new PhoneRow(phone, edges.audio(phone.seat())))
                .toList();
    }

    /** As the API and the figures show them. */
    static List<TrunkRow> trunks(EdgeView edges) {
        return edges.trunks().stream()
                .map(t -> new TrunkRow(
                        t.name(),
                        t.state().toLowerCase(Locale.ROOT),
                        t.registration(),
                        t.inUse(),
                        t.channels(),
                        t.withheld()))
                .toList();
    }
}
