package hotswitch.call;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.LegEarly;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegRouted;
import hotswitch.acd.Command.LegUnmade;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Order;
import hotswitch.call.leg.Attempt;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.call.toll.Destination;
import hotswitch.sip.header.EarlyMedia;
import hotswitch.sip.header.RetryAfter;
import hotswitch.sip.message.LoadReport;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Session;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.admission.Admission;
import hotswitch.trunk.admission.CallDirection;
import hotswitch.trunk.admission.Headroom;
import hotswitch.trunk.admission.Refusal;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.route.HopCause;
import hotswitch.trunk.route.RouteChoice;
import hotswitch.trunk.route.RouteHop;
import java.util.ArrayList;
import java.util.List;

/** Dials numbers through trunks, hop by hop, and keeps account of who is inside each trunk. */
final class Dialling {
    private static final int PORTS_PER_CALL = 2;
    private static final String SCARCE = "MEDIA_PORTS_SCARCE";
    private static final long SCARCE_NS = 10_000_000_000L;
    private final Switchboard board;
    private final Voice voice;
    private final Carriers carriers;
    private final Accounts accounts;
    private final Outward outward;
    /** When nobody has been refused for want of ports for a while; {@link Long#MAX_VALUE}: nobody was. */
    private long scarceUntilNs = Long.MAX_VALUE;
    /** Legs whose present hop has not yet answered anything. */
    private final List<Leg> unheard = new ArrayList<>();

    Dialling(Switchboard board, Voice voice, Carriers carriers, Accounts accounts) {
        this.board = board;
        this.voice = voice;
        this.carriers = carriers;
        this.accounts = accounts;
        this.outward = new Outward(board, carriers, accounts);
    }

    /** 0: the caller is inside; otherwise seconds for Retry-After. */
    int admit(Leg leg, Trunk trunk, long nowNs) {
        Headroom headroom = new Headroom(board.media.freePorts(), PORTS_PER_CALL + promised(), true, false);
        return switch (trunk.gate().admit(CallDirection.INBOUND, headroom, nowNs)) {
            case Admission.Admitted inside -> {
                leg.trunkId = trunk.id();
                leg.trunk = trunk.name();
                yield 0;
            }
            case Admission.Refused refused -> {
                if (refused.reason() == Refusal.MEDIA_PORTS) {
                    scarce(nowNs);
                }
                yield Math.max(1, refused.retryAfterS());
            }
        };
    }

    /** For each caller inside who has nobody yet a port is kept, but not for more than could pick up at all. */
    private int promised() {
        return Math.min(board.legs.alone(), board.config.pins().size());
    }

    private void scarce(long nowNs) {
        if (scarceUntilNs == Long.MAX_VALUE) {
            board.tell(new RaiseAlarm(SCARCE, "new callers get 503", true));
        }
        scarceUntilNs = nowNs + SCARCE_NS;
    }

    /** The leg leaves its trunk. */
    void release(Leg leg) {
        if (leg.trunkId == 0) {
            return;
        }
        Trunk trunk = carriers.trunks.get(leg.trunkId);
        if (trunk != null) {
            trunk.gate().release(direction(leg));
        }
        leg.trunkId = 0;
    }

    /** After a restart: inside whatever the limits say. */
    void readmit(Leg leg, String trunkName) {
        Trunk trunk = carriers.trunks.get(trunkName);
        leg.trunk = trunkName;
        if (trunk != null) {
            trunk.gate().readmit(direction(leg));
            leg.trunkId = trunk.id();
        }
    }

    private static CallDirection direction(Leg leg) {
        return leg.role == LegRole.DIALLED ? CallDirection.OUTBOUND : CallDirection.INBOUND;
    }

    /** 0, or with which status it was refused, and no leg made of it. */
    int dial(Order.DialLeg o, long nowNs) {
        Destination to = new Destination(carriers.normalised(o.number()), o.number());
        String toll = board.tollRefusal(o, to, nowNs);
        if (!toll.isEmpty()) {
            return refuse(o, 403, toll);
        }
        return switch (carriers.way(o.number(), o.displayed(), o.trunk(), nowNs)) {
            case RouteChoice.NoRoute none -> refuse(o, 404, "no route");
            case RouteChoice.NotLocated none -> refuse(o, 503, "no carrier's name leads anywhere");
            case RouteChoice.NotDisplayable shown -> {
                String why = o.displayed() + " " + shown.denied().reason();
                board.tell(new Audit(Request.unasked("trunk"), "displayed-number", o.number(), false, why));
                yield refuse(o, 403, "displayed number " + why);
            }
            case RouteChoice.Routed routed -> begin(o, routed, nowNs);
        };
    }

