package hotswitch.call;

import hotswitch.acd.Order;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.sdp.Direction;
import hotswitch.sip.sdp.LocalMedia;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.sdp.Negotiator;
import hotswitch.sip.session.Session;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** The audio of legs: ports, offer and answer, and the core's orders to the media plane. */
final class Voice {
    /** How long after its last answer who holds us is asked again. */
    private static final long SILENT_ASKED_NS = 60_000_000_000L;

    /** RFC 863: nobody listens there. */
    private static final int DISCARD_PORT = 9;

    private static final String NO_PORT = "no media port free";
    private static final String NO_SESSION = "no SIP session free";
    private final Switchboard board;
    private final Negotiator negotiator = new Negotiator();
    /** As many as there are media ports. */
    private final Int2ObjectHashMap<LocalMedia> atPorts = new Int2ObjectHashMap<>();

    Voice(Switchboard board) {
        this.board = board;
    }

    /** Binds a port for the leg; false when none is free. */
    boolean open(Leg leg) {
        if (leg.mediaPort < 0) {
            leg.mediaPort = board.media.open(leg.id, leg.callId);
        }
        return leg.mediaPort >= 0;
    }

    /** What is wanting here for a leg that is to be called; "" when it can be, and its port is bound. */
    String lacks(Leg leg) {
        if (board.ua.full()) {
            return NO_SESSION;
        }
        return open(leg) ? "" : NO_PORT;
    }

    boolean reopen(Leg leg, int port) {
        leg.mediaPort = board.media.openAt(leg.id, leg.callId, port);
        return leg.mediaPort >= 0;
    }

    /** Our offer to a telephone in a browser: there RTP and RTCP share a port (RFC 8834 §4.5, RFC 5761 §5.1.1). */
    CharSequence webOffer(Leg leg) {
        leg.localSdp = negotiator.offer(local(leg).withRtcpMux(true), sessionId(leg), leg.localSdp);
        return leg.localSdp;
    }

    /** Our offer; the same leg and port give the same text, so that a restart says the same again. */
    CharSequence offer(Leg leg) {
        leg.localSdp = negotiator.offer(local(leg), sessionId(leg), leg.localSdp);
        return leg.localSdp;
    }

    /** Answers a peer's offer; "" when nothing fits. */
    CharSequence answer(Leg leg, String offer) {
        return switch (negotiate(leg, offer)) {
            case Negotiation.Agreed agreed -> {
                agreed(leg, agreed);
                yield agreed.text();
            }
            case Negotiation.Refused refused -> {
                leg.unfit = refused;
                yield "";
            }
        };
    }

    /** The answer to an offer before the leg is answered: all that changes is what is heard early. "": nothing fits. */
    CharSequence wouldAnswer(Leg leg, String offer) {
        return switch (negotiate(leg, offer)) {
            case Negotiation.Agreed agreed -> {
                if (leg.early) {
                    early(leg, agreed);
                }
                yield agreed.text();
            }
            case Negotiation.Refused refused -> {
                leg.unfit = refused;
                yield "";
            }
        };
    }

    /** Works out the answer to an offer without giving it yet; false when nothing fits. */
    boolean consider(Leg leg, CharSequence offer) {
        return switch (negotiate(leg, offer)) {
            case Negotiation.Agreed agreed -> {
                leg.considered = agreed;
                yield true;
            }
            case Negotiation.Refused refused -> {
                leg.unfit = refused;
                yield false;
            }
        };
    }

    /**
     * Before the peer answers it says where its audio comes from. Nothing holds yet, for another fork may answer.
     * False: it does not fit, or nothing will come.
     */
    boolean early(Leg leg, String answer) {
        return negotiator.applyAnswer(leg.localSdp, answer) instanceof Negotiation.Agreed agreed && early(leg, agreed);
    }

    private boolean early(Leg leg, Negotiation.Agreed agreed) {
        boolean audio = agreed.plan().direction().receives();
        if (audio) {
            board.media.earlyTarget(leg.id, agreed.plan());
        }
        return audio;
    }

    /** Our description for a peer that is to hear something before we answer it; "": it gave none itself. */
    CharSequence foretell(Leg leg) {
        if (leg.considered == null) {
            return "";
        }
        board.media.earlyTarget(leg.id, leg.considered.plan());
        return leg.considered.text();
    }

    /** The same for another offer of its; "": nothing fits, and all stays as it was. */
    CharSequence foretellAgain(Leg leg, String offer) {
        leg.localSdp = leg.considered.text();
        return consider(leg, offer) ? foretell(leg) : "";
    }

