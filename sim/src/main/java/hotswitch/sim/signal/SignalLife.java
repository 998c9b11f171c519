package hotswitch.sim.signal;

import hotswitch.acd.Command;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.call.status.TrunkStatus;
import hotswitch.sim.Dice;
import hotswitch.sim.signal.audit.Lives;
import hotswitch.sim.signal.audit.WireAuditor;
import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.Dns;
import hotswitch.sim.signal.net.Network;
import hotswitch.sim.signal.net.WireLog;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sim.signal.node.Sounds;
import hotswitch.sim.signal.node.SwitchNode;
import hotswitch.sim.signal.party.Carrier;
import hotswitch.sim.signal.party.Desk;
import hotswitch.sim.signal.party.Party;
import hotswitch.sim.signal.party.Subscriber;
import hotswitch.sim.signal.party.Surroundings;
import hotswitch.sim.signal.party.Telephone;
import hotswitch.sim.signal.party.Zone;
import hotswitch.sim.world.Failure;
import hotswitch.sim.world.Rules;
import hotswitch.sim.world.Text;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One life: the shift with its mischief, then the quiet in which everything must come to an end. */
public final class SignalLife {
    private static final long NS_PER_S = 1_000_000_000L;
    /** 2026-11-24 09:00 in China. */
    private static final long START_NS = 1_795_482_000L * NS_PER_S;

    private static final int STEPS_AT_ONCE = 100_000;
    /** So that every timer runs out: 64*T1 is 32 s, a ringing ends after five minutes. */
    private static final int QUIET_S = 400;

    private final SignalOptions options;
    private final SignalCut cut;
    private final Clock clock;
    private final Network network;
    private final SwitchNode node;
    private final WireAuditor auditor;
    private final List<Carrier> carriers = new ArrayList<>();
    private final List<Zone> zones = new ArrayList<>();
    private final List<Telephone> telephones = new ArrayList<>();
    private final List<Party> parties = new ArrayList<>();
    private final List<String> numbers;
    private int callers;
    /** At this turn of the switch all was well. */
    private long looked;

    /** {@code failure} null: all was well. {@code trace}: hash of all messages with their times. */
    public record Outcome(
            SignalOptions options, int callers, long messages, int crashes, long trace, Failure failure) {}

    /** {@code out} hears the life as a ladder; null: nobody does. */
    public SignalLife(SignalOptions options, Consumer<String> out) {
        this(options, SignalCut.NONE, out);
    }

    public SignalLife(SignalOptions drawn, SignalCut cut, Consumer<String> out) {
        SignalOptions rest = drawn;
        for (Mischief less : cut.without()) {
            rest = rest.without(less);
        }
        this.options = rest;
        this.cut = cut;
        clock = new Clock(options.seed(), START_NS);
        network = new Network(clock, options.wire());
        boolean answered = clock.dice("flows").chance(0.6);
        CentreConfig centre = new Rules(options.centre()).base(answered);
        numbers = centre.numbers().stream().map(NumberConfig::dnis).toList();
        List<NodeSetup.Carrier> trunks = trunks(clock.dice("trunks"));
        WireLog log = new WireLog(clock, out == null ? line -> {} : out);
        Sounds sounds = new Sounds();
        Dns dns = new Dns(clock, options.has(Mischief.NAMES) ? options.centre().chaos() : 0);
        node = new SwitchNode(
                clock,
                network,
                dns,
                new NodeSetup(options.centre(), centre, trunks, options.has(Mischief.NARROW) ? 12 : 1_000),
                sounds,
                new Notes(log));
        auditor = new WireAuditor(trunks, new Lives());
        if (out != null) {
            network.watch(log);
        }
        network.watch(auditor);
        Surroundings around = new Surroundings(options, clock, network, sounds, node, auditor::rebooted);
        trunks.forEach(trunk -> gateways(around, dns, trunk));
        telephones(around, centre);
        parties.addAll(carriers);
        parties.addAll(telephones);
    }

    private final class Notes implements SwitchNode.NodeLog {
        private final WireLog log;

        Notes(WireLog log) {
            this.log = log;
        }

        @Override
        public void command(Command command) {
            log.note(Text.command(command));
            auditor.said(command);
        }

