package hotswitch.sip.sdp;

/** The peer's audio stream against ours. */
final class PeerStream {
    private static final int PTIME_DEFAULT_MS = 20;
    private static final int PTIME_MIN_MS = 10;
    private static final int PTIME_MAX_MS = 200;

    private PeerStream() {}

    /** Why this stream of an offer cannot be ours; null when it can. */
    static Negotiation.Refused fault(SdpMedia media, LocalMedia local) {
        Negotiation.Refused fault = fault(media);
        if (fault != null) {
            return fault;
        }
        fault = unreached(media, local.address());
        if (fault != null) {
            return fault;
        }
        return choose(media, local.formats()) == null ? Negotiation.Refused.NO_CODEC : null;
    }

    /**
     * RFC 6157 §4: where we speak the other family of addresses alone an answer would help nobody. An address of zeros
     * is none: it holds (RFC 3264 §8.4).
     */
    private static Negotiation.Refused unreached(SdpMedia media, String ours) {
        boolean six = NumericAddress.isOfV6(media.target());
        if (six == NumericAddress.isOfV6(ours) || isNowhere(media.target())) {
            return null;
        }
        return six ? Negotiation.Refused.IPV6 : Negotiation.Refused.IPV4;
    }

    private static boolean isNowhere(String address) {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    private static Negotiation.Refused fault(SdpMedia media) {
        if (media.port() == 0) {
            return Negotiation.Refused.SWITCHED_OFF;
        }
        if (!media.isPlainRtp()) {
            return Negotiation.Refused.transport(media.proto());
        }
        // A name would have to be looked up; media goes to numbers only, and to one listener.
        if (!NumericAddress.is(media.target())) {
            return Negotiation.Refused.NAME;
        }
        return NumericAddress.isShared(media.target()) ? Negotiation.Refused.MULTICAST : null;
    }

    /** Our first codec that the peer has too; null when there is none. */
    static Codec choose(SdpMedia media, Formats formats) {
        for (int i = 0; i < formats.codecs().size(); i++) {
            if (media.payloadType(formats.codecs().get(i)) >= 0) {
                return formats.codecs().get(i);
            }
        }
        return null;
    }

    /** In an answer both sides use the offer's payload types (RFC 3264 §6.1). */
    static MediaPlan planForAnswer(SdpMedia media, LocalMedia local) {
        Codec codec = choose(media, local.formats());
        int type = media.payloadType(codec);
        int event = local.formats().telephoneEventPt() < 0 ? -1 : media.telephoneEvent();
        MediaPlan.Payloads payloads = MediaPlan.Payloads.of(codec, type, event, type, event);
        return plan(media, media.rtcpMux(), payloads, answerDirection(media, local));
    }

    static Direction answerDirection(SdpMedia media, LocalMedia local) {
        return local.direction().and(peerDirection(media).reversed());
    }

    /** RFC 3264 §8.4: the old hold, an address of zeros, says that the peer receives nothing. */
    private static Direction peerDirection(SdpMedia media) {
        return isNowhere(media.target()) ? media.direction().and(Direction.SENDONLY) : media.direction();
    }

    static Negotiation ofAnswer(SdpMedia ours, SdpMedia theirs, CharSequence offerText) {
        Codec codec = theirs.isAudio() ? theirs.firstCommon(ours) : null;
        Negotiation.Refused fault = codec == null ? Negotiation.Refused.NO_CODEC : fault(theirs);
        fault = fault == null ? unreached(theirs, ours.target()) : fault;
        if (fault != null) {
            return fault;
        }
        int theirEvent = ours.telephoneEvent() < 0 ? -1 : theirs.telephoneEvent();
        int ourEvent = theirEvent < 0 ? -1 : ours.telephoneEvent();
        MediaPlan.Payloads payloads =
                MediaPlan.Payloads.of(codec, theirs.payloadType(codec), theirEvent, ours.payloadType(codec), ourEvent);
        Direction direction = ours.direction().and(peerDirection(theirs).reversed());
        boolean mux = ours.rtcpMux() && theirs.rtcpMux(); // RFC 5761 §5.1.1: only where both say so
        return new Negotiation.Agreed(plan(theirs, mux, payloads, direction), offerText);
    }

    private static MediaPlan plan(SdpMedia media, boolean mux, MediaPlan.Payloads payloads, Direction direction) {
        int wanted = media.ptimeMs() < PTIME_MIN_MS ? PTIME_DEFAULT_MS : media.ptimeMs();
        int most = media.maxPtimeMs() < PTIME_MIN_MS ? PTIME_MAX_MS : media.maxPtimeMs();
        int ptimeMs = Math.min(Math.min(wanted, most), PTIME_MAX_MS);
        int rtcpPort = mux ? media.port() : media.rtcpPort();
        return new MediaPlan(media.target(), media.port(), rtcpPort, payloads, ptimeMs, direction);
    }
}
