package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CallFacts;

/** Facts as who follows all of them is given them. */
public final class InPlace {
    private InPlace() {}

    /** One that comes with every call. */
    public static CallFacts read(Fact fact) {
        BytesReader in = new BytesReader(bytes(fact));
        CallFacts facts = new CallFacts();
        facts.read(in.i8(), in);
        return facts;
    }

    /** As the log would. */
    public static void hand(long seq, long timeNs, Fact fact, FactSink into) {
        byte[] bytes = bytes(fact);
        if (into.reads(bytes[0])) {
            into.read(seq, timeNs, new BytesReader(bytes), bytes.length);
        } else {
            into.fact(seq, timeNs, fact);
        }
    }

    public static byte[] bytes(Fact fact) {
        BytesWriter out = new BytesWriter();
        fact.write(out);
        return out.toBytes();
    }
}
