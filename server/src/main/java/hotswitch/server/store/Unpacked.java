package hotswitch.server.store;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.CallFacts;

/** Goes through the facts of {@link Pack}s, one after another. For one thread. */
final class Unpacked {
    private final BytesReader in;
    private final CallFacts facts = new CallFacts();
    private int whose;
    private long timeNs;
    private int next;
    private int end;

    private Unpacked(BytesReader in) {
        this.in = in;
    }

    /** For one call's. */
    static Unpacked few() {
        return new Unpacked(new BytesReader());
    }

    /** For days of them, in which the same names come again and again. */
    static Unpacked many() {
        return new Unpacked(BytesReader.lasting());
    }

    /** Stands before the first fact of this one. */
    Unpacked open(byte[] pack) {
        in.wrap(pack);
        next = 0;
        end = pack.length;
        return this;
    }

    /** Goes to the next fact; false: there is none. */
    boolean next() {
        in.backTo(next);
        int length = next == end ? 0 : in.varint();
        if (length == 0) {
            return false;
        }
        whose = in.i8() & 0xff;
        timeNs = in.i64();
        next = in.position() + length;
        return true;
    }

    int whose() {
        return whose;
    }

    long timeNs() {
        return timeNs;
    }

    /** {@code FactCodec}'s number. */
    int type() {
        return in.peek();
    }

    /** At the fact's type. */
    BytesReader fact() {
        return in;
    }

    /** The fact as one of those that come with every call. */
    CallFacts read() {
        facts.read(in.i8(), in);
        return facts;
    }
}
