package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** The peer's audio stream against ours. */
final class PeerStream {
    private static final int PTIME_DEFAULT_MS = 20;
    private static final int PTIME_MIN_MS = 10;
    private static final int PTIME_MAX_MS = 200;

    private PeerStream() {}

    /** Why this stream of an offer cannot be ours; "" when it can. */
    static String fault(SdpSession session, SdpMedia media, Formats formats) {
        if (media.line().port() == 0) {
            return "audio stream is switched off";
        }
        if (!media.isPlainRtp()) {
            return "transport " + media.line().proto() + " is not supported";
        }
        // A name would have to be looked up; media goes to numbers only.
        if (!NumericAddress.is(session.addressOf(media))) {
            return "no numeric connection address";
        }
        return choose(media, formats) == null ? "no common codec" : "";
    }

    /** Our first codec that the peer has too; null when there is none. */
    static Codec choose(SdpMedia media, Formats formats) {
        for (Codec codec : formats.codecs()) {
            if (media.payloadType(codec) >= 0) {
                return codec;
            }
        }
        return null;
    }

    /** In an answer both sides use the offer's payload types (RFC 3264 §6.1). */
    static MediaPlan planForAnswer(SdpSession offer, SdpMedia media, LocalMedia local) {
        Codec codec = choose(media, local.formats());
        int type = media.payloadType(codec);
        int event = local.formats().telephoneEventPt() < 0 ? -1 : media.telephoneEvent();
        MediaPlan.Payloads payloads = new MediaPlan.Payloads(codec, type, event, type, event);
        return plan(offer, media, payloads, answerDirection(offer, media, local));
    }

    static Direction answerDirection(SdpSession offer, SdpMedia media, LocalMedia local) {
        return local.direction().and(peerDirection(offer, media).reversed());
    }

    /** RFC 3264 §8.4: the old hold, an address of zeros, says that the peer receives nothing. */
    private static Direction peerDirection(SdpSession session, SdpMedia media) {
        String address = session.addressOf(media);
        boolean held = address.equals("0.0.0.0") || address.equals("::");
        return held ? media.direction().and(Direction.SENDONLY) : media.direction();
    }

    static Negotiation ofAnswer(SdpMedia ours, SdpSession answer, SdpMedia theirs, String offerText) {
        List<Codec> offered = new ArrayList<>(2);
        for (SdpMedia.Format format : theirs.formats()) {
            Codec codec = SdpMedia.codecOf(format);
            if (codec != null && ours.payloadType(codec) >= 0) {
                offered.add(codec);
            }
        }
        if (!theirs.isAudio() || offered.isEmpty()) {
            return new Negotiation.Refused(Negotiation.NOT_ACCEPTABLE_HERE, "no common codec");
        }
        Codec codec = offered.getFirst();
        String fault = fault(answer, theirs, new Formats(List.of(codec), -1, PTIME_DEFAULT_MS));
        if (!fault.isEmpty()) {
            return new Negotiation.Refused(Negotiation.NOT_ACCEPTABLE_HERE, fault);
        }
        int theirEvent = ours.telephoneEvent() < 0 ? -1 : theirs.telephoneEvent();
        int ourEvent = theirEvent < 0 ? -1 : ours.telephoneEvent();
        MediaPlan.Payloads payloads =
                new MediaPlan.Payloads(codec, theirs.payloadType(codec), theirEvent, ours.payloadType(codec), ourEvent);
        Direction direction = ours.direction().and(peerDirection(answer, theirs).reversed());
        return new Negotiation.Agreed(plan(answer, theirs, payloads, direction), offerText);
    }

    private static MediaPlan plan(
            SdpSession session, SdpMedia media, MediaPlan.Payloads payloads, Direction direction) {
        int wanted = media.timing().ptimeMs() < PTIME_MIN_MS
                ? PTIME_DEFAULT_MS
                : media.timing().ptimeMs();
        int most = media.timing().maxPtimeMs() < PTIME_MIN_MS
                ? PTIME_MAX_MS
                : media.timing().maxPtimeMs();
        int ptimeMs = Math.min(Math.min(wanted, most), PTIME_MAX_MS);
        return new MediaPlan(session.addressOf(media), media.line().port(), payloads, ptimeMs, direction);
    }
}
