package hotswitch.server.journal;

import hotswitch.acd.Fact;

/** Takes the core's facts in their order. */
public interface FactSink {

    /** {@code seq} counts without gaps; after a restart facts may come again and are skipped by who has them. */
    void fact(long seq, long timeNs, Fact fact);

    /** Whether facts of this type ({@code FactCodec}'s number) are wanted; others are passed over unread. */
    default boolean takes(int type) {
        return true;
    }

    /** Nothing more for the moment: what was taken may be made visible. */
    default void endOfBatch() {}
}
