package hotswitch.media.mix;

import hotswitch.media.codec.Codec;
import org.agrona.DirectBuffer;

/**
 * What one member of a conference said and nobody has heard yet. Begins to be heard once 40 ms are there, so that
 * jitter up to that does not tear it; what is late by more than 160 ms is left out.
 */
public final class Member {
    private static final int CAPACITY = 8 * Conference.SAMPLES;
    private static final int PRIMED = 2 * Conference.SAMPLES;

    final Outlet outlet;
    final short[] now = new short[Conference.SAMPLES];
    private final short[] ring = new short[CAPACITY];
    private int from;
    private int size;
    private boolean primed;

    /** Where the mix of the others goes. */
    public interface Outlet {
        /** The law in which it is wanted. */
        Codec codec();

        /** The next 20 ms; {@code index} counts packets. Valid only within this call. */
        void mixed(DirectBuffer coded, int index, long nowNs, boolean skipped);
    }

    Member(Outlet outlet) {
        this.outlet = outlet;
    }

    /** A packet of audio in its order of arrival. */
    public void says(Codec codec, DirectBuffer payload, int offset, int length) {
        for (int i = 0; i < length; i++) {
            ring[(from + size) % CAPACITY] = codec.decode(payload.getByte(offset + i));
            if (size < CAPACITY) size++;
            else from = (from + 1) % CAPACITY;
        }
    }

    /** Takes the next 20 ms into {@link #now}; silence where there is not enough. */
    void take() {
        primed = size >= (primed ? Conference.SAMPLES : PRIMED);
        for (int i = 0; i < Conference.SAMPLES; i++) {
            now[i] = primed ? ring[(from + i) % CAPACITY] : 0;
        }
        if (primed) {
            from = (from + Conference.SAMPLES) % CAPACITY;
            size -= Conference.SAMPLES;
        }
    }
}
