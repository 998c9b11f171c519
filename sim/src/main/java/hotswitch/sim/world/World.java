package hotswitch.sim.world;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.Tick;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import hotswitch.ivr.run.Flows;
import hotswitch.sim.Cut;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The clock, the agenda and the one door into the core: journal, core, witness, invariants, and only then the edge.
 */
public final class World {
    public static final long NS_PER_MS = 1_000_000;
    private static final int CHECKPOINT_EVERY = 64;
    private static final int TICKS_AT_ONCE = 100_000;

    public final Options options;
    public final Cut cut;
    public final Edge edge;
    final Journal journal = new Journal();
    final Witness witness;
    private final Agenda agenda = new Agenda();
    private final Crashes crashes;
    private final Log log;
    private BiConsumer<Command, StateView> looker = (command, view) -> {};
    private boolean looked;
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<Consumer<Fact>> desktops = new ArrayList<>();
    private final Flows compiled = new Flows();
    private final TreeSet<String> versions = new TreeSet<>();
    private final BytesWriter written = new BytesWriter();
    private final Dice late;
    private final long startNs;

    AcdCore core;
    private long nowNs;
    private long lateNs;
    private boolean calm;
    private boolean harmless;
    private long requests;
    private String version = "";

    public World(Options options, Cut cut, Witness witness, Log log, long startNs) {
        this.options = options;
        this.cut = cut;
        this.witness = witness;
        this.log = log;
        this.startNs = startNs;
        this.nowNs = startNs;
        this.late = dice("late");
        this.crashes = new Crashes(this);
        this.edge = new Edge(this);
        this.core = newCore();
    }

    // ---- for actors

    public Dice dice(String actor) {
        return new Dice(options.seed(), actor);
    }

    public long nowNs() {
        return nowNs;
    }

    public void in(long ms, Runnable what) {
        agenda.add(nowNs + ms * NS_PER_MS, what);
    }

    /** How likely a fault of this kind is now: 0 if it is off, or everything is. */
    public double chaos(Fault fault) {
        return calm || !options.on(fault) || cut.faults().contains(fault) ? 0 : options.chaos();
    }

    /** From now on nothing goes wrong any more. */
    public void calm() {
        calm = true;
        lateNs = 0;
        if (crashes.deaf()) {
            crashes.now();
        }
    }

    public boolean isCalm() {
        return calm;
    }

    public Request request(String by, String key) {
        return new Request(++requests, by, key);
    }

    public void hear(Consumer<Fact> desktop) {
        desktops.add(desktop);
    }

    /** Sees each command and the state that it meets. */
    public void look(BiConsumer<Command, StateView> at) {
        looker = at;
        looked = true;
    }

    /** Null: the core has no such leg. */
    StateView.LegRow wanted(long legId) {
        return core.view().legs().stream()
                .filter(row -> row.id() == legId)
                .findAny()
                .orElse(null);
    }

    public StateView view() {
        return core.view();
    }

    public StateHash hash() {
        return core.hash();
    }

    /** Of a centre with the present rules in which nothing has happened yet. */
    public StateHash emptyHash() {
        AcdCore empty = newCore();
        empty.onCommand(new ConfigApplied(Request.unasked("node"), version), nowNs, new Said());
        return empty.hash();
    }

    /** The journal from its beginning: every answer and every checkpoint must come again. */
    public void replayAll() {
        StateHash live = core.hash();
        crashes.replay(false);
        require(core.hash().equals(live), () -> "REPLAY " + Text.difference(core.hash(), live));
    }

    public Crashes crashes() {
        return crashes;
    }

    /** The clock makes a step, whatever was to happen meanwhile happens late. */
    public void jump(long ms) {
        nowNs += ms * NS_PER_MS;
    }

    public void snapshot() {
        core.writeSnapshot(written.reset());
        journal.snapshot(written.toBytes());
        AcdCore twin = newCore();
        twin.readSnapshot(new BytesReader(journal.snapshot()));
        require(twin.hash().equals(core.hash()), () -> "REPLAY snapshot: " + Text.difference(twin.hash(), core.hash()));
    }

    /** The rules that were given this name. */
    public CentreConfig rules(String name) {
        return ConfigCodec.fromBytes(blobs.get(name));
    }

    public void configure(CentreConfig config, String version) {
        blobs.put(version, ConfigCodec.toBytes(config));
        this.version = version;
        send(new ConfigApplied(request("node", ""), version));
    }

    /**
     * The present rules under other names: nothing that is going on may notice. Twice, as the first time seats are
     * forgotten that had stayed for their agents only.
     */
    public void reapply(String name) {
        configure(rules(version), name);
        harmless = true;
        configure(rules(version), name + " again");
        harmless = false;
    }