    private int refuse(Order.DialLeg o, int status, String why) {
        board.tell(new LegRefused(o.legId(), status, why));
        return status;
    }

    private int begin(Order.DialLeg o, RouteChoice.Routed routed, long nowNs) {
        Leg leg = new Leg(o.legId(), o.callId(), LegRole.DIALLED, "");
        leg.dialledFor = board.dialledFor(o);
        String lacks = voice.lacks(leg);
        if (!lacks.isEmpty()) {
            board.tell(new LegUnmade(o.legId(), lacks));
            return 503;
        }
        CharSequence sdp = voice.offer(leg);
        List<Connect> connects = new ArrayList<>();
        List<String> trunks = new ArrayList<>();
        for (RouteHop hop : routed.plan().hops()) {
            connects.add(outward.connect(o, connects.size(), hop, sdp));
            trunks.add(hop.trunk());
        }
        leg.plan = new Attempt(
                connects, trunks, routed.plan().hops().getFirst().shown().displayed());
        leg.route = routed.plan();
        board.legs.add(leg);
        next(leg, nowNs);
        return 0;
    }

    /** Tries hops until one is admitted, or none is left. */
    private void next(Leg leg, long nowNs) {
        for (RouteHop hop = leg.route.current(); hop != null; ) {
            Trunk trunk = carriers.trunks.get(hop.trunkId());
            AddressHealth address = trunk.health(hop.address().text());
            if (address != null && address.restraint().withholds(nowNs)) {
                leg.plan.status = 503;
                hop = leg.route.leave(HopCause.of(hop.trunk(), HopCause.Kind.ASKED_FOR_LESS), false);
                continue;
            }
            Admission admission = trunk.gate().admit(CallDirection.OUTBOUND, Headroom.PLENTY, nowNs);
            if (admission instanceof Admission.Admitted) {
                leg.trunkId = trunk.id();
                leg.trunk = trunk.name();
                leg.plan.at = leg.route.hops().indexOf(hop);
                send(leg, trunk.config().health().firstResponseMs(), nowNs);
                return;
            }
            leg.plan.status = 503;
            hop = leg.route.leave(HopCause.of(hop.trunk(), HopCause.Kind.NOT_ADMITTED), false);
        }
        fail(leg);
    }

    void onLoadReport(Hop hop, LoadReport report, long nowNs) {
        AddressHealth address = carriers.at(hop);
        if (address != null) {
            address.restraint().asked(report.lossPercent(), report.validityMs(), report.sequence(), nowNs);
        }
    }

    private void send(Leg leg, long firstResponseMs, long nowNs) {
        leg.kept = true;
        board.keep(leg);
        leg.plan.firstResponseNs = nowNs + firstResponseMs * Switchboard.NS_PER_MS;
        unheard.add(leg);
        Session session = board.ua.connect(leg.plan.connects.get(leg.plan.at), nowNs);
        board.bind(leg, session);
        session.login(accounts.login(leg.trunk));
        leg.attempts.add(session);
    }

    /** After a restart: the same INVITE once more. No other hop is tried then. */
    void sendAgain(Leg leg, long nowNs) {
        Trunk trunk = carriers.trunks.get(leg.trunkId);
        send(leg, trunk == null ? 0 : trunk.config().health().firstResponseMs(), nowNs);
    }

    private void fail(Leg leg) {
        tellRoute(leg);
        board.drop(leg);
        board.tell(new LegRefused(leg.id, leg.plan.status, causes(leg)));
    }

    private static String causes(Leg leg) {
        return leg.route == null ? "" : leg.route.causesText();
    }

    void onProvisional(Leg leg, int status, long nowNs) {
        heard(leg);
        if (status > 100 && leg.state() == LegState.TRYING) {
            health(leg, h -> h.onCallResult(status, nowNs));
            tellRoute(leg);
        }
    }

