package hotswitch.media.relay;

/**
 * Of those who wait: while signalling has more to do than it can, what is repeated (their music) begins half a second
 * later. An agent's answer itself waits then, each caller would hear some packets of music meanwhile, and those would
 * take a sixth of the processor from signalling. One thread says so, any may ask.
 */
public final class Patience {
    /** Longer than calls wait for an agent who is free while signalling refuses some. */
    private static final long LATE_NS = 500_000_000;

    private boolean pressed;
    private volatile long lateNs;

    Patience() {}

    public void hardPressed(boolean now) {
        if (now != pressed) {
            pressed = now;
            lateNs = now ? LATE_NS : 0;
        }
    }

    /** So much later it begins. */
    long lateNs() {
        return lateNs;
    }
}
