package hotswitch.acd.codec;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;

/** Call records as bytes. */
public final class RecordCodec {
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final Disposition[] DISPOSITIONS = Disposition.values();

    private RecordCodec() {}

    public static void write(CallRecord r, BytesWriter out) {
        out.i64(r.callId()).i8(r.direction().ordinal());
        CallRecord.Parties p = r.parties();
        out.text(p.ani()).text(p.dnis()).text(p.trunk()).text(p.queue());
        out.i32(p.agent()).text(p.party()).text(p.displayed());
        CallRecord.Times t = r.times();
        out.i64(t.arrivedNs()).i64(t.answeredNs()).i64(t.queuedNs());
        out.i64(t.connectedNs()).i64(t.endedNs());
        CallRecord.Durations d = t.durations();
        out.i64(d.waitMs()).i64(d.talkMs()).i64(d.holdMs());
        out.i8(r.disposition().ordinal());
        CallRecord.Outcome o = r.outcome();
        out.text(o.endedBy()).text(o.cause()).i32(o.offers()).i32(o.segments());
        out.text(o.hops()).text(o.config());
    }

    static CallRecord read(BytesReader in) {
        return new CallRecord(
                in.i64(), DIRECTIONS[in.i8()], parties(in), times(in), DISPOSITIONS[in.i8()], outcome(in));
    }

    private static CallRecord.Parties parties(BytesReader in) {
        return new CallRecord.Parties(in.text(), in.text(), in.text(), in.text(), in.i32(), in.text(), in.text());
    }

    private static CallRecord.Times times(BytesReader in) {
        return new CallRecord.Times(
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                new CallRecord.Durations(in.i64(), in.i64(), in.i64()));
    }

    private static CallRecord.Outcome outcome(BytesReader in) {
        return new CallRecord.Outcome(in.text(), in.text(), in.i32(), in.i32(), in.text(), in.text());
    }
}
