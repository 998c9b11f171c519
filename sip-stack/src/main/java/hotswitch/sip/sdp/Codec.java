package hotswitch.sip.sdp;

/**
 * The codecs that the switch speaks, both of ITU-T G.711 at 8,000 Hz, one channel, with static payload types (RFC
 * 3551 §6).
 */
public enum Codec {
    PCMA(8),
    PCMU(0);

    private static final Codec[] ALL = values();

    private final int staticType;

    Codec(int staticType) {
        this.staticType = staticType;
    }

    /** Payload type without a mapping. */
    public int staticType() {
        return staticType;
    }

    /** The codec whose format name this part of a text is, whatever its case; null when it is another. */
    static Codec of(CharSequence text, int from, int to) {
        for (Codec codec : ALL) {
            if (Part.isWord(text, from, to, codec.name())) {
                return codec;
            }
        }
        return null;
    }

    static Codec ofStatic(int payloadType) {
        for (Codec codec : ALL) {
            if (codec.staticType == payloadType) {
                return codec;
            }
        }
        return null;
    }
}
