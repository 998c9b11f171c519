package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Direction;
import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.acd.snapshot.StateView.Playing;
import hotswitch.call.leg.Links;
import hotswitch.call.toll.TollRule;
import hotswitch.call.toll.TollRules;
import hotswitch.call.watch.WatchConfig;
import hotswitch.sip.auth.DigestAlgorithm;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.event.EventLimits;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.timer.TimerValues;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import hotswitch.trunk.Cidr;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.route.NumberPattern;
import hotswitch.trunk.route.RouteConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Call control between two carriers, two telephones of one seat and a wire of 10 ms; time is stepped. */
final class Rig {
    static final String DOMAIN = "hotline.local";
    static final String ADDRESS = "192.0.2.1";
    static final Hop HOP = Hop.udp(ADDRESS, 5060);
    static final long MS = 1_000_000;
    private static final Hop LISTENS = Hop.tcp("192.0.2.83", 5080);
    private static final byte[] NODE_KEY = "the key of this node".getBytes(StandardCharsets.UTF_8);

    private record Packet(long atNs, long age, Hop from, Hop to, byte[] bytes) {}

    final Ladder ladder = new Ladder();
    final Notebook core = new Notebook(ladder);
    final Soundless media = new Soundless(ladder);
    final Party carrierA = new Party("carrier-a", "192.0.2.10", "gw", wire(Hop.udp("192.0.2.10", 5080)));
    final Party carrierB = new Party("carrier-b", "192.0.2.20", "gw", wire(Hop.udp("192.0.2.20", 5080)));
    final Party desk = new Party("desk", "192.0.2.81", "8001", wire(Hop.udp("192.0.2.81", 5080)));
    final Party headset = new Party("headset", "192.0.2.82", "8001", wire(Hop.udp("192.0.2.82", 5080)));
    final Party stranger = new Party("stranger", "203.0.113.9", "gw", wire(Hop.udp("203.0.113.9", 5080)));
    /** On TCP. */
    final Party softphone = new Party("softphone", LISTENS, "8001", wire(LISTENS));

    private final List<Party> parties = List.of(carrierA, carrierB, desk, headset, stranger, softphone);
    private final Lines lines = new Lines(LISTENS);
    /** Whose messages do not get through, either way. */
    final Set<Party> unplugged = new HashSet<>();

    /** Of what could not be sent. */
    private static final byte[] UNREACHABLE = {};

    private final PriorityQueue<Packet> packets = new PriorityQueue<>(
            (x, y) -> x.atNs() != y.atNs() ? Long.compare(x.atNs(), y.atNs()) : Long.compare(x.age(), y.age()));
    private final SipMessage message = new SipMessage();
    private final SipMessage shown = new SipMessage();
    private long age;
    private long boot = 1;
    long nowNs = 1_800_000_000_000L * MS;
    int channels = 10;
    UserAgentConfig.Limits limits = UserAgentConfig.Limits.standard();
    private final TreeMap<String, String> passwords = new TreeMap<>(java.util.Map.of("8001", "secret-8001"));
    private TollRules toll = TollRules.NONE;
    private String pin = "4711";
    WatchConfig.Who who = WatchConfig.Who.EVERYBODY;
    /** How phones and carriers are spoken to. */
    CallConfig.Phones phones = new CallConfig.Phones(new Connect.Terms(true, 1_800), true);

    /** Where carrier-a's calls come from; "": its own address. */
    String carrierFrom = "";

    /** Where nothing could be delivered. */
    final List<Hop> refused = new ArrayList<>();

    TrunkConfig.Manners manners = TrunkConfig.Manners.USUAL;
    /** Ours at carrier-a. */
    private TrunkConfig.Account account = TrunkConfig.Account.NONE;

    Telephony telephony = start();
    private long deadlineNs = nowNs;

    Telephony start() {
        LocalAddress local = new LocalAddress(ADDRESS, 5060, 5060, "");
        Telephony.Node node = new Telephony.Node(
                new UserAgentConfig(local, "", TimerValues.rfc3261(), limits, UserAgentConfig.Features.standard()),
                new Names(NODE_KEY),
                RegistrarLimits.DEFAULT,
                new DigestServer.Rules(List.of(DigestAlgorithm.MD5), 300_000 * MS),
                ("the secret of this boot, " + boot).getBytes(StandardCharsets.UTF_8),
                boot);
        return new Telephony(setup(), node, new Telephony.Ports(core, media, wire(HOP), Links.NONE), nowNs);
    }

