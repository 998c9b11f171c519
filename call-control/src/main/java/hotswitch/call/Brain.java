package hotswitch.call;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;

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

    /** The same; the bytes are taken before this returns. */
    default void keep(FactKind kind, String key, BytesWriter value) {
        keep(kind, key, value.toBytes());
    }
}