        @Override
        public void died() {
            log.note("kill -9");
            auditor.crashed(clock.nowNs());
        }
    }

    private List<NodeSetup.Carrier> trunks(Dice dice) {
        boolean narrow = options.has(Mischief.NARROW);
        int channels = narrow ? dice.between(1, 5) : 100;
        boolean both = options.has(Mischief.STREAMS)
                && clock.dice("streams of carriers").chance(0.5);
        Hop a = both ? Hop.tcp("192.0.2.10", 5080) : Hop.udp("192.0.2.10", 5080);
        Hop b = options.has(Mischief.STREAMS) ? Hop.tcp("192.0.2.20", 5080) : Hop.udp("192.0.2.20", 5080);
        boolean named = options.has(Mischief.NAMES);
        boolean account = options.has(Mischief.ACCOUNT);
        return List.of(
                new NodeSetup.Carrier(
                        "carrier-a", hops(a, "192.0.2.11"), channels, List.of("12345", "12346", "12347"), false, false),
                new NodeSetup.Carrier(
                        "carrier-b", hops(b, "192.0.2.21"), channels, List.of("12345", "12346"), named, account));
    }

    private List<Hop> hops(Hop first, String second) {
        Hop other = new Hop(first.transport(), second, first.port(), 0);
        return options.has(Mischief.TWO_GATEWAYS) ? List.of(first, other) : List.of(first);
    }

    private void gateways(Surroundings around, Dns dns, NodeSetup.Carrier trunk) {
        Subscriber subscriber = trunk.account() ? new Subscriber(around, trunk.name()) : null;
        for (int i = 0; i < trunk.hops().size(); i++) {
            carriers.add(new Carrier(around, trunk.gateway(i), trunk.hops().get(i), subscriber));
        }
        if (trunk.named()) {
            zones.add(new Zone(around, dns, trunk));
        }
    }

    private void breaks(Dice dice) {
        clock.in(1 + dice.exponential(20_000), () -> {
            if (!clock.isCalm() && dice.chance(options.centre().chaos())) {
                network.breakOne();
            }
            breaks(dice);
        });
    }

    private void telephones(Surroundings around, CentreConfig centre) {
        int address = 100;
        String network = options.has(Mischief.REBINDS) ? "10.0.0." : "192.0.2.";
        for (DeviceConfig device : centre.devices()) {
            if (device.number().isEmpty()) {
                telephone(around, device.name(), device.name(), network + ++address);
            }
        }
        for (DeviceConfig device : centre.devices()) {
            boolean second = options.has(Mischief.SEVERAL_PHONES)
                    && device.number().isEmpty()
                    && clock.dice("phones of " + device.name()).chance(0.7);
            if (second) {
                telephone(around, device.name() + "-b", device.name(), network + ++address);
            }
        }
        for (AgentConfig agent : centre.agents()) {
            if (cut.works(agent.id())) {
                new Desk(around, agent.id());
            }
        }
    }

    /** Behind a NAT of this world telephones speak UDP; the two of a seat may speak either. */
    private void telephone(Surroundings around, String name, String device, String address) {
        boolean stream = options.has(Mischief.STREAMS)
                && !options.has(Mischief.REBINDS)
                && clock.dice("stream of " + name).chance(0.4);
        Hop hop = stream ? Hop.tcp(address, 5080) : Hop.udp(address, 5080);
        telephones.add(new Telephone(around, name, device, hop, telephones));
    }

    public Outcome live() {
        try {
            node.start();
            arrive(clock.dice("arrivals"));
            crashes(clock.dice("crashes"));
            if (options.has(Mischief.STREAMS)) {
                breaks(clock.dice("breaks"));
            }
            runFor(options.centre().seconds());
            quiet();
            return outcome(null);
        } catch (Failure failure) {
            return outcome(failure);
        } catch (RuntimeException e) {
            return outcome(failure("EXCEPTION " + e, e));
        }
    }

    private Outcome outcome(Failure failure) {
        return new Outcome(options, callers, network.sent(), (int) node.boots() - 1, network.hash(), failure);
    }

