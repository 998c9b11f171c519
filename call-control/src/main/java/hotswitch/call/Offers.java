package hotswitch.call;

import hotswitch.acd.Command.LegDeflected;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegUnmade;
import hotswitch.acd.Order;
import hotswitch.call.leg.Attempt;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.Origin;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.registrar.Binding;
import hotswitch.sip.registrar.Gruus;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Object2ObjectHashMap;

/** Rings a seat: one INVITE to every contact, the first that answers is the leg's. */
@SuppressWarnings("ReferenceEquality") // a configuration is itself
final class Offers {
    /** What most phones understand as "pick up at once" (no RFC; RFC 5373's Answer-Mode is hardly known to phones). */
    private static final String ANSWER_AFTER = "Call-Info: <sip:auto-answer>;answer-after=0";

    private static final String ALERT_INFO = "Alert-Info: <http://127.0.0.1>;info=alert-autoanswer;delay=0";
    private final Switchboard board;
    private final Voice voice;
    private final Registrations registrations;
    private final Object2ObjectHashMap<String, String> addresses = new Object2ObjectHashMap<>();
    /** By the hops that are left (RFC 3261 §20.22: 255 at the most). */
    private final Connect.Terms[] terms = new Connect.Terms[256];

    /** Whose seats these are. */
    private CallConfig addressed;

    Offers(Switchboard board, Voice voice, Registrations registrations) {
        this.board = board;
        this.voice = voice;
        this.registrations = registrations;
    }

    void offer(Order.OfferLeg o, long nowNs) {
        List<Binding> contacts = registrations.contacts(o.device(), nowNs);
        Gruus.Phone meant = board.legs.meant(o.callId(), o.device());
        if (meant != null) {
            contacts = contacts.stream().filter(meant::isReachedBy).toList();
        }
        if (contacts.isEmpty()) {
            board.tell(new LegRefused(o.legId(), 480, "no contact registered"));
            return;
        }
        Leg leg = board.spare.take(o.legId(), o.callId(), LegRole.OFFERED, o.device());
        String lacks = voice.lacks(leg);
        if (!lacks.isEmpty()) {
            board.tell(new LegUnmade(o.legId(), lacks));
            return;
        }
        CharSequence sdp = isWeb(contacts) ? voice.webOffer(leg) : voice.offer(leg);
        leg.plan = board.spare.attempt();
        if (contacts.size() == 1) {
            leg.plan.connects.add(
                    connect(o, leg.plan.order(), 0, contacts.getFirst()).offers(sdp));
        } else {
            plan(o, contacts, sdp, leg.plan);
        }
        board.legs.add(leg);
        ring(leg, nowNs);
    }

    private static boolean isWeb(List<Binding> contacts) {
        boolean web = false;
        for (int i = 0; i < contacts.size(); i++) {
            web |= contacts.get(i).target().transport().flowOnly();
        }
        return web;
    }

    private void plan(Order.OfferLeg o, List<Binding> contacts, CharSequence sdp, Attempt plan) {
        List<Binding> phones = new ArrayList<>(contacts.size());
        plan.spares = new ArrayList<>(contacts.size());
        for (int i = 0; i < contacts.size(); i++) {
            Connect connect = connect(o, plan.order(), i, contacts.get(i)).offers(sdp);
            int phone = phone(phones, contacts.get(i));
            if (phone < 0) {
                phones.add(contacts.get(i));
                plan.connects.add(connect);
                plan.spares.add(new ArrayList<>(0));
            } else {
                plan.spares.get(phone).add(connect);
            }
        }
    }

