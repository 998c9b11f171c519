package hotswitch.sip.registrar;

import hotswitch.sip.dialog.RouteSet;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.List;

/** What a REGISTER asks for, read once; {@code address}: whose contacts they are. */
record RegisterRequest(
        SipUri address, List<Contact> contacts, long expiresS, Binding.Origin origin, Via via, boolean outbound) {
    private static final String OUTBOUND = "outbound";

    /** The parts of the top Via that tell whether there is a NAT between. */
    record Via(String host, int port, boolean rport) {}

    /** Null when it is malformed. */
    static RegisterRequest read(SipMessage message, Hop source) {
        NameAddr to = NameAddr.parse(message.value(HeaderName.TO));
        List<Contact> contacts = Contact.parse(message);
        if (to == null || contacts == null || !legal(contacts)) {
            return null;
        }
        long expiresS = Contact.seconds(message.value(HeaderName.EXPIRES));
        for (int i = 0; i < contacts.size(); i++) {
            if (contacts.get(i).star() && (contacts.size() > 1 || expiresS != 0)) {
                return null;
            }
        }
        Binding.Origin origin = new Binding.Origin(message.callId(), message.cseq(), source, "", 0, path(message));
        Via via = new Via(Binding.bare(message.viaHost(source.address())), message.viaPort(), message.viaRport());
        boolean outbound = Screening.names(message, HeaderName.SUPPORTED, OUTBOUND)
                || Screening.names(message, HeaderName.REQUIRE, OUTBOUND);
        return new RegisterRequest(to.uri(), contacts, expiresS, origin, via, outbound);
    }

    /** RFC 3327 §5.3: the proxies by which a request must come back to the phone, the nearest to us first. */
    private static List<String> path(SipMessage message) {
        if (message.count(HeaderName.PATH) == 0) {
            return List.of();
        }
        List<String> path = new ArrayList<>();
        for (int i = 0; i < message.count(HeaderName.PATH); i++) {
            RouteSet.split(message.value(HeaderName.PATH, i), path);
        }
        path.removeIf(each -> !isWritable(each) || NameAddr.parse(each) == null);
        return path;
    }

    /** RFC 5626 §6: a proxy between that does not keep the flow makes reg-id worthless. */
    boolean flowIsKept(SipMessage message) {
        List<String> vias = new ArrayList<>();
        for (int i = 0; i < message.count(HeaderName.VIA); i++) {
            RouteSet.split(message.value(HeaderName.VIA, i), vias);
        }
        List<String> path = origin.path();
        return vias.size() < 2
                || (!path.isEmpty() && NameAddr.parse(path.getLast()).uri().param("ob") != null);
    }

    private static boolean legal(List<Contact> contacts) {
        for (int i = 0; i < contacts.size(); i++) {
            Contact contact = contacts.get(i);
            boolean legal = contact.star()
                    || (contact.uri().isSip() && isWritable(contact.uri().toString()));
            if (!legal) {
                return false;
            }
        }
        return true;
    }

    /** Without the control characters that no answer of ours could repeat. */
    private static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    boolean star() {
        return contacts.size() == 1 && contacts.getFirst().star();
    }

    /** RFC 5626 §6: the answer says so when a flow was registered for a client that supports it. */
    boolean hasFlow() {
        boolean flow = false;
        for (int i = 0; i < contacts.size() && !flow; i++) {
            flow = !contacts.get(i).star() && regId(contacts.get(i)) > 0;
        }
        return flow;
    }

    /** 0: none (RFC 5626 §4.2), or one that does not count, for the phone says no word of outbound (§6). */
    int regId(Contact contact) {
        return !outbound ? 0 : Math.clamp(Contact.seconds(contact.param("reg-id")), 0, 1_000_000);
    }

    Binding.Origin originOf(Contact contact) {
        String instance = contact.param("+sip.instance");
        boolean odd =
                instance == null || instance.indexOf('"') >= 0 || instance.indexOf('\\') >= 0 || !isWritable(instance);
        return new Binding.Origin(
                origin.callId(), origin.cseq(), origin.source(), odd ? "" : instance, regId(contact), origin.path());
    }

    /**
     * Where requests to this contact go. The source, when it is a stream (RFC 5626 §5.3), when the Via shows a NAT
     * (RFC 3581
     * §4: sent-by is not where it came from), or when the contact is a name or another host; else what the contact
     * says.
     */
    Hop target(SipUri contact) {
        Hop source = origin.source();
        String host = Binding.bare(contact.host());
        int sentPort = via.port < 0 ? 5060 : via.port;
        boolean nat = !via.host.equals(source.address()) || (via.rport && sentPort != source.port());
        if (source.transport() != Transport.UDP || !origin.path().isEmpty() || nat || !Binding.isNumeric(host)) {
            return source;
        }
        Transport own = transport(contact);
        int port = contact.port() < 0 ? Binding.defaultPort(own) : contact.port();
        return new Hop(own, host, port, 0);
    }

    /** RFC 3263 §4.1: how a contact wants to be reached goes before how it was told. */
    private static Transport transport(SipUri contact) {
        String named = contact.param("transport");
        if (contact.scheme().equals("sips") || "tls".equalsIgnoreCase(named)) {
            return Transport.TLS;
        }
        return "tcp".equalsIgnoreCase(named) ? Transport.TCP : Transport.UDP;
    }
}
