package hotswitch.call;

import hotswitch.sip.auth.DigestResult;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.header.FromParty;
import hotswitch.sip.header.KnownUris;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.Privacy;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.registrar.Gruus;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.number.NumberPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who is asking. A request that claims a seat's identity, or comes from a registered contact, is challenged, always;
 * otherwise its source address must belong to a trunk; everything else is challenged and refused alike.
 */
final class Gate {
    private final Switchboard board;
    private final DigestServer digest;
    private final Registrations registrations;
    private final Carriers carriers;
    private final Accounts accounts;
    private final KnownUris called = new KnownUris();
    /** Of the request at hand. */
    private final FromParty from = new FromParty();

    sealed interface Caller permits Seat, FromTrunk, Challenged, Forbidden {}

    record Seat(String device) implements Caller {}

    /**
     * {@code called}: the number that is meant, as it came. {@code contact}: the user of our Contact by which the
     * carrier calls us, a secret; "" none.
     */
    record FromTrunk(Trunk trunk, String ani, String dnis, String called, String contact) implements Caller {}

    record Challenged(int status, List<String> headers) implements Caller {}

    record Forbidden(int status) implements Caller {}

    Gate(Switchboard board, DigestServer digest, Registrations registrations, Carriers carriers, Accounts accounts) {
        this.board = board;
        this.digest = digest;
        this.registrations = registrations;
        this.carriers = carriers;
        this.accounts = accounts;
    }

    Caller caller(SipMessage invite, Hop source, long nowNs) {
        if (Privacy.of(invite).impossible()) {
            return new Forbidden(500); // RFC 3323 §5: rather no call than one that tells too much
        }
        from.read(invite);
        String claimed = seat();
        Set<String> seats = claimed.isEmpty() ? registrations.seatsAt(source) : Set.of(claimed);
        if (!seats.isEmpty()) {
            return asOneOf(seats, invite, source, nowNs);
        }
        String called = dialled(invite);
        Enrolment account = accounts.calledAs(called);
        if (account != null) {
            return fromTrunk(account.trunk, calledParty(invite), called, invite);
        }
        Trunk trunk = carriers.owner(source);
        if (trunk == null) {
            // Right credentials do not help: nobody of ours calls from here without a seat's identity.
            return switch (digest.authenticate(invite, source.address(), nowNs)) {
                case DigestResult.Accepted accepted -> new Forbidden(403);
                case DigestResult.Challenge challenge -> challenged(challenge, source, nowNs);
            };
        }
        Enrolment there = accounts.at(trunk);
        boolean byContact = there != null && !there.user.isEmpty() && there.user.equals(called);
        return byContact ? fromTrunk(trunk, calledParty(invite), called, invite) : fromTrunk(trunk, called, "", invite);
    }

    private FromTrunk fromTrunk(Trunk trunk, String number, String contact, SipMessage invite) {
        boolean trusted = trunk.config().manners().trusted();
        String ani = carriers.callerNumber(trunk, number(invite, trusted));
        return new FromTrunk(trunk, ani, carriers.dialledNumber(trunk, number), number, contact);
    }

    /** The number that was dialled, where the Request-URI is our Contact: RFC 7315 §4.2, or else To. */
    private static String calledParty(SipMessage invite) {
        String named = invite.value("P-Called-Party-ID");
        NameAddr called = NameAddr.parse(named == null ? invite.value(HeaderName.TO) : named);
        String user =
                called == null || called.uri() == null ? null : called.uri().user();
        return user == null ? "" : user;
    }

    private Caller asOneOf(Set<String> seats, SipMessage invite, Hop source, long nowNs) {
        return switch (digest.authenticate(invite, source.address(), nowNs)) {
            case DigestResult.Accepted accepted ->
                seats.contains(accepted.user()) ? new Seat(accepted.user()) : new Forbidden(403);
            case DigestResult.Challenge challenge -> challenged(challenge, source, nowNs);
        };
    }

    private Challenged challenged(DigestResult.Challenge challenge, Hop source, long nowNs) {
        if (challenge.wrong()) {
            board.failures.accept(source, nowNs);
        }
        return challenged(challenge);
    }

    static Challenged challenged(DigestResult.Challenge challenge) {
        List<String> headers = new ArrayList<>(challenge.values().size());
        for (String value : challenge.values()) {
            headers.add("WWW-Authenticate: " + value);
        }
        return new Challenged(401, headers);
    }

    /** The seat that From claims to be; "" none. */
    private String seat() {
        String user = from.user();
        return user != null && board.config.isSeat(user) && board.config.isLocal(from.host()) ? user : "";
    }

    /**
     * RFC 3325: what a carrier asserts whom we trust goes before what the caller writes, unless it cannot be read; ""
     * for a hidden number.
     */
    private String number(SipMessage invite, boolean trusted) {
        List<NameAddr> identities = trusted ? NameAddr.asserted(invite) : null;
        for (int i = 0; identities != null && i < identities.size(); i++) {
            SipUri asserted = identities.get(i).uri();
            String user = asserted == null ? null : number(asserted.user());
            if (isSomebody(user)) {
                return user;
            }
        }
        String user = number(from.user());
        return isSomebody(user) ? user : "";
    }

    private static boolean isSomebody(String user) {
        return user != null && !user.equalsIgnoreCase("anonymous");
    }

    /** The one phone that is called (RFC 5627); null: it is a seat or a number. */
    Gruus.Phone meant(SipMessage invite) {
        return registrations.meant(invite.requestUri());
    }

    /** A number may have parameters of its own before the at sign (RFC 3261 §19.1.6, RFC 4694); null for null. */
    private static String number(String user) {
        int end = user == null ? -1 : user.indexOf(';');
        return end < 0 ? user : user.substring(0, end);
    }

    /**
     * The user part of the Request-URI, unescaped, without parameters of a number, and without its visual separators
     * where it says that it is one (RFC 3261 §19.1.6; of a tel URI they are gone): a seat's name may have hyphens.
     */
    String dialled(SipMessage invite) {
        SipUri uri = called.parse(invite.requestUri());
        String user = uri == null ? null : number(uri.user());
        if (user == null) {
            return "";
        }
        String plain = user.replace("%23", "#").replace("%2A", "*").replace("%2a", "*");
        boolean phone = "phone".equalsIgnoreCase(uri.param("user")) && !board.config.isSeat(plain);
        return phone ? NumberPlan.bare(plain) : plain;
    }
}
