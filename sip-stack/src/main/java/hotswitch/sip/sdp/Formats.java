package hotswitch.sip.sdp;

import java.util.List;

/**
 * What a leg can do: codecs in the order of preference, its payload type for telephone-events (-1: none), packet
 * time.
 */
public record Formats(List<Codec> codecs, int telephoneEventPt, int ptimeMs) {
    /** A-law first, as the networks here do, µ-law for the rest, telephone-events as 101, 20 ms. */
    public static final Formats DEFAULT = new Formats(List.of(Codec.PCMA, Codec.PCMU), 101, 20);

    public Formats {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty() || ptimeMs <= 0 || (telephoneEventPt != -1 && !dynamic(telephoneEventPt))) {
            throw new IllegalArgumentException("formats: " + codecs + " " + telephoneEventPt + " " + ptimeMs);
        }
    }

    private static boolean dynamic(int payloadType) {
        return payloadType >= 96 && payloadType <= 127;
    }
}
