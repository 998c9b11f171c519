package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes our offer (RFC 3264 §5, §8): the streams that were there stay in their places, switched off if they are not
 * ours.
 */
public final class SdpOffer {
    private SdpOffer() {}

    /** The first offer of a dialog, or a later one after {@link LocalMedia#after}. */
    public static String write(LocalMedia local) {
        String last = local.sent().lastText();
        SdpSession sent = last.isEmpty() ? null : SdpSession.parse(last);
        SdpWriter writer = new SdpWriter(local, sent == null ? "0 0" : sent.times());
        boolean written = false;
        for (SdpMedia media : sent == null ? List.<SdpMedia>of() : sent.media()) {
            boolean ours = !written && media.isAudio() && media.line().port() != 0;
            if (ours) {
                audio(writer, media, local);
            } else {
                writer.off(media.line());
            }
            written |= ours;
        }
        if (!written) {
            audio(writer, null, local);
        }
        return writer.text();
    }

    /** RFC 3264 §8.3.2: within a session a payload type keeps its meaning, so what was used before is used again. */
    private static void audio(SdpWriter writer, SdpMedia before, LocalMedia local) {
        Formats formats = local.formats();
        List<Integer> types = new ArrayList<>(4);
        for (Codec codec : formats.codecs()) {
            types.add(type(before, codec));
        }
        int event = event(before, formats.telephoneEventPt(), types);
        if (event >= 0) {
            types.add(event);
        }
        writer.audio(before == null ? "RTP/AVP" : before.line().proto(), types);
        for (Codec codec : formats.codecs()) {
            writer.codec(codec, type(before, codec));
        }
        if (event >= 0) {
            writer.telephoneEvent(event);
        }
        writer.close(local.direction());
    }

    /** The type used before, else ours, or the next one that no codec has taken. */
    private static int event(SdpMedia before, int preferred, List<Integer> taken) {
        int used = before == null || preferred < 0 ? -1 : before.telephoneEvent();
        int event = used >= 0 ? used : preferred;
        while (event >= 0 && taken.contains(event)) {
            event = event == 127 ? 96 : event + 1;
        }
        return event;
    }

    private static int type(SdpMedia before, Codec codec) {
        int used = before == null ? -1 : before.payloadType(codec);
        return used < 0 ? codec.staticType() : used;
    }
}
