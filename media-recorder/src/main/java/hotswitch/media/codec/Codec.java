package hotswitch.media.codec;

/** The voice codecs that may stand on a leg: ITU-T G.711, 8,000 samples a second, one byte a sample. */
public enum Codec {
    PCMA(8, (byte) 0xD5),
    PCMU(0, (byte) 0xFF);

    /** Samples a second: the RTP clock rate of both laws (RFC 3551 §4.5.14). */
    public static final int CLOCK_RATE = 8_000;

    private final int payloadType;
    private final byte silence;

    Codec(int payloadType, byte silence) {
        this.payloadType = payloadType;
        this.silence = silence;
    }

    /** The static payload type of RFC 3551 table 4. */
    public int payloadType() {
        return payloadType;
    }

    /** The byte that stands for a sample of zero. */
    public byte silence() {
        return silence;
    }

    /** Decodes one byte to a 16-bit linear sample. */
    public short decode(byte coded) {
        return G711.decode(this, coded);
    }

    /** Encodes one 16-bit linear sample. */
    public byte encode(int sample) {
        return G711.encode(this, sample);
    }
}
