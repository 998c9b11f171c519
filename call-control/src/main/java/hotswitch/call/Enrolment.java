package hotswitch.call;

import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.RouteSet;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.trunk.Target;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.register.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One account at a carrier: what we say in a REGISTER, and what the carrier told us in its answer. */
final class Enrolment {
    final Trunk trunk;
    final Registration state;
    final TrunkConfig.Account account;
    final Login login;
    /** The user of our Contact; "" where all numbers of the account come (RFC 6140). */
    final String user;

    /** CSeq of its last REGISTER: an answer to any other says nothing of how it stands now. */
    long askedCseq;
    /** Index of the registrar to which that went. */
    int askedAt;
    /** Of the registrar that is asked. */
    DigestClient client;

    private final LocalAddress address;
    /** One for each registrar: each has its own nonces. */
    private final Map<String, DigestClient> clients = new TreeMap<>();

    private List<Target> places = List.of();
    /** RFC 3608: what INVITEs of ours carry as Route. */
    private List<String> serviceRoutes = List.of();
    /** P-Associated-URI (RFC 7315 §4.1): the names under which we may call. */
    private List<NameAddr> identities = List.of();

    Enrolment(Trunk trunk, LocalAddress node, String ownUser) {
        this.trunk = trunk;
        this.state = trunk.registration();
        this.account = trunk.config().registration();
        TrunkConfig.Login with = account.login();
        this.login = new Login(with.user(), with.password(), with.realm());
        this.client = new DigestClient(login);
        TrunkConfig.Contacts contacts = account.contacts();
        String named = contacts.user().isEmpty() ? ownUser : contacts.user();
        this.user = contacts.bulk() ? "" : named;
        this.address = node.withUser(user);
    }

    /** Calls with this user in their Request-URI are this carrier's, wherever they come from: nobody else knows it. */
    boolean owns(String requestUser) {
        return account.contacts().user().isEmpty() && !user.isEmpty() && user.equals(requestUser);
    }

    DigestClient clientThere() {
        return clients.computeIfAbsent(registrar().text(), place -> new DigestClient(login));
    }

    /** Where the registrars are now; names among them may have none. */
    void places(List<Target> found) {
        places = List.copyOf(found);
        state.places(places.size());
    }

    boolean located() {
        return !places.isEmpty();
    }

    TrunkConfig.Address registrar() {
        return places.get(state.registrar()).address();
    }

    boolean isRegistrar(Hop hop) {
        return places.stream().anyMatch(each -> Carriers.hop(each.address()).samePeer(hop));
    }

    String aor() {
        return "<sip:" + SipUri.escapedUser(account.user()) + '@' + account.domain() + '>';
    }

    /** The Contact of calls over this trunk. */
    String contact(Transport transport) {
        return address.contact(transport);
    }

    /** The Contact of a REGISTER: one for each transport, the first with the highest q. */
    String contacts() {
        List<TrunkConfig.Transport> transports = account.contacts().transports();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < transports.size(); i++) {
            String one = address.contact(Carriers.transport(transports.get(i)));
            all.append(i == 0 ? "" : ", ");
            all.append(account.contacts().bulk() ? one.replace(">", ";bnc>") : one);
            if (transports.size() > 1) {
                all.append(i == 0 ? ";q=1.0" : ";q=0." + Math.max(1, 9 - i));
            }
        }
        return all.toString();
    }

    List<String> headers() {
        List<String> headers = new ArrayList<>(List.of("Expires: " + state.expiresS()));
        boolean bulk = account.contacts().bulk();
        headers.add(bulk ? "Supported: path, gin" : "Supported: path");
        if (bulk) {
            headers.add("Require: gin");
            headers.add("Proxy-Require: gin");
        }
        return headers;
    }

    List<String> serviceRoutes() {
        return serviceRoutes;
    }

    /** As which number we call: the identity that the carrier gave us for it, or the number at its domain. */
    String identity(String number) {
        for (NameAddr each : identities) {
            String given = each.uri().user();
            if (given != null && (given.equals(number) || given.equals('+' + number))) {
                return each.uri().toString();
            }
        }
        return "sip:" + SipUri.escapedUser(number) + '@' + account.domain();
    }

    /** The names that the carrier gave us, for who asks. */
    List<String> identities() {
        return identities.stream().map(each -> each.uri().toString()).toList();
    }

    /** Takes what a 2xx says; the seconds that it grants. */
    long take(SipMessage response) {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < response.count(HeaderName.SERVICE_ROUTE); i++) {
            RouteSet.split(response.value(HeaderName.SERVICE_ROUTE, i), routes);
        }
        serviceRoutes = List.copyOf(routes);
        identities = associated(response);
        return granted(response);
    }

    /** A line that cannot be read takes none of the others with it. */
    private static List<NameAddr> associated(SipMessage response) {
        List<NameAddr> named = new ArrayList<>();
        for (int i = 0; i < response.count(HeaderName.P_ASSOCIATED_URI); i++) {
            List<NameAddr> line = NameAddr.parseList(response.value(HeaderName.P_ASSOCIATED_URI, i));
            named.addAll(line == null ? List.of() : line);
        }
        return List.copyOf(named);
    }

    /**
     * RFC 3261 §10.2.4: the time of our Contact, or else that of the message, or else what we asked for. Other nodes
     * may be registered under the same name; where a carrier has rewritten our address, the name is all that is left.
     */
    private long granted(SipMessage response) {
        List<Contact> contacts = Contact.parse(response);
        long least = least(contacts, this::isSaid);
        least = least == Long.MAX_VALUE ? least(contacts, this::isNamed) : least;
        if (least != Long.MAX_VALUE) {
            return least;
        }
        long all = Contact.seconds(response.value(HeaderName.EXPIRES));
        return all < 0 ? state.expiresS() : all;
    }

    private static long least(List<Contact> contacts, Predicate<SipUri> ours) {
        long least = Long.MAX_VALUE;
        for (Contact each : contacts == null ? List.<Contact>of() : contacts) {
            boolean counts = !each.star() && each.uri() != null && each.expiresS() >= 0 && ours.test(each.uri());
            least = counts ? Math.min(least, each.expiresS()) : least;
        }
        return least;
    }

    private boolean isSaid(SipUri contact) {
        return account.contacts().transports().stream()
                .map(each -> NameAddr.parse(address.contact(Carriers.transport(each))))
                .anyMatch(each -> each != null && each.uri().sameAddress(contact));
    }

    private boolean isNamed(SipUri contact) {
        return user.equals(contact.user() == null ? "" : contact.user());
    }
}
