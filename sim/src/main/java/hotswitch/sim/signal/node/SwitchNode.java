package hotswitch.sim.signal.node;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.NodeStarted;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RequestAnswered;
import hotswitch.acd.Command.Tick;
import hotswitch.acd.Fact;
import hotswitch.acd.Fact.RequestDone;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.Brain;
import hotswitch.call.FactKind;
import hotswitch.call.Telephony;
import hotswitch.call.leg.Links;
import hotswitch.call.status.TrunkStatus;
import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.Network;
import hotswitch.sim.world.Said;
import hotswitch.sim.world.Text;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The switch: what comes goes to call control, its commands to the journal, then to the core, the core's orders back,
 * until nothing is left to do; only then the messages of this turn leave. As the signalling loop does it.
 */
public final class SwitchNode implements Network.Ear {
    private static final String CONFIG = "base";
    private final Clock clock;
    private final Network network;
    private final NodeSetup setup;
    private final NodeMedia media;
    private final NodeJournal journal = new NodeJournal();
    private final SipMessage message = new SipMessage();
    private final List<Consumer<Fact>> desktops = new ArrayList<>();
    private final Crash crash;
    private final NodeLog log;

    private List<Runnable> pending = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();
    private List<Runnable> outbox = new ArrayList<>();
    private final Lookup dns;
    private NodeNames names;
    private AcdCore core;
    private Telephony telephony;
    private long sipDueNs = Long.MAX_VALUE;
    private long boot = 1;
    private long requests;
    private long turns;
    private boolean down;

    /** Hears what goes into the core, and of the end of the process. */
    public interface NodeLog {
        void command(Command command);

        void died();
    }

    public SwitchNode(Clock clock, Network network, Lookup dns, NodeSetup setup, Sounds sounds, NodeLog log) {
        this.clock = clock;
        this.network = network;
        this.dns = dns;
        this.setup = setup;
        this.log = log;
        this.media = new NodeMedia(clock, sounds, setup.portsMax());
        this.crash = new Crash(clock.dice("crash"));
        network.attach(NodeSetup.NAME, NodeSetup.HOP, this);
        core = setup.newCore();
        telephony = newTelephony();
        media.tell(this::say, leg -> telephony.featureSilence(leg, clock.nowNs()));
    }

    private Telephony newTelephony() {
        Telephony.Ports ports = new Telephony.Ports(new Ring(), media, out(), Links.NONE);
        return new Telephony(setup.telephony(), setup.node(boot), ports, clock.nowNs());
    }

    private SipOut out() {
        return (to, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            if (isAnswer(bytes)) {
                crash.answered();
            }
            outbox.add(() -> network.send(NodeSetup.HOP, to, bytes));
        };
    }

