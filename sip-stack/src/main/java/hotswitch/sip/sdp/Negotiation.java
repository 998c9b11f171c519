package hotswitch.sip.sdp;

/** How an offer ended. */
public sealed interface Negotiation {
    /** SIP status for a description that cannot be accepted (RFC 3261 §21.4.26). */
    int NOT_ACCEPTABLE_HERE = 488;

    /**
     * Both sides have a stream; {@code text} is our description, never changed: the answer to send, or the offer that
     * was answered.
     */
    record Agreed(MediaPlan plan, CharSequence text) implements Negotiation {}

    /** No common stream; the status for the request that carried the offer, a warn-code of RFC 3261 §20.43, and why. */
    record Refused(int status, int warning, String reason) implements Negotiation {
        private static final int TRANSPORT = 302;
        private static final int ADDRESS_FORMAT = 301;
        private static final int NETWORK_PROTOCOL = 300;
        private static final int MULTICAST_ADDRESS = 330;
        private static final int MEDIA_TYPE = 304;
        private static final int MEDIA_FORMAT = 305;
        private static final int ELSE = 399;

        static final Refused MALFORMED = of(ELSE, "malformed session description");
        static final Refused NO_AUDIO = of(MEDIA_TYPE, "no audio stream");
        static final Refused SWITCHED_OFF = of(MEDIA_TYPE, "audio stream is switched off");
        static final Refused NAME = of(ADDRESS_FORMAT, "no numeric connection address");
        static final Refused MULTICAST = of(MULTICAST_ADDRESS, "multicast is not supported");
        static final Refused IPV6 = of(NETWORK_PROTOCOL, "IPv6 is not reached from here");
        static final Refused IPV4 = of(NETWORK_PROTOCOL, "IPv4 is not reached from here");
        static final Refused NO_CODEC = of(MEDIA_FORMAT, "no common codec");

        static Refused transport(String proto) {
            return of(TRANSPORT, "transport " + proto + " is not supported");
        }

        private static Refused of(int warning, String reason) {
            return new Refused(NOT_ACCEPTABLE_HERE, warning, reason);
        }

        /**
         * Value of a Warning header, in which {@code agent} says so (RFC 3261 §21.4.26). What the peer wrote may stand
         * in the reason: nothing that a header must not hold.
         */
        public String warning(String agent) {
            String text = reason.replace('"', '\'').replace('\\', '/').replaceAll("\\p{Cntrl}", "?");
            return warning + " " + agent + " \"" + text + '"';
        }
    }
}
