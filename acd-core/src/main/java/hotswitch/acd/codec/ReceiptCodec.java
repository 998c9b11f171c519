package hotswitch.acd.codec;

import hotswitch.acd.AgentIds;
import hotswitch.acd.Fact.Candidate;
import hotswitch.acd.Fact.Decision;
import hotswitch.acd.Fact.Exclusion;
import hotswitch.acd.Fact.Receipt;

/** Receipts as bytes. Agents are given by what each number is more than the one before: mostly a byte each. */
final class ReceiptCodec {
    private ReceiptCodec() {}

    static void write(Receipt f, BytesWriter out) {
        out.i64(f.callId()).i64(f.offerId()).text(f.queue()).i32(f.agent()).text(f.policy());
        Decision d = f.decision();
        out.i64(d.score()).i32(d.priority()).i64(d.waitedMs()).i32(d.step());
        out.text(d.asks()).i32(d.preferred()).i32(d.overtaken());
        ListCodec.write(out, f.candidates(), ReceiptCodec::candidate);
        ListCodec.write(out, f.exclusions(), (o, e) -> agents(e.agents(), o.text(e.why())));
    }

    static Receipt read(BytesReader in) {
        return new Receipt(
                in.i64(),
                in.i64(),
                in.text(),
                in.i32(),
                in.text(),
                new Decision(in.i64(), in.i32(), in.i64(), in.i32(), in.text(), in.i32(), in.i32()),
                ListCodec.read(in, ReceiptCodec::candidate),
                ListCodec.read(in, ReceiptCodec::exclusion));
    }

    private static void candidate(BytesWriter out, Candidate c) {
        out.i32(c.agent()).i32(c.step()).i32(c.preference()).i32(c.level());
        out.i64(c.measure()).i64(c.idleMs());
    }

    private static Candidate candidate(BytesReader in) {
        return new Candidate(in.i32(), in.i32(), in.i32(), in.i32(), in.i64(), in.i64());
    }

    private static Exclusion exclusion(BytesReader in) {
        return new Exclusion(in.text(), agents(in));
    }

    private static void agents(AgentIds ids, BytesWriter out) {
        out.i32(ids.size());
        for (int i = 0, former = 0; i < ids.size(); i++) {
            out.varint(ids.get(i) - former);
            former = ids.get(i);
        }
    }

    private static AgentIds agents(BytesReader in) {
        int size = in.i32();
        int[] ids = new int[Math.min(size, in.remaining())];
        for (int i = 0, former = 0; i < size; i++) {
            ids[i] = former + in.varint();
            former = ids[i];
        }
        return AgentIds.copyOf(ids, size);
    }
}
