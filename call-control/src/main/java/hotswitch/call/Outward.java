package hotswitch.call;

import hotswitch.acd.Order;
import hotswitch.call.leg.Origin;
import hotswitch.call.leg.Redirected;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.session.Connect;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.TrunkConfig.Manners;
import hotswitch.trunk.route.RouteHop;
import java.util.ArrayList;
import java.util.List;

/** What an INVITE to a carrier says: who calls, as far as the carrier may know it, and by whom the call was sent on. */
final class Outward {
    /** RFC 3323 §4.1.1.3. */
    static final String ANONYMOUS = "sip:anonymous@anonymous.invalid";

    static final String WITHHELD = "Privacy: id";

    private final Switchboard board;
    private final Carriers carriers;
    private final Accounts accounts;

    Outward(Switchboard board, Carriers carriers, Accounts accounts) {
        this.board = board;
        this.carriers = carriers;
        this.accounts = accounts;
    }

    /** Over this hop; {@code account}: the carrier knows us by one. */
    Connect connect(Order.DialLeg o, int attempt, RouteHop hop, CharSequence sdp) {
        Hop to = Carriers.hop(hop.address());
        Trunk trunk = carriers.trunks.get(hop.trunkId());
        Enrolment account = accounts.at(trunk);
        String shown = account == null
                ? board.config.uri(hop.shown().onTheWire())
                : account.identity(hop.shown().onTheWire());
        // To a carrier that knows us by our account in the names of its domain, and by the way that it told us.
        String uri =
                "sip:" + SipUri.escapedUser(hop.number()) + '@' + (account == null ? at(to) : account.account.domain());
        Manners manners = trunk.config().manners();
        boolean withheld = withheld(o.callId());
        String from = withheld ? "\"Anonymous\" <" + ANONYMOUS + '>' : '<' + shown + '>';
        Connect.Parties parties = account == null
                ? new Connect.Parties(uri, from, '<' + uri + '>')
                : new Connect.Parties(
                        uri, from, '<' + uri + '>', account.contact(to.transport()), account.serviceRoutes());
        List<String> headers = identity(manners, shown, withheld);
        Origin origin = board.legs.origin(o.callId());
        headers.addAll(Redirected.lines(o.diverted(), origin, manners, sentOnBy(origin, shown, account), uri));
        return new Connect(
                o.legId(), attempt, to, parties, Connect.Content.sdp(sdp).with(headers), terms(manners, origin));
    }

    private static String at(Hop to) {
        String host = to.address();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + to.port();
    }

    /** A seat's telephone asked for it in its INVITE; of a citizen's call only our own number is shown. */
    private boolean withheld(long callId) {
        return board.legs.bySeat(callId) && board.legs.origin(callId).withheld();
    }

    /**
     * RFC 3325 §5: within trust the carrier takes the number from here, whatever From says; without, it gets none. It
     * may know us all the same, and is asked to tell nobody either (RFC 3323 §4.2).
     */
    private static List<String> identity(Manners manners, String shown, boolean withheld) {
        List<String> headers = new ArrayList<>(2);
        if (manners.trusted()) {
            headers.add("P-Asserted-Identity: <" + shown + '>');
        }
        if (withheld) {
            headers.add(WITHHELD);
        }
        return headers;
    }

    private String sentOnBy(Origin origin, String shown, Enrolment account) {
        if (origin == null || origin.dialled().isEmpty() || account != null) {
            return shown;
        }
        return board.config.uri(origin.dialled());
    }

    /** RFC 7332 §4.1: a call that we pass on has one hop less, so that one that comes back again and again ends. */
    private static Connect.Terms terms(Manners manners, Origin origin) {
        return origin == null
                ? new Connect.Terms(manners.reliable(), manners.sessionS())
                : new Connect.Terms(manners.reliable(), manners.sessionS(), Math.max(0, origin.hops() - 1));
    }
}
