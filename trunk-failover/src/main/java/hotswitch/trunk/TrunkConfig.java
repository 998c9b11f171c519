package hotswitch.trunk;

import hotswitch.trunk.number.NumberRule;
import java.util.List;

/**
 * One carrier.
 *
 * @param name identity across reloads
 * @param addresses where calls are sent, in turn
 * @param acl whose requests are this trunk's
 * @param registration our account there, {@link Account#NONE} where the carrier knows us by our address
 * @param manners how we speak to it
 */
public record TrunkConfig(
        String name,
        List<Address> addresses,
        List<Source> acl,
        Capacity capacity,
        Health health,
        Numbers numbers,
        Account registration,
        Manners manners) {
    /** A carrier to which we speak as usual. */
    public TrunkConfig(
            String name,
            List<Address> addresses,
            List<Source> acl,
            Capacity capacity,
            Health health,
            Numbers numbers,
            Account registration) {
        this(name, addresses, acl, capacity, health, numbers, registration, Manners.USUAL);
    }

    /** A carrier at which we need not register. */
    public TrunkConfig(
            String name, List<Address> addresses, List<Source> acl, Capacity capacity, Health health, Numbers numbers) {
        this(name, addresses, acl, capacity, health, numbers, Account.NONE);
    }

    public TrunkConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a trunk without a name");
        }
        addresses = List.copyOf(addresses);
        acl = List.copyOf(acl);
    }

    /**
     * How we speak to a carrier.
     *
     * @param reliable our INVITEs offer reliable provisional responses (RFC 3262)
     * @param sessionS the session timer that they offer, in seconds (RFC 4028); 0: none
     * @param trusted it belongs to our trust domain (RFC 3325 §2.3): its P-Asserted-Identity is believed, it gets ours
     * @param diversion of a call that is sent on, who sent it on stands in Diversion (RFC 5806)
     * @param history the same in History-Info (RFC 7044)
     * @param largeByTcp a request that is large for UDP goes by TCP if it can (RFC 3261 §18.1.1)
     */
    public record Manners(
            boolean reliable, int sessionS, boolean trusted, boolean diversion, boolean history, boolean largeByTcp) {
        public static final Manners USUAL = new Manners(true, 1_800, true, true, true, false);

        /** Whatever is sent goes as the address says. */
        public Manners(boolean reliable, int sessionS, boolean trusted, boolean diversion, boolean history) {
            this(reliable, sessionS, trusted, diversion, history, false);
        }
    }

    public enum Transport {
        UDP,
        TCP,
        TLS,
        /** With a name only: whichever its owner's DNS prefers. */
        ANY,
        /** The same, and only TLS will do. */
        SECURE
    }

    /** {@code host}: numeric, IPv6 without brackets, or a name. {@code port} 0, with a name only: what DNS says. */
    public record Address(Transport transport, String host, int port) {
        /** It must be looked up before anything can be sent there. */
        public boolean named() {
            return IpAddress.parse(host) == null;
        }

        /** As in {@code udp:127.0.0.1:5080}: the name of this address in facts and logs. */
        public String text() {
            String name = switch (transport) {
                case UDP -> "udp:";
                case TCP -> "tcp:";
                case TLS -> "tls:";
                case ANY -> "sip:";
                case SECURE -> "sips:";
            };
            return port == 0 ? name + host : name + host + ':' + port;
        }
    }

    /** {@code port} 0: any. The longest prefix wins, then a named port. */
    public record Source(Cidr cidr, int port) {}

    /**
     * {@code channels}: calls at once, both ways together; {@code callsPerSecond}: new calls, each way for itself. The
     * lowest {@code priority} is tried first, equals share by {@code weight}.
     */
    public record Capacity(int channels, int callsPerSecond, int priority, int weight) {
        public Capacity {
            if (channels < 1 || callsPerSecond < 1 || weight < 1) {
                throw new IllegalArgumentException("channels, callsPerSecond and weight are at least 1");
            }
        }
    }

    /**
     * {@code optionsMs} 0: no OPTIONS. No answer at all within {@code firstResponseMs}: the next hop; no 200 within
     * {@code ringMs}: given up.
     */
    public record Health(long optionsMs, long firstResponseMs, long ringMs) {}

    /**
     * {@code displayed}: the numbers that the carrier lets us show, the first unless one is asked for; empty: none. The
     * rules rewrite numbers as they come in and go out.
     */
    public record Numbers(
            List<String> displayed,
            List<NumberRule> aniIn,
            List<NumberRule> dnisIn,
            List<NumberRule> numberOut,
            List<NumberRule> displayedOut) {
        /** Nothing may be shown and nothing is rewritten. */
        public static final Numbers NONE = new Numbers(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Our account at the carrier (RFC 3261 §10.2).
     *
     * @param user with {@code domain} the address of record
     * @param registrars asked one after the other until one takes us
     * @param expiresS what we ask for
     */
    public record Account(
            String user, String domain, Login login, List<Address> registrars, Contacts contacts, int expiresS) {
        /** None: the carrier knows us by our address. */
        public static final Account NONE =
                new Account("", "", new Login("", "", ""), List.of(), new Contacts(List.of(), "", false), 0);

        public Account {
            registrars = List.copyOf(registrars);
        }

        public boolean exists() {
            return !user.isEmpty();
        }
    }

    /** With {@code realm} "" a challenge of any realm is answered. */
    public record Login(String user, String password, String realm) {
        @Override
        public String toString() {
            return "Login[" + user + ']';
        }
    }

    /**
     * Where the carrier finds us.
     *
     * @param transports the first is preferred
     * @param user of the Contact; "": one of ours that nobody guesses, by which we know calls of this carrier
     * @param bulk all numbers of the account with one Contact (RFC 6140)
     */
    public record Contacts(List<Transport> transports, String user, boolean bulk) {
        public Contacts {
            transports = List.copyOf(transports);
        }
    }
}