    private Telephony.Setup setup() {
        CallConfig calls = new CallConfig(
                DOMAIN,
                List.of(ADDRESS),
                ADDRESS,
                passwords,
                new TreeMap<>(java.util.Map.of(1001, pin)),
                new TreeMap<>(java.util.Map.of("8001", 1001)),
                watch(),
                toll,
                List.of("appeals", "chats"),
                phones);
        List<RouteConfig> routes = List.of(new RouteConfig(new NumberPattern("."), List.of("carrier-a", "carrier-b")));
        List<DisplayedNumber> shown = List.of(new DisplayedNumber("057112345", "paper 7", List.of()));
        return new Telephony.Setup(
                calls, List.of(trunk(carrierA, 1), trunk(carrierB, 2)), routes, shown, NumberPlan.china("0571"));
    }

    private WatchConfig watch() {
        return new WatchConfig(
                who, new TreeMap<>(java.util.Map.of("8001", "hall")), new EventLimits(3, 2, 60, 600, 500));
    }

    /** More seats, as a reload brings them. */
    void seats(String... more) {
        for (String seat : more) {
            passwords.put(seat, "secret-" + seat);
        }
        telephony.reload(setup(), nowNs);
    }

    /** What seats may dial, as a reload brings it. */
    void toll(TollRule... rules) {
        toll = new TollRules(List.of(rules), (schedule, now) -> true);
        telephony.reload(setup(), nowNs);
    }

    /** Of agent 1001, as a reload brings it. */
    void pin(String next) {
        pin = next;
        telephony.reload(setup(), nowNs);
    }

    /** Who may watch whom, as a reload brings it. */
    void watch(WatchConfig.Who newWho) {
        who = newWho;
        telephony.reload(setup(), nowNs);
        turn();
    }

    /** A carrier with a limit of calls; the lower priority is tried first. */
    private TrunkConfig trunk(Party carrier, int priority) {
        String host = carrier.hop.address();
        String from = carrier == carrierA && !carrierFrom.isEmpty() ? carrierFrom : host + "/32";
        return new TrunkConfig(
                carrier.name,
                List.of(new TrunkConfig.Address(TrunkConfig.Transport.UDP, host, carrier.hop.port())),
                List.of(new TrunkConfig.Source(Cidr.parse(from), 0)),
                new TrunkConfig.Capacity(channels, 50, priority, 1),
                new TrunkConfig.Health(0, 3_000, 60_000),
                new TrunkConfig.Numbers(List.of("057112345"), List.of(), List.of(), List.of(), List.of()),
                carrier == carrierA ? account : TrunkConfig.Account.NONE,
                manners);
    }

    /** How carriers are spoken to from now on, as a reload brings it. */
    void manners(TrunkConfig.Manners next) {
        manners = next;
        telephony.reload(setup(), nowNs);
    }

    /** And phones. */
    void phones(CallConfig.Phones next) {
        phones = next;
        telephony.reload(setup(), nowNs);
    }

    /** Carrier-a wants us registered, as a reload brings it. */
    void account(TrunkConfig.Account ours) {
        account = ours;
        telephony.reload(setup(), nowNs);
    }

    /** Another limit of calls at once, as a reload brings it. */
    void limit(int newChannels) {
        channels = newChannels;
        telephony.reload(setup(), nowNs);
    }

