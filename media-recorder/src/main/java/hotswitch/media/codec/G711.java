package hotswitch.media.codec;

import org.agrona.MutableDirectBuffer;

/** ITU-T G.711 by table: A-law, µ-law, and the way between them. */
public final class G711 {
    private static final int CODES = 256;
    private static final int CLIP = 32_635;
    private static final int MU_BIAS = 0x84;

    private static final short[] A_LINEAR = new short[CODES];
    private static final short[] MU_LINEAR = new short[CODES];
    private static final byte[] A_CODES = new byte[1 << 16];
    private static final byte[] MU_CODES = new byte[1 << 16];
    private static final byte[] A_TO_MU = new byte[CODES];
    private static final byte[] MU_TO_A = new byte[CODES];

    static {
        for (int code = 0; code < CODES; code++) {
            A_LINEAR[code] = expandA(code);
            MU_LINEAR[code] = expandMu(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            A_CODES[sample & 0xFFFF] = compressA(sample);
            MU_CODES[sample & 0xFFFF] = compressMu(sample);
        }
        for (int code = 0; code < CODES; code++) {
            A_TO_MU[code] = MU_CODES[A_LINEAR[code] & 0xFFFF];
            MU_TO_A[code] = A_CODES[MU_LINEAR[code] & 0xFFFF];
        }
    }

    private G711() {}

    static short decode(Codec codec, byte coded) {
        return switch (codec) {
            case PCMA -> A_LINEAR[coded & 0xFF];
            case PCMU -> MU_LINEAR[coded & 0xFF];
        };
    }

    static byte encode(Codec codec, int sample) {
        int clipped = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample)) & 0xFFFF;
        return switch (codec) {
            case PCMA -> A_CODES[clipped];
            case PCMU -> MU_CODES[clipped];
        };
    }

    /** Turns {@code length} bytes of one law into the other, in place; the same law on both sides costs nothing. */
    public static void convert(Codec from, Codec to, MutableDirectBuffer buffer, int offset, int length) {
        if (from == to) return;
        byte[] table = from == Codec.PCMA ? A_TO_MU : MU_TO_A;
        for (int i = offset, end = offset + length; i < end; i++) {
            buffer.putByte(i, table[buffer.getByte(i) & 0xFF]);
        }
    }

    /** G.711 table 1a: even bits are inverted on the line; the mid-value of each step is given back. */
    private static short expandA(int code) {
        int even = code ^ 0x55;
        int segment = (even >> 4) & 7;
        int step = (even & 0x0F) << 4;
        int magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
        return (short) ((even & 0x80) != 0 ? magnitude : -magnitude);
    }

    /**
     * G.711 table 2a: all bits are inverted on the line, and the scale is shifted by a bias of 33 (here times four).
     */
    private static short expandMu(int code) {
        int inverted = ~code;
        int magnitude = ((((inverted & 0x0F) << 3) + MU_BIAS) << ((inverted >> 4) & 7)) - MU_BIAS;
        return (short) ((inverted & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte compressA(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(CLIP, sample >= 0 ? sample : -sample - 1);
        int segment = magnitude < 256 ? 0 : 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = segment == 0 ? magnitude >> 4 : magnitude >> (segment + 3);
        return (byte) ((sign | (segment << 4) | (step & 0x0F)) ^ 0x55);
    }

    private static byte compressMu(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(CLIP, Math.abs(sample)) + MU_BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> (segment + 3);
        return (byte) ~(sign | (segment << 4) | (step & 0x0F));
    }
}
