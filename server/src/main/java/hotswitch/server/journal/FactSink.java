package hotswitch.server.journal;

import hotswitch.acd.Fact;

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

    /** Whether wanted facts of this type come as bytes, to {@link #bytes}, instead of to {@link #fact}. */
    default boolean takesBytes(int type) {
        return false;
    }

    /** Where the bytes of such a fact are put: an array of just this length. */
    default byte[] room(int length) {
        return new byte[length];
    }

    /** As {@link #fact}, for a type that is taken as bytes: {@code FactCodec}'s, in {@link #room}. */
    default void bytes(long seq, long timeNs, byte[] fact) {
        throw new IllegalStateException("no bytes were asked for");
    }

    /** Nothing more for the moment: what was taken may be made visible. */
    default void endOfBatch() {}
}