    /** Says something to the core; while the process is dead nobody hears it. */
    public void send(Command command) {
        if (!crashes.down() && !crashes.swallows(command)) {
            take(command);
        }
    }

    /** Journal, core, and the edge if it still hears. */
    void take(Command command) {
        if (looked) {
            looker.accept(command, core.view());
        }
        Journal.Entry entry = journal.append(command, nowNs);
        Said said = new Said();
        try {
            execute(entry, said);
        } catch (RuntimeException e) {
            threw(command, entry, e);
            return;
        }
        if (!crashes.deaf()) {
            said.orders.forEach(edge::carryOut);
        }
    }

    // ---- the run

    /** Until nothing is due before the end. */
    public void runUntil(long endNs) {
        int ticks = 0;
        while (true) {
            long deadlineNs = crashes.down() ? Long.MAX_VALUE : core.nextDeadlineNs();
            long tickNs = deadlineNs == Long.MAX_VALUE ? deadlineNs : Math.max(nowNs, deadlineNs + lateNs);
            if (Math.min(tickNs, agenda.nextNs()) > endNs) {
                nowNs = Math.max(nowNs, endNs);
                return;
            }
            if (tickNs <= agenda.nextNs()) {
                ticks = tickNs == nowNs ? ticks + 1 : 0;
                require(ticks < TICKS_AT_ONCE, () -> "I6 deadlines never end");
                nowNs = tickNs;
                send(new Tick());
                lateNs = late.chance(chaos(Fault.LATE_TICK)) ? late.exponential(2_000) * NS_PER_MS : 0;
            } else {
                nowNs = Math.max(nowNs, agenda.nextNs());
                agenda.next().run();
            }
        }
    }

    public void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw failure(what.get(), null);
        }
    }

    public int commands() {
        return journal.entries.size();
    }

    // ---- inside

    private void execute(Journal.Entry entry, Said said) {
        entry.somethingDue = core.nextDeadlineNs() <= entry.timeNs;
        StateHash before = harmless && !entry.somethingDue ? core.hash() : null;
        core.onCommand(entry.command, entry.timeNs, said);
        require(
                before == null || untouched(before, core.hash()),
                () -> "RELOAD the same rules: " + Text.difference(core.hash(), before));
        seen(entry, said);
    }

    private static boolean untouched(StateHash before, StateHash after) {
        return before.calls() == after.calls()
                && before.agents() == after.agents()
                && before.lines() == after.lines()
                && before.counters() == after.counters()
                && before.flows() == after.flows();
    }

    /** The core has taken an entry for the first time. */
    void seen(Journal.Entry entry, Said said) {
        entry.seen = true;
        entry.said = said.hash();
        if (journal.entries.size() % CHECKPOINT_EVERY == 0) {
            entry.after = core.hash();
        }
        log.turn(nowNs - startNs, journal.entries.size(), entry.command, said.orders, said.facts);
        witness.command(entry.command, entry.somethingDue);
        said.repeatTo(witness);
        List<String> found = witness.turnEnds();
        require(found.isEmpty(), found::getFirst);
        List<String> violations = core.violations();
        require(violations.isEmpty(), violations::getFirst);
        require(said.facts.isEmpty() || core.eventSeq() >= said.facts.size(), () -> "A8 facts are not counted");
        said.facts.forEach(fact -> desktops.forEach(desktop -> desktop.accept(fact)));
    }

    private void threw(Command command, Journal.Entry entry, RuntimeException e) {
        if (e instanceof Failure failure) {
            throw failure;
        }
        if (!(command instanceof FaultDrill)) {
            log.turn(nowNs - startNs, journal.entries.size(), command, List.of(), List.of());
            throw failure("EXCEPTION " + e, e);
        }
        entry.fault = "fault drill";
        crashes.now();
    }

    Failure failure(String what, Throwable cause) {
        int number = journal.entries.size();
        String command = number == 0 ? "" : Text.command(journal.entries.getLast().command);
        String where = "SEED=" + options.seed() + " %s at " + Text.time(nowNs - startNs) + " cmd#" + number + " "
                + command.replace("%", "%%");
        return new Failure(where, what, cause);
    }

    AcdCore newCore() {
        Limits limits = new Limits(
                options.size().callsMax(), 1_000, 100, 100, options.size().deadlinesPerTurn(), 50);
        return new AcdCore(limits, new CoreFlows(compiled, versions), hash -> {
            byte[] bytes = blobs.get(hash);
            if (bytes == null) {
                throw new IllegalStateException("no blob " + hash);
            }
            return bytes;
        });
    }
}