    /** There may be audio before the answer: of several forks the one that was told last is heard (RFC 3960 §3.1). */
    void early(Leg leg, String sdp, SipMessage response) {
        boolean told = !sdp.isEmpty() && EarlyMedia.permitted(response) && voice.early(leg, sdp);
        if (told && !leg.early) {
            leg.early = true;
            board.tell(new LegEarly(leg.id));
        } else if (leg.early && !EarlyMedia.permitted(response)) {
            silence(leg);
        }
    }

    private void silence(Leg leg) {
        if (leg.early) {
            leg.early = false;
            board.media.mute(leg.id);
        }
    }

    void onAnswered(Leg leg, long nowNs) {
        if (leg.role == LegRole.DIALLED) {
            heard(leg);
            health(leg, h -> h.onCallResult(200, nowNs));
            tellRoute(leg);
        }
    }

    private void heard(Leg leg) {
        leg.plan.firstResponseNs = Long.MAX_VALUE;
        unheard.remove(leg);
    }

    private void tellRoute(Leg leg) {
        if (!leg.plan.routed) {
            leg.plan.routed = true;
            board.tell(new LegRouted(leg.id, leg.trunk, leg.plan.displayed, causes(leg)));
        }
    }

    /** {@code response} null: nothing came (408), or nothing could be sent (503). */
    void onRefused(Leg leg, Session session, int status, SipMessage response, long nowNs) {
        leg.attempts.remove(session);
        int seen = response == null ? AddressHealth.NO_RESPONSE : status;
        health(leg, h -> h.onCallResult(seen, nowNs));
        if (status == 503 && response != null) { // of others it is the callee who wants to be left alone
            int seconds = (int) Math.min(RetryAfter.seconds(response), Integer.MAX_VALUE);
            health(leg, h -> h.onRetryAfter(seconds, nowNs));
        }
        leg.plan.status = status;
        leave(leg, cause(leg.trunk, status, response), nowNs);
    }

    private static HopCause cause(String trunk, int status, SipMessage response) {
        if (response != null) {
            return HopCause.status(trunk, status);
        }
        return HopCause.of(trunk, status == 503 ? HopCause.Kind.TRANSPORT_FAILED : HopCause.Kind.NO_RESPONSE);
    }

    private void leave(Leg leg, HopCause cause, long nowNs) {
        heard(leg);
        silence(leg);
        release(leg);
        if (leg.route == null || leg.route.leave(cause, leg.state() == LegState.RINGING) == null) {
            fail(leg);
        } else {
            next(leg, nowNs);
        }
    }

    private void health(Leg leg, java.util.function.Consumer<AddressHealth> told) {
        Trunk trunk = carriers.trunks.get(leg.trunkId);
        RouteHop hop = leg.route == null ? null : leg.route.current();
        AddressHealth address =
                trunk == null || hop == null ? null : trunk.health(hop.address().text());
        if (address != null) {
            told.accept(address);
        }
    }

    /** Leaves hops that gave no sign of life in time; a 200 that comes late gets ACK and BYE by the session. */
    void onTime(long nowNs) {
        if (scarceUntilNs <= nowNs) {
            scarceUntilNs = Long.MAX_VALUE;
            board.tell(new RaiseAlarm(SCARCE, "nobody was refused", false));
        }
        for (Leg leg : List.copyOf(unheard)) {
            if (leg.over()) {
                unheard.remove(leg);
            } else if (leg.plan.firstResponseNs <= nowNs) {
                leg.attempts.forEach(each -> each.cancel(Reasons.clearing("no response"), nowNs));
                leg.leaveAttempts();
                health(leg, h -> h.onCallResult(AddressHealth.NO_RESPONSE, nowNs));
                leg.plan.status = 408;
                leave(leg, HopCause.of(leg.trunk, HopCause.Kind.NO_RESPONSE), nowNs);
            }
        }
    }

    long nextDeadlineNs() {
        long next = scarceUntilNs;
        for (int i = 0; i < unheard.size(); i++) {
            next = Math.min(next, unheard.get(i).plan.firstResponseNs);
        }
        return next;
    }
}
