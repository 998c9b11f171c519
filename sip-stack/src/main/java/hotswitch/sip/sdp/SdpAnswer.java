package hotswitch.sip.sdp;

/** Writes the answer to an offer (RFC 3264 §6): as many streams in the same order, all but one switched off. */
final class SdpAnswer {
    private SdpAnswer() {}

    static void write(SdpWriter writer, SdpSession offer, int accepted, LocalMedia local) {
        for (int i = 0; i < offer.size(); i++) {
            if (i == accepted) {
                audio(writer, offer.media(i), local);
            } else {
                writer.off(offer.media(i));
            }
        }
    }

    private static void audio(SdpWriter writer, SdpMedia accepted, LocalMedia local) {
        Codec codec = PeerStream.choose(accepted, local.formats());
        int type = accepted.payloadType(codec);
        int event = local.formats().telephoneEventPt() < 0 ? -1 : accepted.telephoneEvent();
        writer.audio(accepted.proto()).format(type).format(event).endLine();
        writer.codec(codec, type).telephoneEvent(event);
        writer.rtcpMux(accepted.rtcpMux());
        writer.close(PeerStream.answerDirection(accepted, local));
    }
}
