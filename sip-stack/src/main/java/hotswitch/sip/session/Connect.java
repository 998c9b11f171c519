package hotswitch.sip.session;

import hotswitch.sip.transaction.Hop;
import java.util.List;
import java.util.Objects;

/**
 * An order to call.
 *
 * @param legId with {@code attempt} it makes the Call-ID and our tag: never use the same pair twice
 * @param attempt 0, 1, … for the same leg tried over several hops
 * @param hop where the INVITE goes first
 */
public record Connect(long legId, int attempt, Hop hop, Parties parties, Content content, Terms terms) {
    /** Without extensions. */
    public Connect(long legId, int attempt, Hop hop, Parties parties, Content content) {
        this(legId, attempt, hop, parties, content, Terms.NONE);
    }

    /** The same, sent elsewhere first. */
    public Connect at(Hop elsewhere) {
        return new Connect(legId, attempt, elsewhere, parties, content, terms);
    }

    /**
     * How the INVITE is sent.
     *
     * @param reliable the peer may make its provisional responses reliable (RFC 3262); only beside an offer
     * @param sessionS interval of the session timer in seconds (RFC 4028), 0 for none
     * @param maxForwards hops that it may take (RFC 3261 §8.1.1.6); fewer for a call that we pass on (RFC 7332)
     */
    public record Terms(boolean reliable, int sessionS, int maxForwards) {
        public static final Terms NONE = new Terms(false, 0);

        /** Of a call of our own. */
        public Terms(boolean reliable, int sessionS) {
            this(reliable, sessionS, 70);
        }

        public Terms {
            if (sessionS != 0 && sessionS < SessionTimer.MIN_S) {
                throw new IllegalArgumentException("a session timer of " + sessionS + " s");
            }
        }
    }

    /**
     * @param from name-addr without tag, for example {@code "12345" <sip:12345@hotline.local>}
     * @param to name-addr without tag
     * @param contact a Contact value of its own, "" for the node's
     * @param routes Route values that the INVITE carries from the start (RFC 3608 §6.1, RFC 3327)
     */
    public record Parties(String requestUri, String from, String to, String contact, List<String> routes) {
        public Parties {
            routes = List.copyOf(routes);
            Objects.requireNonNull(requestUri, "requestUri");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(contact, "contact");
        }

        /** With the node's Contact, straight to the hop. */
        public Parties(String requestUri, String from, String to) {
            this(requestUri, from, to, "", List.of());
        }
    }

    /**
     * @param headers further lines "Name: value"
     * @param type of the body, "" without one
     * @param body never changed; "" for none; an INVITE without one asks for the peer's offer in its 200
     */
    public record Content(List<String> headers, String type, CharSequence body) {
        /** Nothing. */
        public static final Content NONE = new Content(List.of(), "", "");

        public Content {
            headers = List.copyOf(headers);
        }

        /** A session description, "" for none, and no further headers. */
        public static Content sdp(CharSequence sdp) {
            return sdp.isEmpty() ? NONE : sdp(List.of(), sdp);
        }

        /** Header lines and a session description, "" for none. */
        public static Content sdp(List<String> headers, CharSequence sdp) {
            return new Content(headers, sdp.isEmpty() ? "" : "application/sdp", sdp);
        }

        /** The same with these header lines. */
        public Content with(List<String> lines) {
            return new Content(lines, type, body);
        }
    }
}
