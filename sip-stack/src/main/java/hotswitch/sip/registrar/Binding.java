package hotswitch.sip.registrar;

import hotswitch.sip.header.SipUri;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.List;

/**
 * One contact of a device. A request to it has the contact as its Request-URI and is sent to {@code target}: the
 * address that
 * the REGISTER came from when the phone sits behind NAT or on a stream, else the contact's own.
 */
public record Binding(SipUri contact, Hop target, Origin origin, int qThousandths, long expiresAtNs) {
    /**
     * The REGISTER that made or refreshed it: what orders it (RFC 3261 §10.3, step 7), where it came from, and for
     * RFC 5626 the instance, and reg-id (0: none). {@code path}: the proxies between, as Route values (RFC 3327).
     */
    public record Origin(String callId, long cseq, Hop source, String instance, int regId, List<String> path) {
        public Origin {
            path = List.copyOf(path);
        }

        /**
         * The same phone over another connection. It says nothing of flows, so that it has one at a time: the former
         * one is gone, whether that was noticed or not.
         */
        boolean reconnects(Origin former) {
            return regId == 0
                    && former.regId == 0
                    && !instance.isEmpty()
                    && instance.equals(former.instance)
                    && source.transport().reliable()
                    && source.transport() == former.source.transport()
                    && source.connection() != former.source.connection();
        }

        /** Same flow of the same instance (RFC 5626 §6). */
        boolean sameFlow(Origin other) {
            return regId > 0 && regId == other.regId && !instance.isEmpty() && instance.equals(other.instance);
        }
    }

    /** Several bindings of one instance are ways to one phone, not several phones (RFC 5626 §5.3). */
    public boolean sameInstance(Binding other) {
        return origin.regId > 0
                && other.origin.regId > 0
                && !origin.instance.isEmpty()
                && origin.instance.equals(other.origin.instance);
    }

    /** The same, registered once more. */
    Binding refreshed(String callId, long cseq, long untilNs) {
        Origin again = new Origin(callId, cseq, origin.source, origin.instance, origin.regId, origin.path);
        return new Binding(contact, target, again, qThousandths, untilNs);
    }

    /** RFC 3261 §10.3, step 7: with the same Call-ID a higher CSeq must come, or the request fails. */
    boolean overtakes(Origin next) {
        return origin.callId.equals(next.callId) && origin.cseq >= next.cseq;
    }

    /** It is reached over the connection of this hop. */
    boolean uses(Hop hop) {
        return target.connection() != 0 && target.connection() == hop.connection() && target.samePeer(hop);
    }

    /**
     * As it is without its connection. Null: it is reached in no other way, for it is a flow (RFC 5626 §5.3, RFC 7118),
     * or its contact is the end of that connection, at which nobody listens, or an address behind a NAT.
     */
    Binding stranded() {
        if (!origin.path.isEmpty() && origin.regId == 0) {
            return this; // its proxy is reached anew
        }
        Hop own = origin.regId > 0 ? null : listens(contact, target);
        return own == null ? null : new Binding(contact, own, origin, qThousandths, expiresAtNs);
    }

    /**
     * Where somebody is reached anew whose connection from {@code target} is gone. Null: nowhere, for his contact is a
     * page (RFC 7118), the end of that connection, or an address behind a NAT.
     */
    public static Hop listens(SipUri contact, Hop target) {
        int port = contact.port() < 0 ? defaultPort(target.transport()) : contact.port();
        boolean elsewhere = bare(contact.host()).equals(target.address()) && port != target.port();
        boolean reached = elsewhere && !target.transport().flowOnly();
        return reached ? new Hop(target.transport(), target.address(), port, 0) : null;
    }

    /**
     * After a restart no connection is left: who listens at his contact is reached there, and of others no more is
     * known than whence they came.
     */
    Binding restored() {
        Binding own = target.connection() == 0 || !origin.path.isEmpty() ? null : stranded();
        Hop bare = new Hop(target.transport(), target.address(), target.port(), 0);
        return own == null ? new Binding(contact, bare, origin, qThousandths, expiresAtNs) : own;
    }

    static int defaultPort(Transport transport) {
        return transport == Transport.TLS ? 5061 : 5060;
    }

    /** Seconds left, rounded up. */
    public long remainingS(long nowNs) {
        return Math.max(0, (expiresAtNs - nowNs + 999_999_999) / 1_000_000_000);
    }

    boolean expired(long nowNs) {
        return nowNs >= expiresAtNs;
    }

    /** Whether a REGISTER for this contact from there is about this binding (RFC 3261 §10.3, step 7; RFC 5626 §6). */
    boolean isFor(SipUri uri, Origin next) {
        if (origin.sameFlow(next) || next.reconnects(origin)) {
            return true;
        }
        boolean sameSide =
                origin.callId.equals(next.callId) || origin.source.address().equals(next.source.address());
        // Two homes may both use 192.168.1.10: behind NAT the same contact can be two phones.
        boolean hidden = !target.address().equals(bare(contact.host()));
        return contact.sameAddress(uri) && (sameSide || !hidden);
    }

    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** An address, not a name. */
    public static boolean isNumeric(String host) {
        boolean digits = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            digits &= (c >= '0' && c <= '9') || c == '.';
        }
        return digits || host.indexOf(':') >= 0;
    }

    /** RFC 3261 §25.1, qvalue. */
    String q() {
        return "0." + String.valueOf(1_000 + qThousandths).substring(1);
    }
}
