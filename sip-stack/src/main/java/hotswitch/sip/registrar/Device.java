package hotswitch.sip.registrar;

import hotswitch.sip.header.Contact;
import hotswitch.sip.header.SipUri;
import java.util.ArrayList;
import java.util.List;

/** The bindings of one device, least recently refreshed first. A REGISTER changes all or nothing (RFC 3261 §10.3). */
final class Device {
    private static final long NS_PER_S = 1_000_000_000;

    private List<Binding> bindings = new ArrayList<>(2);

    List<Binding> bindings() {
        return bindings;
    }

    void restore(List<Binding> restored) {
        bindings = new ArrayList<>(restored);
    }

    /** Null when the request was carried out, else why it was not. */
    RegisterResult change(RegisterRequest request, RegistrarLimits limits, long nowNs) {
        List<Binding> next = new ArrayList<>(bindings);
        next.removeIf(binding -> binding.expired(nowNs));
        if (request.star()) {
            if (next.stream().anyMatch(binding -> overtaken(binding, request.origin()))) {
                return outOfOrder();
            }
            next.clear();
        } else {
            // One request may name an address twice, and then the last counts.
            List<Binding> before = request.contacts().size() > 1 ? List.copyOf(next) : next;
            for (Contact contact : request.contacts()) {
                RegisterResult refused = apply(new Change(before, next), request, contact, limits, nowNs);
                if (refused != null) {
                    return refused;
                }
            }
        }
        while (next.size() > limits.contactsMax()) {
            next.removeFirst();
        }
        bindings = next;
        return null;
    }

    /** The bindings before a request, and as it leaves them. */
    private record Change(List<Binding> before, List<Binding> next) {}

    private static RegisterResult apply(
            Change change, RegisterRequest request, Contact contact, RegistrarLimits limits, long nowNs) {
        long asked = contact.expiresS() >= 0 ? contact.expiresS() : request.expiresS();
        long expiresS = asked < 0 ? limits.expiresDefaultS() : Math.min(asked, limits.expiresMaxS());
        if (expiresS > 0 && expiresS < limits.expiresMinS()) {
            return new RegisterResult.TooBrief(limits.expiresMinS());
        }
        SipUri uri = contact.uri();
        Binding.Origin origin = request.originOf(contact);
        for (Binding binding : change.before) {
            if (binding.isFor(uri, origin) && overtaken(binding, origin)) {
                return outOfOrder();
            }
        }
        change.next.removeIf(binding -> binding.isFor(uri, origin));
        if (expiresS > 0) {
            long expiresAtNs = nowNs + expiresS * NS_PER_S;
            change.next.add(new Binding(uri, request.target(uri), origin, contact.qThousandths(), expiresAtNs));
        }
        return null;
    }

    /** RFC 3261 §10.3, step 7: with the same Call-ID a higher CSeq must come, or the request fails. */
    private static boolean overtaken(Binding binding, Binding.Origin origin) {
        return binding.origin().callId().equals(origin.callId())
                && binding.origin().cseq() >= origin.cseq();
    }

    private static RegisterResult outOfOrder() {
        return new RegisterResult.Refused(500, "CSeq is not higher than that of the binding");
    }

    /** Whether a binding went. */
    boolean expire(long nowNs) {
        return bindings.removeIf(binding -> binding.expired(nowNs));
    }

    long nextExpiryNs() {
        long next = Long.MAX_VALUE;
        for (Binding binding : bindings) {
            next = Math.min(next, binding.expiresAtNs());
        }
        return next;
    }
}
