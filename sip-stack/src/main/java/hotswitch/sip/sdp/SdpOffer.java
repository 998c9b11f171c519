package hotswitch.sip.sdp;

import java.util.List;

/**
 * Writes our offer (RFC 3264 §5, §8): the streams that were there stay in their places, switched off if they are not
 * ours.
 */
final class SdpOffer {
    private static final String PROTO = "RTP/AVP";

    private SdpOffer() {}

    /** @param sent the description sent last, null before the first */
    static void write(SdpWriter writer, SdpSession sent, LocalMedia local) {
        boolean written = false;
        for (int i = 0; sent != null && i < sent.size(); i++) {
            SdpMedia media = sent.media(i);
            boolean ours = !written && media.isAudio() && media.port() != 0;
            if (ours) {
                audio(writer, media, local);
            } else {
                writer.off(media);
            }
            written |= ours;
        }
        if (!written) {
            audio(writer, null, local);
        }
    }

    /** RFC 3264 §8.3.2: within a session a payload type keeps its meaning, so what was used before is used again. */
    private static void audio(SdpWriter writer, SdpMedia before, LocalMedia local) {
        List<Codec> codecs = local.formats().codecs();
        int event = event(before, local.formats());
        writer.audio(before == null ? PROTO : before.proto());
        for (int i = 0; i < codecs.size(); i++) {
            writer.format(type(before, codecs.get(i)));
        }
        writer.format(event).endLine();
        for (int i = 0; i < codecs.size(); i++) {
            writer.codec(codecs.get(i), type(before, codecs.get(i)));
        }
        writer.telephoneEvent(event);
        writer.rtcpMux(before == null ? local.rtcpMux() : before.rtcpMux());
        writer.close(local.direction());
    }

    /** The type used before, else ours, or the next one that no codec has taken. */
    private static int event(SdpMedia before, Formats formats) {
        int preferred = formats.telephoneEventPt();
        int used = before == null || preferred < 0 ? -1 : before.telephoneEvent();
        int event = used >= 0 ? used : preferred;
        while (event >= 0 && isTaken(event, before, formats.codecs())) {
            event = event == 127 ? 96 : event + 1;
        }
        return event;
    }

    private static boolean isTaken(int type, SdpMedia before, List<Codec> codecs) {
        for (int i = 0; i < codecs.size(); i++) {
            if (type(before, codecs.get(i)) == type) {
                return true;
            }
        }
        return false;
    }

    private static int type(SdpMedia before, Codec codec) {
        int used = before == null ? -1 : before.payloadType(codec);
        return used < 0 ? codec.staticType() : used;
    }
}
