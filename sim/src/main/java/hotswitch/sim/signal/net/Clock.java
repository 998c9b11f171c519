package hotswitch.sim.signal.net;

import hotswitch.sim.Dice;
import hotswitch.sim.world.Agenda;

/** The time of one life, its one agenda, and the chance of its actors. */
public final class Clock {
    public static final long NS_PER_MS = 1_000_000;
    private final Agenda agenda = new Agenda();
    private final long seed;
    private final long startNs;
    private long nowNs;
    private boolean calm;

    public Clock(long seed, long startNs) {
        this.seed = seed;
        this.startNs = startNs;
        this.nowNs = startNs;
    }

    /** Epoch ns. */
    public long nowNs() {
        return nowNs;
    }

    /** Since the life began. */
    public long sinceStartNs() {
        return nowNs - startNs;
    }

    public Dice dice(String actor) {
        return new Dice(seed, actor);
    }

    public void in(long ms, Runnable what) {
        agenda.add(nowNs + ms * NS_PER_MS, what);
    }

    /** When the next thing on the agenda happens; {@link Long#MAX_VALUE}: nothing will. */
    public long nextNs() {
        return agenda.nextNs();
    }

    /** Time goes on, never back. */
    public void advance(long toNs) {
        nowNs = Math.max(nowNs, toNs);
    }

    /** The next thing on the agenda. */
    public void runNext() {
        agenda.next().run();
    }

    /** From now on nobody begins anything and nothing goes wrong. */
    public void calm() {
        calm = true;
    }

    public boolean isCalm() {
        return calm;
    }
}
