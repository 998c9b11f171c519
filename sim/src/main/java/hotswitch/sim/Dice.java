package hotswitch.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance of one actor: a split of the seed by the actor's name, so that an actor more or less does not reshuffle the
 * others.
 */
public final class Dice {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private final SplittableRandom random;

    public Dice(long seed, String actor) {
        long name = FNV_OFFSET;
        for (byte b : actor.getBytes(StandardCharsets.UTF_8)) {
            name = (name ^ b) * FNV_PRIME;
        }
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ name);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    public long between(long min, long max) {
        return random.nextLong(min, max + 1);
    }

    public int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    public double uniform(double min, double max) {
        return min + random.nextDouble() * (max - min);
    }

    /** Exponentially distributed. */
    public long exponential(double mean) {
        return (long) (-mean * Math.log1p(-random.nextDouble()));
    }

    public long exponential(long mean) {
        return exponential((double) mean);
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
