package hotswitch.acd;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/**
 * How the audio of a leg was, measured until its end (RFC 3550 §6.4). {@code received} and {@code lost}: packets of the
 * peer; {@code jitterUs}: between them; {@code farLostPerMille} of ours as the peer last reported it, and {@code
 * roundTripUs} to it, -1: it reported nothing.
 */
public record LegQuality(long received, long lost, int jitterUs, int farLostPerMille, int roundTripUs) {
    public void write(BytesWriter out) {
        out.i64(received).i64(lost).i32(jitterUs).i32(farLostPerMille).i32(roundTripUs);
    }

    public static LegQuality read(BytesReader in) {
        return new LegQuality(in.i64(), in.i64(), in.i32(), in.i32(), in.i32());
    }
}
