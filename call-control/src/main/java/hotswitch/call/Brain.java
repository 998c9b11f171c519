package hotswitch.call;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.nio.ByteBuffer;

/** The way into the core: the command ring in production, the agenda in the simulator. Never blocks. */
public interface Brain {

    /** False: the ring is three quarters full, new calls are to be refused. */
    boolean hasRoom();

    /** A new call, of which an edge fact was kept before: never dropped. */
    void arrive(Command command);

    /** A command of a call inside: never dropped. */
    void tell(Command command);

    /** An edge fact: the latest value of a key counts; empty = forgotten. In one order with the commands. */
    void keep(FactKind kind, String key, byte[] value);

    /** The same as bytes; they are taken before this returns. */
    default void keep(FactKind kind, String key, BytesWriter value) {
        keep(kind, key, value.toBytes());
    }

    /** The fact of a leg, whose key is its id in decimal digits. The bytes are taken before this returns. */
    default void keepLeg(long legId, BytesWriter fact) {
        keep(FactKind.LEG, Long.toString(legId), fact);
    }

    /**
     * These bytes come behind what is kept of this leg, which is something; the first four are the number of bytes of
     * that which stay. They are taken before this returns.
     */
    void addToLeg(long legId, BytesWriter more);

    /** What is kept then, for who keeps arrays. */
    static byte[] joined(byte[] kept, byte[] more) {
        BytesReader in = new BytesReader(more);
        int stay = Math.min(in.i32(), kept.length);
        return ByteBuffer.allocate(stay + in.remaining())
                .put(kept, 0, stay)
                .put(more, Integer.BYTES, in.remaining())
                .array();
    }
}