    /** Which of these this is another way to; -1: none. */
    private static int phone(List<Binding> phones, Binding binding) {
        for (int i = 0; i < phones.size(); i++) {
            if (phones.get(i).sameInstance(binding)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * RFC 5626 §5.3: the way to a phone has failed, and there is another one. True if that is tried now.
     */
    private boolean otherWay(Leg leg, Session failed, int status, long nowNs) {
        boolean wayFailed = status == 430 || status == 408 || status == 503;
        int phone = leg.plan.rung.indexOf(failed);
        if (!wayFailed || phone < 0 || leg.plan.spares.size() <= phone) {
            return false;
        }
        List<Connect> spares = leg.plan.spares.get(phone);
        if (spares.isEmpty()) {
            return false;
        }
        leg.plan.connects.set(phone, spares.removeFirst());
        board.keep(leg);
        Session session = board.ua.connect(leg.plan.connects.get(phone), nowNs);
        board.bind(leg, session);
        leg.plan.rung.set(phone, session);
        leg.attempts.add(session);
        return true;
    }

    /** Sends the INVITEs; after a restart the same again, for which their peers take them. */
    void ring(Leg leg, long nowNs) {
        leg.kept = true;
        board.keep(leg);
        for (int i = 0; i < leg.plan.connects.size(); i++) {
            Session session = board.ua.connect(leg.plan.connects.get(i), nowNs);
            board.bind(leg, session);
            leg.attempts.add(session);
            leg.plan.rung.add(session);
        }
    }

    private Connect connect(Order.OfferLeg o, Connect order, int attempt, Binding contact) {
        Origin origin = board.legs.origin(o.callId());
        boolean withheld = origin != null && origin.withheld() && !o.ani().isEmpty();
        String name = unquoted(o.display());
        String from = withheld
                ? (name.isEmpty() ? "" : '"' + name + "\" ") + '<' + Outward.ANONYMOUS + '>'
                : board.config.address(name, user(o.ani()));
        Connect.Terms terms = origin == null ? board.config.phones().terms() : terms(Math.max(0, origin.hops() - 1));
        order.begin(o.legId(), attempt, contact.target(), terms)
                .calls(from, address(o.device()))
                .at(contact.contact().requestUri(), contact.origin().path());
        return tells(o, withheld && board.config.phones().trusted(), order);
    }

    /** RFC 7332 §4.1: a call that we pass on has one hop less, so that one that comes back again and again ends. */
    private Connect.Terms terms(int hops) {
        refresh();
        if (terms[hops] == null) {
            Connect.Terms own = board.config.phones().terms();
            terms[hops] = new Connect.Terms(own.reliable(), own.sessionS(), hops);
        }
        return terms[hops];
    }

    /** What is kept is of the configuration in force. */
    private void refresh() {
        if (addressed != board.config) {
            addressed = board.config;
            addresses.clear();
            Arrays.fill(terms, null);
        }
    }

    /** Of a seat: they are as many as the configuration has. */
    private String address(String device) {
        refresh();
        String address = addresses.get(device);
        if (address == null) {
            address = board.config.address("", device);
            addresses.put(device, address);
        }
        return address;
    }

    private Connect tells(Order.OfferLeg o, boolean asserted, Connect order) {
        order.says("X-Hotswitch-Call: " + o.callId());
        if (o.autoAnswer()) {
            order.says(ANSWER_AFTER).says(ALERT_INFO);
        }
        if (asserted) {
            order.says("P-Asserted-Identity: " + board.config.address("", o.ani()))
                    .says(Outward.WITHHELD);
        }
        return order;
    }

    /** Nothing of it ends the quotes in which it is to stand. */
    private static String unquoted(String display) {
        return display.replace("\\", "").replace("\"", "");
    }

    /** RFC 3261 §8.1.1.3: a caller without a number. */
    static String user(String number) {
        return number.isEmpty() ? "anonymous" : number;
    }

    /** {@code to}: where the phone sends the call instead, "" nowhere. */
    record Refusal(int status, String to) {}

    /**
     * One contact sends the call elsewhere: that speaks for the seat. One contact refused; the seat refuses when all
     * did, or when one spoke for all (6xx, RFC 3261 §21.6).
     */
    void onRefused(Leg leg, Session session, Refusal refusal, long nowNs) {
        int status = refusal.status;
        leg.attempts.remove(session);
        if (otherWay(leg, session, status, nowNs)) {
            return;
        }
        leg.plan.status = better(leg.plan.status, status);
        if (!refusal.to.isEmpty()) {
            leg.attempts.forEach(each -> each.cancel(Reasons.clearing("deflected"), nowNs));
            board.drop(leg);
            board.tell(new LegDeflected(leg.id, refusal.to));
            return;
        }
        boolean declined = status >= 600;
        if (declined) {
            leg.attempts.forEach(each -> each.cancel(Reasons.clearing("declined elsewhere"), nowNs));
        }
        if (declined || leg.attempts.isEmpty()) {
            int best = declined ? status : leg.plan.status;
            board.drop(leg);
            board.tell(new LegRefused(leg.id, best, "seat " + leg.device));
        }
    }

    /** RFC 3261 §16.7: what a human did (486) tells more than that a phone was not there (408, 480, 503). */
    private static int better(int former, int status) {
        return status == 486 || status >= 600 || former == 480 ? status : former;
    }
}