    /** A final response to an INVITE, or a reliable one: it is said until it is acknowledged. */
    private static boolean isAnswer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean awaited = text.startsWith("SIP/2.0 ") && (text.charAt(8) >= '2' || text.contains("\r\nRSeq: "));
        return awaited && text.contains(" INVITE\r\n");
    }

    /** The way into the core. What was said last is lost if the process dies before it is journaled. */
    private final class Ring implements Brain {
        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void arrive(Command command) {
            tell(command);
        }

        @Override
        public void tell(Command command) {
            pending.add(() -> commands.add(command));
        }

        @Override
        public void keep(FactKind kind, String key, byte[] value) {
            byte[] bytes = value.clone();
            pending.add(() -> journal.keep(kind, key, bytes));
        }

        @Override
        public void addToLeg(long legId, BytesWriter more) {
            byte[] bytes = more.toBytes();
            pending.add(() -> journal.add(FactKind.LEG, Long.toString(legId), bytes));
        }
    }

    // ---- for actors and auditors

    public void start() {
        lookUp();
        say(new NodeStarted(boot));
        say(new ConfigApplied(Request.unasked("node"), CONFIG));
    }

    private void lookUp() {
        names = new NodeNames(clock, dns, (name, targets) -> {
            telephony.located(name, targets, clock.nowNs());
            turn();
        });
        names.want(telephony.names());
    }

    public Request request(String by) {
        return new Request(++requests, by, "");
    }

    public void hear(Consumer<Fact> desktop) {
        desktops.add(desktop);
    }

    /** From the desktop, or the media loops. While the process is dead nobody hears it. */
    public void say(Command command) {
        if (!down) {
            pending.add(() -> commands.add(command));
            turn();
        }
    }

    public void pressed(int port, char key) {
        media.pressed(port, key);
    }

    public Sounds.Source otherEnd(int port) {
        return media.otherEnd(port);
    }

    public StateView view() {
        return core.view();
    }

    public StateHash hash() {
        return core.hash();
    }

    public boolean isDown() {
        return down;
    }

    public long boots() {
        return boot;
    }

    public long turns() {
        return turns;
    }

    public int commands() {
        return journal.entries.size();
    }

    public List<TrunkStatus> trunks() {
        return telephony.trunks();
    }

    public List<String> violations() {
        return core.violations();
    }

    /** What is alive, by name, ports and edge facts of legs with it. */
    public Map<String, Integer> counts() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        telephony.counts(counts::put);
        counts.put("ports", media.openPorts());
        counts.put("leg facts", journal.legs());
        return counts;
    }

    /** The process will die within its next turns. */
    public void planCrash() {
        crash.plan();
    }

    // ---- the turn

    @Override
    public void hear(byte[] bytes, Hop source) {
        if (down) {
            return;
        }
        Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        if (fault != Malformed.NONE) {
            throw new IllegalStateException(fault + " in " + new String(bytes, StandardCharsets.UTF_8));
        }
        telephony.onMessage(message, source, clock.nowNs());
        Arrays.fill(bytes, (byte) 'x'); // the transport's buffer is another message's now
        turn();
    }

    @Override
    public void failed(Hop hop) {
        telephony.onTransportFailed(hop, clock.nowNs());
        turn();
    }

    /** When a turn is wanted; {@link Long#MAX_VALUE}: never. */
    public long nextNs() {
        return down ? Long.MAX_VALUE : Math.min(sipDueNs, core.nextDeadlineNs());
    }

    /** Does what is due and what was said, and sends. */
    public void turn() {
        if (down) {
            return;
        }
        turns++;
        do {
            sipDueNs = telephony.onTime(clock.nowNs());
            if (core.nextDeadlineNs() <= clock.nowNs()) {
                pending.add(() -> commands.add(new Tick()));
            }
        } while (!pending.isEmpty() && batch());
        if (!down) {
            send();
            crash.turnIsOver();
        }
    }

    private void send() {
        List<Runnable> leaving = outbox;
        outbox = new ArrayList<>();
        leaving.forEach(Runnable::run);
    }

    /** One batch: journal, core, orders. False: the process died. */
    private boolean batch() {
        if (crash.strikes(Crash.Point.BEFORE_THE_JOURNAL)) {
            die();
            return false;
        }
        List<NodeJournal.Entry> written = write();
        if (crash.strikes(Crash.Point.BEFORE_THE_CORE)) {
            die();
            return false;
        }
        List<Order> orders = new ArrayList<>();
        for (NodeJournal.Entry entry : written) {
            take(entry, orders);
        }
        if (crash.strikes(Crash.Point.BEFORE_THE_ORDERS)) {
            die();
            return false;
        }
        orders.forEach(this::carryOut);
        return true;
    }

    private List<NodeJournal.Entry> write() {
        List<Runnable> said = pending;
        pending = new ArrayList<>();
        said.forEach(Runnable::run);
        List<NodeJournal.Entry> written = new ArrayList<>();
        for (Command command : commands) {
            written.add(journal.append(command, clock.nowNs()));
        }
        commands = new ArrayList<>();
        return written;
    }

    private void take(NodeJournal.Entry entry, List<Order> orders) {
        log.command(entry.command);
        Said said = new Said();
        core.onCommand(entry.command, entry.timeNs, said);
        entry.said = said.hash();
        orders.addAll(said.orders);
        for (Fact fact : said.facts) {
            if (fact instanceof RequestDone done && done.requestId() < 0) {
                int lateMs = clock.dice("answer " + done.requestId()).between(0, 100);
                clock.in(lateMs, () -> answered(done));
            }
            clock.in(0, () -> desktops.forEach(desktop -> desktop.accept(fact)));
        }
    }

    /** A telephone hears what became of its request: by another way than orders, so after later ones perhaps. */
    private void answered(RequestDone done) {
        if (!down) {
            telephony.requestDone(done.requestId(), done.status(), clock.nowNs());
            turn();
        }
    }

    private void carryOut(Order order) {
        if (order instanceof Order.Request asked) {
            answer(asked);
        } else {
            telephony.order(order, clock.nowNs());
        }
    }

    /** What a flow asks outside. */
    private void answer(Order.Request asked) {
        clock.in(300, () -> say(new RequestAnswered(asked.callId(), asked.requestId(), 0, List.of())));
    }

    // ---- the end of a process and the next one

    private void die() {
        down = true;
        names.die();
        pending = new ArrayList<>();
        commands = new ArrayList<>();
        if (crash.sends()) {
            send();
        }
        outbox = new ArrayList<>();
        log.died();
        network.cut(NodeSetup.NAME);
        media.forget();
        clock.in(crash.downMs(), this::restart);
    }

    private void restart() {
        boolean allSeen = journal.entries.getLast().said != 0;
        StateHash before = core.hash();
        core = replayed();
        if (allSeen && !core.hash().equals(before)) {
            throw new IllegalStateException("REPLAY " + Text.difference(core.hash(), before));
        }
        down = false;
        network.mend(NodeSetup.NAME);
        boot++;
        telephony = newTelephony();
        lookUp();
        List<Order> early = new ArrayList<>();
        take(journal.append(new NodeStarted(boot), clock.nowNs()), early);
        telephony.recover(core.view(), journal.kept(), early, clock.nowNs());
        turn();
    }

    /** A core of the journal alone; what it says is compared with what it said then. */
    public AcdCore replayed() {
        AcdCore again = setup.newCore();
        for (int i = 0; i < journal.entries.size(); i++) {
            NodeJournal.Entry entry = journal.entries.get(i);
            Said said = new Said();
            again.onCommand(entry.command, entry.timeNs, said);
            if (entry.said != 0 && said.hash() != entry.said) {
                throw new IllegalStateException("REPLAY of " + (i + 1) + " says something else");
            }
            entry.said = said.hash();
        }
        return again;
    }
}
