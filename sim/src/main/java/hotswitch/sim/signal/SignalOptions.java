package hotswitch.sim.signal;

import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.Options;
import hotswitch.sim.signal.net.WireFaults;
import java.util.EnumSet;
import java.util.Set;

/** What kind of life it is: drawn from the seed before anything else, printed on one line. */
public record SignalOptions(Options centre, WireFaults wire, Set<Mischief> mischief) {
    private static final int SECONDS = 300;
    /** RFC 3261 §17: longer no message stays in the network. */
    private static final int T4_MS = 5_000;

    /** {@code seconds} 0: as usual. */
    public static SignalOptions draw(long seed, long seconds) {
        Dice dice = new Dice(seed, "signalling options");
        Set<Mischief> mischief = EnumSet.noneOf(Mischief.class);
        double share = dice.chance(0.1) ? 0 : dice.chance(0.2) ? 1 : dice.uniform(0.2, 0.9);
        for (Mischief each : Mischief.values()) {
            if (new Dice(seed, "mischief " + each).chance(share)) {
                mischief.add(each);
            }
        }
        return new SignalOptions(centre(seed, seconds, dice), wire(dice, mischief), mischief);
    }

    private static Options centre(long seed, long seconds, Dice dice) {
        Options.Size size = new Options.Size(
                dice.between(1, 6),
                dice.between(1, 2),
                dice.between(1, 2),
                dice.between(0, 3),
                dice.chance(0.2) ? dice.between(3, 8) : 60,
                dice.chance(0.3) ? 1 : dice.between(2, 100));
        Options.Pace pace = new Options.Pace(
                dice.uniform(0.3, 1.6),
                dice.between(2_000, 30_000),
                dice.chance(0.5) ? 0 : dice.between(100, 5_000),
                dice.between(1_000, 60_000),
                dice.between(3_000, 15_000));
        return new Options(
                seed,
                size,
                pace,
                EnumSet.noneOf(Fault.class),
                dice.uniform(0.02, 0.4),
                seconds > 0 ? seconds : SECONDS);
    }

    private static WireFaults wire(Dice dice, Set<Mischief> mischief) {
        int min = dice.between(1, 40);
        int jitter = mischief.contains(Mischief.REORDERING) ? dice.between(1, dice.chance(0.3) ? 600 : 60) : 0;
        return new WireFaults(
                mischief.contains(Mischief.LOSS) ? dice.between(5, dice.chance(0.3) ? 300 : 100) : 0,
                mischief.contains(Mischief.DOUBLES) ? dice.between(5, 300) : 0,
                min,
                min + jitter,
                mischief.contains(Mischief.STRAGGLERS) ? dice.between(1, 50) : 0,
                dice.between(700, T4_MS));
    }

    /** The same life, in which this happens now and then. */
    SignalOptions with(Mischief more) {
        Set<Mischief> all = EnumSet.of(more);
        all.addAll(mischief);
        return new SignalOptions(centre, wire, all);
    }

    /** The same life, in which this never happens. */
    SignalOptions without(Mischief less) {
        Set<Mischief> rest = EnumSet.of(less);
        rest.addAll(mischief);
        rest.remove(less);
        return new SignalOptions(centre, wire.without(less), rest);
    }

    public boolean has(Mischief each) {
        return mischief.contains(each);
    }

    public long seed() {
        return centre.seed();
    }

    @Override
    public String toString() {
        return ("seed=%d seconds=%d agents=%d queues=%d lines=%d calls-max=%d load=%.2f talk=%dms patience=%dms"
                        + " offer=%dms chaos=%.2f lost=%d‰ doubled=%d‰ delay=%d-%dms stragglers=%d‰ up to %dms"
                        + " mischief=%s")
                .formatted(
                        seed(),
                        centre.seconds(),
                        centre.size().agents(),
                        centre.size().queues(),
                        centre.size().lines(),
                        centre.size().callsMax(),
                        centre.pace().load(),
                        centre.pace().talkMs(),
                        centre.pace().patienceMs(),
                        centre.pace().offerMs(),
                        centre.chaos(),
                        wire.lost(),
                        wire.doubled(),
                        wire.delayMinMs(),
                        wire.delayMaxMs(),
                        wire.stragglers(),
                        wire.lateMs(),
                        mischief);
    }
}
