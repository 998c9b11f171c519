package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * How a leg's audio is coded and which way it goes, as its offer/answer settled it (RFC 3264).
 *
 * @param codec the law that we send; both laws are understood when received
 * @param payloadType the peer's payload type for that law
 * @param telephoneEventPt the peer's payload type for RFC 4733 events, or -1 when it takes none
 * @param sends whether we send audio to the peer (false: it holds us, or the stream is inactive)
 * @param receives whether we take audio from the peer; its silence can be a time-out if we send to it as well
 */
public record MediaFormat(Codec codec, int payloadType, int telephoneEventPt, boolean sends, boolean receives) {
    private static final int USUAL_EVENT_PT = 101;
    private static final List<MediaFormat> USUAL = usual();

    public MediaFormat {
        if (payloadType < 0 || payloadType > 127) throw new IllegalArgumentException("payload type " + payloadType);
        if (telephoneEventPt < -1 || telephoneEventPt > 127) {
            throw new IllegalArgumentException("telephone-event payload type " + telephoneEventPt);
        }
    }

    private static List<MediaFormat> usual() {
        List<MediaFormat> usual = new ArrayList<>();
        for (Codec codec : Codec.values()) {
            usual.add(of(codec));
            usual.add(new MediaFormat(codec, codec.payloadType(), -1, true, true));
        }
        return usual;
    }

    /** One object for all streams that go both ways with the usual numbers. */
    public static MediaFormat of(Codec codec, int payloadType, int telephoneEventPt, boolean sends, boolean receives) {
        for (int i = 0; sends && receives && i < USUAL.size(); i++) {
            MediaFormat each = USUAL.get(i);
            if (each.codec == codec && each.payloadType == payloadType && each.telephoneEventPt == telephoneEventPt) {
                return each;
            }
        }
        return new MediaFormat(codec, payloadType, telephoneEventPt, sends, receives);
    }

    /** Both ways with the codec's own payload type, and events on 101. */
    public static MediaFormat of(Codec codec) {
        return new MediaFormat(codec, codec.payloadType(), USUAL_EVENT_PT, true, true);
    }
}
