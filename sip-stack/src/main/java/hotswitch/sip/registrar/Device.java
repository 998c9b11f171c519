package hotswitch.sip.registrar;

import hotswitch.sip.header.Contact;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;

/** The bindings of one device, least recently refreshed first. A REGISTER changes all or nothing (RFC 3261 §10.3). */
final class Device {
    private static final long NS_PER_S = 1_000_000_000;

    private List<Binding> bindings = new ArrayList<>(2);
    /** Of bindings that may be refreshed without being read. */
    private final List<Said> said = new ArrayList<>(2);

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
            if (overtaken(next, request.origin())) {
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
        long expiresS = limits.expiresS(request, contact);
        if (expiresS > 0 && expiresS < limits.expiresMinS()) {
            return new RegisterResult.TooBrief(limits.expiresMinS());
        }
        SipUri uri = contact.uri();
        Binding.Origin origin = request.originOf(contact);
        for (Binding binding : change.before) {
            if (binding.isFor(uri, origin) && binding.overtakes(origin)) {
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

    private static boolean overtaken(List<Binding> bindings, Binding.Origin origin) {
        for (Binding binding : bindings) {
            if (binding.overtakes(origin)) {
                return true;
            }
        }
        return false;
    }

    private static RegisterResult outOfOrder() {
        return new RegisterResult.Refused(500, "CSeq is not higher than that of the binding");
    }

    /** A REGISTER in these words was carried out. */
    void remember(Words words, RegisterRequest request, RegistrarLimits limits, long nowNs) {
        said.removeIf(each -> place(each.binding) < 0);
        List<Contact> contacts = request.contacts();
        long expiresS = contacts.size() == 1 && !request.star() ? limits.expiresS(request, contacts.getFirst()) : 0;
        if (expiresS > 0) {
            said.add(new Said(words, request, bindings.getLast(), expiresS * NS_PER_S));
        }
    }

    /** What was said in these words and from there; null: nothing. */
    Said said(Words words, Hop source) {
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).is(words, source)) {
                return said.get(i);
            }
        }
        return null;
    }

    /** It was said again: the binding lasts longer, and nothing else changes. False: the request is to be read. */
    boolean refresh(Said again, SipMessage register, long nowNs) {
        Binding former = again.binding;
        String callId = former.origin().callId();
        Binding next = former.refreshed(
                register.callIdEquals(callId) ? callId : register.callId(), register.cseq(), nowNs + again.lifeNs);
        int place = place(former);
        if (place < 0 || former.overtakes(next.origin()) || meansAnother(next, place)) {
            return false;
        }
        bindings.remove(place);
        bindings.add(next);
        again.binding = next;
        return true;
    }

    private boolean meansAnother(Binding next, int place) {
        for (int i = 0; i < bindings.size(); i++) {
            if (i != place && bindings.get(i).isFor(next.contact(), next.origin())) {
                return true;
            }
        }
        return false;
    }

    /** Where this very binding is; -1: it is no more. */
    @SuppressWarnings("ReferenceEquality") // another one with the same values is another one
    private int place(Binding binding) {
        int place = bindings.size() - 1;
        while (place >= 0 && bindings.get(place) != binding) {
            place--;
        }
        return place;
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