    private void arrive(Dice dice) {
        double everyMs = options.centre().pace().everyMs(options.centre().size().agents());
        clock.in(1 + dice.exponential(everyMs), () -> {
            if (!clock.isCalm()) {
                Carrier carrier = dice.pick(carriers);
                if (cut.calls(++callers)) {
                    carrier.caller(callers, numbers);
                }
                arrive(dice);
            }
        });
    }

    private void crashes(Dice dice) {
        clock.in(dice.between(5_000, 60_000), () -> {
            if (!clock.isCalm() && options.has(Mischief.CRASH)) {
                node.planCrash();
                crashes(dice);
            }
        });
    }

    // ---- the run

    private void runFor(long seconds) {
        runUntil(clock.nowNs() + seconds * NS_PER_S);
    }

    /** Until nothing is due before the end. */
    private void runUntil(long endNs) {
        int steps = 0;
        while (true) {
            long timersNs = node.nextNs();
            for (Party party : parties) {
                timersNs = Math.min(timersNs, party.nextNs());
            }
            long nextNs = Math.min(timersNs, clock.nextNs());
            if (nextNs > endNs) {
                clock.advance(endNs);
                return;
            }
            steps = nextNs <= clock.nowNs() ? steps + 1 : 0;
            require(steps < STEPS_AT_ONCE, () -> "S0 timers never end");
            clock.advance(nextNs);
            if (clock.nextNs() <= timersNs) {
                clock.runNext();
            } else {
                timers();
            }
            look();
        }
    }

    private void timers() {
        if (node.nextNs() <= clock.nowNs()) {
            node.turn();
        }
        for (Party party : parties) {
            if (party.nextNs() <= clock.nowNs()) {
                party.onTime();
            }
        }
    }

    /** What must hold at every moment. */
    private void look() {
        if (!node.isDown() && node.turns() != looked) {
            looked = node.turns();
            auditor.count(node.trunks(), clock.nowNs());
            int legs = node.counts().get("legs");
            int wanted = node.view().legs().size();
            require(legs == wanted, () -> "S5 call control has " + legs + " legs, and the core " + wanted);
            List<String> violations = node.violations();
            require(violations.isEmpty(), violations::getFirst);
        }
        require(auditor.found().isEmpty(), auditor::found);
    }

    // ---- the end

    private void quiet() {
        clock.calm();
        runFor(30);
        carriers.forEach(Carrier::mend);
        zones.forEach(Zone::mend);
        telephones.forEach(Telephone::mend);
        runFor(60);
        for (int i = 0; i < 3; i++) {
            carriers.forEach(Carrier::clear);
            telephones.forEach(Telephone::clear);
            runFor(QUIET_S);
        }
        for (int i = 0; i < QUIET_S && !left().isEmpty(); i++) {
            runFor(1);
        }
        require(left().isEmpty(), () -> "S4 left behind: " + left());
        for (TrunkStatus trunk : node.trunks()) {
            require(trunk.inUse() == 0, () -> "S5 " + trunk.name() + " still has " + trunk.inUse() + " calls");
            require(
                    trunk.state().equals("UP") && !trunk.registration().equals("unregistered"),
                    () -> "S15 nothing is wrong any more, and no call would go there: " + trunk);
        }
        auditor.end();
        require(auditor.found().isEmpty(), auditor::found);
        String again = node.replayed().hash().toString();
        require(again.equals(node.hash().toString()), () -> "REPLAY " + again + ", was " + node.hash());
    }

    /** What is still alive anywhere; "": nothing. */
    private String left() {
        StringBuilder left = new StringBuilder();
        for (Map.Entry<String, Integer> each : node.counts().entrySet()) {
            if (each.getValue() != 0) {
                left.append(" switch: ").append(each.getValue()).append(' ').append(each.getKey());
            }
        }
        for (Party party : parties) {
            if (!party.left().isEmpty()) {
                left.append(' ').append(party.name()).append(": ").append(party.left());
            }
        }
        return left.toString().strip();
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw failure(what.get(), null);
        }
    }

    private Failure failure(String what, Throwable cause) {
        String where = "SEED=" + options.seed() + " %s at " + Text.time(clock.sinceStartNs());
        return new Failure(where, what, cause);
    }
}
