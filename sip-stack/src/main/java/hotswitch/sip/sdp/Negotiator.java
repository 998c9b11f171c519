package hotswitch.sip.sdp;

import hotswitch.sip.message.OwnText;

/**
 * Makes offers and answers (RFC 3264). What it reads into and writes with is used again each time, so what is left of a
 * negotiation is its result. Not for two threads.
 */
public final class Negotiator {
    private final SdpSession peers = new SdpSession();
    private final SdpSession ours = new SdpSession();
    /** What is read as ours. */
    private final OwnText said = new OwnText();

    private final SdpWriter writer = new SdpWriter();

    /**
     * Answers a peer's offer.
     *
     * @param sessionId of our o= lines
     * @param last the description that we sent last in this dialog, "" before the first: the o= version grows only when
     *     the rest changes (RFC 3264 §8)
     */
    public Negotiation negotiate(CharSequence offer, LocalMedia local, long sessionId, CharSequence last) {
        if (!peers.read(offer)) {
            return Negotiation.Refused.MALFORMED;
        }
        Negotiation.Refused why = Negotiation.Refused.NO_AUDIO;
        for (int i = 0; i < peers.size(); i++) {
            SdpMedia media = peers.media(i);
            if (media.isAudio()) {
                why = PeerStream.fault(media, local);
                if (why == null) {
                    MediaPlan plan = PeerStream.planForAnswer(media, local);
                    writer.begin(local, sessionId, last, sent(last), peers);
                    SdpAnswer.write(writer, peers, i, local);
                    return new Negotiation.Agreed(plan, writer.text());
                }
            }
        }
        return why;
    }

    /** Takes the peer's answer to our offer. */
    public Negotiation applyAnswer(CharSequence offer, CharSequence answer) {
        said.take(offer);
        if (!ours.read(said)) {
            throw new IllegalArgumentException("not our offer: " + offer);
        }
        if (!peers.read(answer)) {
            return Negotiation.Refused.MALFORMED;
        }
        for (int i = 0; i < Math.min(ours.size(), peers.size()); i++) {
            SdpMedia stream = ours.media(i);
            if (stream.isAudio() && stream.port() != 0) {
                return PeerStream.ofAnswer(stream, peers.media(i), offer);
            }
        }
        return Negotiation.Refused.NO_AUDIO;
    }

    /** Our offer: the first of a dialog, or a later one after what was sent last. */
    public CharSequence offer(LocalMedia local, long sessionId, CharSequence last) {
        SdpSession sent = sent(last);
        writer.begin(local, sessionId, last, sent, sent);
        SdpOffer.write(writer, sent, local);
        return writer.text();
    }

    /** The description sent last; null before the first. */
    private SdpSession sent(CharSequence last) {
        said.take(last);
        return !last.isEmpty() && ours.read(said) ? ours : null;
    }
}
