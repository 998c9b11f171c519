package hotswitch.acd;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;

/** Where the core's output goes: a ring in production, text in stories, nothing for orders in replay. */
public interface Effects {

    void order(Order order);

    /** {@code seq} is gap-free; {@code timeNs} is the command's time. Nothing for who takes {@link #stated}. */
    default void fact(long seq, long timeNs, Fact fact) {}

    /** Where the core writes its next fact: {@code own}, emptied, unless the bytes have a place where they stay. */
    default BytesWriter page(BytesWriter own) {
        return own.reset();
    }

    /**
     * How the core says it: as {@code FactCodec}'s bytes, on that page, valid during the call only. For who keeps bytes
     * anyway; all others get the fact itself.
     */
    default void stated(long seq, long timeNs, BytesWriter bytes) {
        fact(seq, timeNs, FactCodec.read(new BytesReader().wrap(bytes)));
    }
}
