package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Writes the answer to an offer (RFC 3264 §6): as many streams in the same order, all but one switched off. */
final class SdpAnswer {
    private SdpAnswer() {}

    static String write(SdpSession offer, int accepted, LocalMedia local) {
        SdpWriter writer = new SdpWriter(local, offer.times());
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia media = offer.media().get(i);
            if (i == accepted) {
                audio(writer, offer, media, local);
            } else {
                writer.off(media.line());
            }
        }
        return writer.text();
    }

    private static void audio(SdpWriter writer, SdpSession offer, SdpMedia accepted, LocalMedia local) {
        Codec codec = PeerStream.choose(accepted, local.formats());
        int event = local.formats().telephoneEventPt() < 0 ? -1 : accepted.telephoneEvent();
        List<Integer> types = new ArrayList<>(List.of(accepted.payloadType(codec)));
        if (event >= 0) {
            types.add(event);
        }
        writer.audio(accepted.line().proto(), types);
        writer.codec(codec, accepted.payloadType(codec));
        if (event >= 0) {
            writer.telephoneEvent(event);
        }
        writer.close(PeerStream.answerDirection(offer, accepted, local));
    }
}