    /** What a 488 says of a description that was not accepted: lines "Name: value". */
    List<String> unfit(Leg leg) {
        return List.of(
                "Reason: " + Reasons.q850(88, "no common audio"),
                "Warning: " + leg.unfit.warning(board.config.domain()));
    }

    /** The answer that was worked out: from now on it holds. */
    CharSequence settle(Leg leg) {
        agreed(leg, leg.considered);
        return leg.considered.text();
    }

    /** Takes the answer to our offer; false when it does not fit. */
    boolean answered(Leg leg, CharSequence answer) {
        return switch (negotiator.applyAnswer(leg.localSdp, answer)) {
            case Negotiation.Agreed agreed -> {
                agreed(leg, agreed);
                yield true;
            }
            case Negotiation.Refused refused -> false;
        };
    }

    private void agreed(Leg leg, Negotiation.Agreed agreed) {
        leg.localSdp = agreed.text();
        leg.media = agreed.plan();
        board.media.target(leg.id, agreed.plan());
    }

    /** The audio of a dialog that a former process agreed on. */
    void restore(Leg leg, DialogState.Media media) {
        leg.localSdp = media.localSdp();
        if (negotiator.applyAnswer(media.localSdp(), media.remoteSdp()) instanceof Negotiation.Agreed agreed) {
            leg.media = agreed.plan();
            board.media.target(leg.id, agreed.plan());
            leg.held = holds(leg);
        }
    }

    /** The peer does not want to hear us (RFC 3264 §8.4). */
    static boolean holds(Leg leg) {
        return leg.media != null && !leg.media.direction().sends();
    }

    /** Who holds us, or only listens, is not missed by its silence: it is asked whether it is still there. */
    static void askSilent(Leg leg, long nowNs) {
        boolean both = leg.media == null
                || (leg.media.direction().sends() && leg.media.direction().receives());
        leg.session.askEvery(both ? 0 : SILENT_ASKED_NS, nowNs);
    }

    private Negotiation negotiate(Leg leg, CharSequence offer) {
        return negotiator.negotiate(offer, local(leg), sessionId(leg), leg.localSdp);
    }

    /** What a dialog without a leg says to an offer, or offers if that is "": no audio any more. "": nothing fits. */
    CharSequence silent(Session session, String offer) {
        LocalMedia nobody =
                LocalMedia.of(board.config.mediaAddress(), DISCARD_PORT).with(Direction.INACTIVE);
        CharSequence last = session.dialog().localSdp();
        long id = sessionId(session.legId());
        if (offer.isEmpty()) {
            return negotiator.offer(nobody, id, last);
        }
        return negotiator.negotiate(offer, nobody, id, last) instanceof Negotiation.Agreed agreed ? agreed.text() : "";
    }

    private static long sessionId(Leg leg) {
        return sessionId(leg.id);
    }

    /** RFC 8866 §5.2: a session id is digits; the legs of feature codes have negative ids. */
    private static long sessionId(long legId) {
        return Math.abs(legId);
    }

    /** One leg after another has the port, and says the same of it. */
    private LocalMedia local(Leg leg) {
        LocalMedia known = atPorts.get(leg.mediaPort);
        if (known == null || !known.address().equals(board.config.mediaAddress())) {
            known = LocalMedia.of(board.config.mediaAddress(), leg.mediaPort);
            atPorts.put(leg.mediaPort, known);
        }
        return known;
    }

    void play(Order.Play o) {
        if (ready(o.legId())) {
            board.media.play(o.legId(), o.playId(), o.prompts(), o.loop());
        }
    }

    void stopPlay(Order.StopPlay o) {
        if (ready(o.legId())) {
            board.media.stopPlay(o.legId(), o.playId());
        }
    }

    void bridge(Order.Bridge o) {
        if (ready(o.legA()) && ready(o.legB())) {
            board.media.bridge(o.legA(), o.legB());
        }
    }

    void conference(Order.Conference o) {
        List<Long> legs = o.legs().stream().filter(this::ready).toList();
        if (!legs.isEmpty()) {
            board.media.conference(legs);
        }
    }

    void unbridge(Order.Unbridge o) {
        if (ready(o.legA()) && ready(o.legB())) {
            board.media.unbridge(o.legA(), o.legB());
        }
    }

    void hold(Order.HoldLeg o) {
        if (ready(o.legId())) {
            board.media.hold(o.legId(), o.on(), o.music());
        }
    }

    void record(Order.StartRecording o) {
        board.media.record(o.callId(), o.segment(), o.callerLeg(), o.partyLeg());
    }

    void stopRecord(Order.StopRecording o) {
        board.media.stopRecord(o.callId(), o.segment());
    }

    private boolean ready(long legId) {
        Leg leg = board.legs.find(legId);
        return leg != null && leg.mediaPort >= 0;
    }
}
