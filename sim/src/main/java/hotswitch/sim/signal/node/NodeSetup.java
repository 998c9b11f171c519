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

    /** What carriers know us by that want us registered. */
    public static final String ACCOUNT = "hotline@ims.example";

    public static final String REALM = "ims.example";
    private static final int ACCOUNT_S = 600;
    /** So seldom that between those to all gateways there is a moment in which no transaction lingers (32 s). */
    private static final long OPTIONS_MS = 200_000;

    /**
     * A carrier: where its gateways are, how many calls at once, which numbers it lets us show; whether we know them by
     * name, and whether we are to be registered there.
     */
    public record Carrier(
            String name, List<Hop> hops, int channels, List<String> displayed, boolean named, boolean account) {
        /** The party that is its gateway of this number. */
        public String gateway(int number) {
            return number == 0 ? name : name + '/' + number;
        }

        /** The carrier of a gateway; of any other party: its own name. */
        public static String of(String party) {
            int number = party.indexOf('/');
            return number < 0 ? party : party.substring(0, number);
        }

        public String domain() {
            return name + ".example";
        }

        private List<TrunkConfig.Address> addresses() {
            if (named) {
                return List.of(new TrunkConfig.Address(TrunkConfig.Transport.ANY, domain(), 0));
            }
            return hops.stream()
                    .map(each -> new TrunkConfig.Address(
                            TrunkConfig.Transport.valueOf(each.transport().name()), each.address(), each.port()))
                    .toList();
        }

        private TrunkConfig.Account ours() {
            if (!account) {
                return TrunkConfig.Account.NONE;
            }
            TrunkConfig.Transport over =
                    TrunkConfig.Transport.valueOf(hops.getFirst().transport().name());
            return new TrunkConfig.Account(
                    "hotline",
                    REALM,
                    new TrunkConfig.Login(ACCOUNT, password(ACCOUNT), REALM),
                    addresses(),
                    new TrunkConfig.Contacts(List.of(over), "", false),
                    ACCOUNT_S);
        }
    }

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
        return new TrunkConfig(
                carrier.name(),
                carrier.addresses(),
                carrier.hops().stream()
                        .map(each -> new TrunkConfig.Source(Cidr.parse(each.address() + "/32"), 0))
                        .toList(),
                new TrunkConfig.Capacity(carrier.channels(), 50, priority, 1),
                new TrunkConfig.Health(OPTIONS_MS, 3_000, 60_000),
                new TrunkConfig.Numbers(carrier.displayed(), List.of(), List.of(), List.of(), List.of()),
                carrier.ours(),
                TrunkConfig.Manners.USUAL);
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
