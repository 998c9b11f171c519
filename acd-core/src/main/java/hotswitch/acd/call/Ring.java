package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** A phone that rings for an offered call beside the first one. */
public record Ring(int agent, long leg, long offerId) {

    void write(BytesWriter out) {
        out.i32(agent).i64(leg).i64(offerId);
    }

    static Ring read(BytesReader in) {
        return new Ring(in.i32(), in.i64(), in.i64());
    }
}
