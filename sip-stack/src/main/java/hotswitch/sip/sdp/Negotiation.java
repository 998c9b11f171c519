package hotswitch.sip.sdp;

/** How an offer ended. */
public sealed interface Negotiation {
    /** SIP status for a description that cannot be accepted (RFC 3261 §21.4.26). */
    int NOT_ACCEPTABLE_HERE = 488;

    /**
     * Both sides have a stream; {@code text} is our description: the answer to send, or the offer that was answered.
     */
    record Agreed(MediaPlan plan, String text) implements Negotiation {}

    /** No common stream; the status for the request that carried the offer, and why. */
    record Refused(int status, String reason) implements Negotiation {}

    private static Refused refused(String reason) {
        return new Refused(NOT_ACCEPTABLE_HERE, reason);
    }

    /** Answers a peer's offer. */
    static Negotiation negotiate(String offerText, LocalMedia local) {
        SdpSession offer = SdpSession.parse(offerText);
        if (offer == null) {
            return refused("malformed session description");
        }
        String why = "no audio stream";
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia media = offer.media().get(i);
            if (media.isAudio()) {
                why = PeerStream.fault(offer, media, local.formats());
                if (why.isEmpty()) {
                    MediaPlan plan = PeerStream.planForAnswer(offer, media, local);
                    return new Agreed(plan, SdpAnswer.write(offer, i, local));
                }
            }
        }
        return refused(why);
    }

    /** Takes the peer's answer to our offer. */
    static Negotiation applyAnswer(String offerText, String answerText) {
        SdpSession offer = SdpSession.parse(offerText);
        if (offer == null) {
            throw new IllegalArgumentException("not our offer: " + offerText);
        }
        return applyAnswer(offer, offerText, answerText);
    }

    /** The same, for who knows already what streams the offer has; their ports do not matter. */
    static Negotiation applyAnswer(SdpSession offer, String offerText, String answerText) {
        SdpSession answer = SdpSession.parse(answerText);
        if (answer == null) {
            return refused("malformed session description");
        }
        for (int i = 0; i < Math.min(offer.media().size(), answer.media().size()); i++) {
            SdpMedia ours = offer.media().get(i);
            if (ours.isAudio() && ours.line().port() != 0) {
                return PeerStream.ofAnswer(ours, answer, answer.media().get(i), offerText);
            }
        }
        return refused("no audio stream");
    }
}
