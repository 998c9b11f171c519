package hotswitch.sip.session;

import hotswitch.sip.dialog.CallParties;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An order to call. The session that was begun by it holds it until it is accepted or has ended, for its INVITE may
 * have to go out once more; after that whoever made it may fill it again for another call: {@link #begin}.
 */
public final class Connect implements CallParties {
    private long legId;
    private int attempt;
    private Hop hop;
    private Terms terms = Terms.NONE;
    private String requestUri = "";
    private String from = "";
    private String to = "";
    private String contact = "";
    private List<String> routes = List.of();
    private final List<String> headers = new ArrayList<>(1);
    private CharSequence body = "";

    /** Still none. */
    public Connect() {}

    public Connect(long legId, int attempt, Hop hop, Parties parties, Content content, Terms terms) {
        begin(legId, attempt, hop, terms).calls(parties.from, parties.to).at(parties.requestUri, parties.routes);
        contact = parties.contact;
        headers.addAll(content.headers);
        body = content.body;
    }

    /** Without extensions. */
    public Connect(long legId, int attempt, Hop hop, Parties parties, Content content) {
        this(legId, attempt, hop, parties, content, Terms.NONE);
    }

    /**
     * It is an order for this call from now on, and nothing of another is left: who calls whom, and what is said, is
     * still to come.
     *
     * @param leg with the attempt it makes the Call-ID and our tag: never use the same pair twice
     * @param ofLeg 0, 1, … for the same leg tried over several hops
     * @param first where the INVITE goes first
     */
    public Connect begin(long leg, int ofLeg, Hop first, Terms how) {
        legId = leg;
        attempt = ofLeg;
        hop = Objects.requireNonNull(first, "hop");
        terms = Objects.requireNonNull(how, "terms");
        contact = "";
        headers.clear();
        body = "";
        return this;
    }

    /** Name-addrs without tags. */
    public Connect calls(String caller, String called) {
        from = Objects.requireNonNull(caller, "from");
        to = Objects.requireNonNull(called, "to");
        return this;
    }

    /** The Request-URI, and the Route values that lead there. */
    public Connect at(String uri, List<String> over) {
        requestUri = Objects.requireNonNull(uri, "requestUri");
        routes = List.copyOf(over);
        return this;
    }

    /** The same, sent elsewhere first. */
    public Connect over(Hop elsewhere) {
        hop = elsewhere;
        return this;
    }

    /** A further line "Name: value". */
    public Connect says(String line) {
        headers.add(line);
        return this;
    }

    /**
     * A session description, which never changes; "" for none: an INVITE without one asks for the peer's offer in its
     * 200.
     */
    public Connect offers(CharSequence sdp) {
        body = sdp;
        return this;
    }

    public long legId() {
        return legId;
    }

    public int attempt() {
        return attempt;
    }

    public Hop hop() {
        return hop;
    }

    public Terms terms() {
        return terms;
    }

    @Override
    public String requestUri() {
        return requestUri;
    }

    @Override
    public String from() {
        return from;
    }

    @Override
    public String to() {
        return to;
    }

    @Override
    public String contact() {
        return contact;
    }

    @Override
    public List<String> routes() {
        return routes;
    }

    /** Further lines "Name: value". */
    public List<String> headers() {
        return headers;
    }

    /** The session description; "": none. */
    public CharSequence body() {
        return body;
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

    /** Who calls whom. */
    public record Parties(String requestUri, String from, String to, String contact, List<String> routes)
            implements CallParties {
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
