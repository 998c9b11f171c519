package hotswitch.sim.signal.node;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.call.CallConfig;
import hotswitch.call.Telephony;
import hotswitch.call.toll.TollRules;
import hotswitch.call.watch.WatchConfig;
import hotswitch.ivr.run.Flows;
import hotswitch.sim.Options;
import hotswitch.sim.world.CoreFlows;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.event.EventLimits;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.trunk.Cidr;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.route.NumberPattern;
import hotswitch.trunk.route.RouteConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the switch of one life is told about itself, its carriers and its seats. */
public final class NodeSetup {
    public static final String NAME = "switch";
    public static final String DOMAIN = "hotline.local";
    public static final String ADDRESS = "192.0.2.1";
    public static final Hop HOP = Hop.udp(ADDRESS, 5060);
    private static final Hop STREAM = Hop.tcp(ADDRESS, 5060);
    private static final byte[] NODE_KEY = "the key of this node".getBytes(StandardCharsets.UTF_8);
    /** As shipped, with the shortest session timer there is. */
    private static final CallConfig.Phones PHONES = new CallConfig.Phones(new Connect.Terms(true, 90), true);

    private static final long NONCE_NS = 300_000_000_000L;

    /** A carrier: where it is, how many calls at once, which numbers it lets us show. */
    public record Carrier(String name, Hop hop, int channels, List<String> displayed) {}

    private final Options options;
    private final CentreConfig centre;
    private final List<Carrier> carriers;
    private final int portsMax;
    private final Flows compiled = new Flows();
    private final Set<String> versions = new TreeSet<>();

    public NodeSetup(Options options, CentreConfig centre, List<Carrier> carriers, int portsMax) {
        this.options = options;
        this.centre = centre;
        this.carriers = List.copyOf(carriers);
        this.portsMax = portsMax;
    }

    /** Where the switch is for who speaks this. */
    public static Hop over(Transport transport) {
        return transport.reliable() ? STREAM : HOP;
    }

    public static String password(String device) {
        return "secret-" + device;
    }

    public List<Carrier> carriers() {
        return carriers;
    }

    public CentreConfig centre() {
        return centre;
    }

    int portsMax() {
        return portsMax;
    }

    AcdCore newCore() {
        Limits limits = new Limits(
                options.size().callsMax(), 1_000, 100, 100, options.size().deadlinesPerTurn(), 50);
        byte[] bytes = ConfigCodec.toBytes(centre);
        return new AcdCore(limits, new CoreFlows(compiled, versions), hash -> bytes);
    }

    Telephony.Node node(long boot) {
        return new Telephony.Node(
                UserAgentConfig.standard(new LocalAddress(ADDRESS, 5060, 5060, ""), ""),
                new Names(NODE_KEY),
                RegistrarLimits.DEFAULT,
                new DigestServer.Rules(List.of(DigestAlgorithm.MD5), NONCE_NS),
                ("the secret of boot " + boot).getBytes(StandardCharsets.UTF_8),
                boot);
    }

    Telephony.Setup telephony() {
        List<TrunkConfig> trunks = new ArrayList<>();
        TreeMap<String, List<String>> shown = new TreeMap<>();
        for (Carrier carrier : carriers) {
            trunks.add(trunk(carrier, trunks.size() + 1));
            carrier.displayed()
                    .forEach(number -> shown.computeIfAbsent(number, n -> new ArrayList<>())
                            .add(carrier.name()));
        }
        List<DisplayedNumber> displayed = new ArrayList<>();
        shown.forEach((number, where) -> displayed.add(new DisplayedNumber(number, "paper 7", where)));
        List<RouteConfig> routes = List.of(new RouteConfig(
                new NumberPattern("."), carriers.stream().map(Carrier::name).toList()));
        return new Telephony.Setup(calls(), trunks, routes, displayed, NumberPlan.china("0571"));
    }

    private static TrunkConfig trunk(Carrier carrier, int priority) {
        String host = carrier.hop().address();
        return new TrunkConfig(
                carrier.name(),
                List.of(new TrunkConfig.Address(
                        TrunkConfig.Transport.valueOf(carrier.hop().transport().name()),
                        host,
                        carrier.hop().port())),
                List.of(new TrunkConfig.Source(Cidr.parse(host + "/32"), 0)),
                new TrunkConfig.Capacity(carrier.channels(), 50, priority, 1),
                new TrunkConfig.Health(90_000, 3_000, 60_000),
                new TrunkConfig.Numbers(carrier.displayed(), List.of(), List.of(), List.of(), List.of()));
    }

    private CallConfig calls() {
        SortedMap<String, String> passwords = new TreeMap<>();
        SortedMap<String, String> sites = new TreeMap<>();
        for (DeviceConfig device : centre.devices()) {
            passwords.put(device.name(), password(device.name()));
            sites.put(device.name(), "hall");
        }
        SortedMap<String, Integer> usual = new TreeMap<>();
        for (AgentConfig agent : centre.agents()) {
            usual.putIfAbsent(agent.seat(), agent.id());
        }
        WatchConfig watch = new WatchConfig(WatchConfig.Who.EVERYBODY, sites, new EventLimits(100, 20, 60, 600, 500));
        List<String> none = List.of();
        return new CallConfig(
                DOMAIN,
                List.of(ADDRESS),
                ADDRESS,
                passwords,
                new TreeMap<>(),
                usual,
                watch,
                TollRules.NONE,
                none,
                PHONES);
    }
}