    /** The same, the core knowing of one call with these legs. */
    void kill(long call, LegRow... legs) {
        List<CallRow> calls = legs.length == 0
                ? List.of()
                : List.of(new CallRow(call, Direction.INBOUND, "CONNECTED", "", "", "", "", 0, 0, 0, 0, 0, "", ""));
        restart(new StateView(
                0,
                nowNs,
                call,
                false,
                false,
                List.of(),
                calls,
                List.of(legs),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    static LegRow leg(long id, long call, String role, String state) {
        return new LegRow(id, call, role, state, "", 0, "", false, new Playing(0, List.of(), false));
    }

    /** {@code kill -9} and the next process: edge facts, ours and the core's, are all that is left. */
    Telephony.Recovered restart(StateView state) {
        return restart(state, List.of());
    }

    /** {@code early}: what the core wanted before the edges were there. */
    Telephony.Recovered restart(StateView state, List<Order> early) {
        SortedMap<String, byte[]> legs = new TreeMap<>(core.legs);
        media.forget();
        lines.end().forEach(each -> softphone.agent.onTransportFailed(each, nowNs));
        boot++;
        telephony = start();
        Telephony.Kept kept = new Telephony.Kept(
                new TreeMap<>(core.registrations),
                new TreeMap<>(core.trunks),
                new ArrayList<>(legs.values()),
                new ArrayList<>(core.subscriptions.values()),
                new TreeMap<>(core.toll));
        Telephony.Recovered recovered = telephony.recover(state, kept, early, nowNs);
        turn();
        return recovered;
    }

    /** The core wants something done. */
    void order(Order order) {
        telephony.order(order, nowNs);
        turn();
    }

    private void turn() {
        deadlineNs = telephony.onTime(nowNs);
    }

    private SipOut wire(Hop from) {
        return (to, buffer, offset, length) -> transmit(from, to, buffer, offset, length);
    }

    private void transmit(Hop from, Hop to, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(Malformed.NONE, shown.index(new UnsafeBuffer(bytes), 0, length), text);
        boolean ours = from.equals(HOP);
        Hop end = to.transport().reliable() ? ours ? lines.to(to) : lines.from(to) : null;
        if (ours && to.transport().reliable() && end == null) {
            packets.add(new Packet(nowNs, age++, from, to, UNREACHABLE));
            return;
        }
        Party party = party(ours ? to : from);
        ladder.wire(party.name, ours ? '<' : '>', shown, text);
        if (!unplugged.contains(party)) {
            Hop source = end == null ? from : ours ? Lines.here(end) : end;
            packets.add(new Packet(nowNs + 10 * MS, age++, source, ours ? party.hop : HOP, bytes));
        }
    }

    private Party party(Hop hop) {
        return parties.stream()
                .filter(p -> hop.transport().reliable() ? p == softphone : p.hop.samePeer(hop))
                .findFirst()
                .orElseThrow();
    }

    /** Lets packets arrive and timers run for this long. */
    void run(long ms) {
        long endNs = nowNs + ms * MS;
        while (true) {
            turn();
            long timerNs = deadlineNs;
            for (Party party : parties) {
                timerNs = Math.min(timerNs, party.agent.nextDeadlineNs());
            }
            long packetNs = packets.isEmpty() ? Long.MAX_VALUE : packets.peek().atNs();
            if (Math.min(timerNs, packetNs) > endNs) {
                break;
            }
            nowNs = Math.max(nowNs, Math.min(timerNs, packetNs));
            if (packetNs <= timerNs) {
                deliver(packets.poll());
            }
            parties.forEach(party -> party.agent.onTime(nowNs));
        }
        nowNs = endNs;
    }

    private void deliver(Packet packet) {
        if (packet.bytes().length == 0) {
            refused.add(packet.to());
            telephony.onTransportFailed(packet.to(), nowNs);
            return;
        }
        message.index(new UnsafeBuffer(packet.bytes()), 0, packet.bytes().length);
        if (packet.to().samePeer(HOP)) {
            telephony.onMessage(message, packet.from(), nowNs);
        } else {
            party(packet.to()).agent.onMessage(message, packet.from(), nowNs);
        }
    }

    /** A request in the dialog of a party's call that its own stack has no verb for. */
    void request(Party from, String method, String type, String body) {
        send(from, method, "Content-Type: " + type, body);
    }

    void refer(Party from, String to) {
        send(from, "REFER", "Refer-To: " + to, "");
    }

    /** Within its call. */
    void subscribe(Party from, String event, int seconds) {
        send(from, "SUBSCRIBE", "Event: " + event + "\nExpires: " + seconds, "");
    }

    private void send(Party from, String method, String header, String body) {
        DialogState dialog = from.session.dialogState();
        String text = """
                %1$s sip:%2$s SIP/2.0
                Via: SIP/2.0/UDP %3$s:5080;rport;branch=z9hG4bK-%4$d
                From: <sip:x@%3$s>;tag=%5$s
                To: <sip:y@%2$s>;tag=%6$s
                Call-ID: %7$s
                CSeq: %8$d %1$s
                Max-Forwards: 70
                %9$s
                Content-Length: %10$d

                """.formatted(
                method,
                ADDRESS,
                from.hop.address(),
                age,
                dialog.id().localTag(),
                dialog.id().remoteTag().isEmpty() ? from.earlyTag : dialog.id().remoteTag(),
                dialog.id().callId(),
                dialog.sequence().local() + 100 + age,
                header,
                body.length());
        byte[] bytes = (text.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8);
        transmit(from.hop, HOP, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Both telephones of the seat are there. */
    void register() {
        desk.register(nowNs);
        headset.register(nowNs);
        run(100);
        ladder.forget();
    }

    /** A citizen's call rings at both telephones of the seat. */
    void ringsAtTheSeat(long agentLeg) {
        register();
        carrierA.call("12345", "13800000000@192.0.2.10", carrierA.sdp(), nowNs);
        run(50);
        long call = core.arrived.callId();
        order(new Order.Answer(call, core.arrived.legId()));
        order(new Order.OfferLeg(call, agentLeg, 11, "8001", "13800000000", "", false));
        run(50);
    }

    /** Long enough for every timer: nothing of any call may be left on any side. */
    void assertNothingLeft() {
        run(400_000);
        telephony.counts((what, count) -> assertEquals(0, count, what));
        assertEquals(java.util.Map.of(), media.open, "media ports");
        assertEquals(java.util.Map.of(), core.legs, "facts of legs");
        telephony.trunks().forEach(trunk -> assertEquals(0, trunk.inUse(), trunk.name()));
        parties.forEach(party -> assertEquals(0, party.agent.sessions(), "calls of " + party.name));
    }
}
