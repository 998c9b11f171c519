package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesReader;

/** Takes the core's facts in their order. */
public interface FactSink {
    /** Wants none. */
    FactSink NONE = new FactSink() {
        @Override
        public boolean takes(int type) {
            return false;
        }

        @Override
        public void fact(long seq, long timeNs, Fact fact) {}
    };

    /** {@code seq} counts without gaps; after a restart facts may come again and are skipped by who has them. */
    void fact(long seq, long timeNs, Fact fact);

    /** Whether facts of this type ({@code FactCodec}'s number) are wanted; others are passed over unread. */
    default boolean takes(int type) {
        return true;
    }

    /** Whether wanted facts of this type are read where they lie, by {@link #read}: no object is made of them. */
    default boolean reads(int type) {
        return false;
    }

    /**
     * As {@link #fact}, for a type that is read: the next {@code length} bytes are {@code FactCodec}'s, its type
     * first. How many of them are read does not matter, and nothing of the reader may be kept.
     */
    default void read(long seq, long timeNs, BytesReader in, int length) {
        throw new IllegalStateException("nothing is read in its place");
    }

    /** Somebody waits for what came since the last {@link #endOfBatch}: it is not gathered with what follows. */
    default boolean hurries() {
        return false;
    }

    /** Nothing more for the moment: what was taken may be made visible. */
    default void endOfBatch() {}
}
