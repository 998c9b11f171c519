package hotswitch.sip.session;

import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.message.Method;
import hotswitch.sip.timer.TimerValues;
import java.util.List;
import java.util.Objects;

/**
 * @param address how the node names itself
 * @param product value of User-Agent and Server, "" for none
 */
public record UserAgentConfig(
        LocalAddress address, String product, TimerValues timers, Limits limits, Features features) {
    /**
     * @param transactionsMax alive at once, lingering ones included; at 1,000 calls/s about 130,000 linger
     * @param sessionsMax alive at once, those included whose BYE has not been answered; of the last eighth none is for
     *     a new caller, so that who is inside can still be connected
     * @param ringMaxNs how long an INVITE may wait for its final response
     */
    public record Limits(int transactionsMax, int sessionsMax, long ringMaxNs) {
        /**
         * 400,000 transactions, 64,000 sessions, five minutes of ringing. A user whose legs have two UDP ports each has
         * 32,768 at the most; nearly as many more may wait for the answer to their BYE.
         */
        public static Limits standard() {
            return new Limits(400_000, 64_000, 300_000_000_000L);
        }
    }

    /**
     * @param methods others get 405; what no session handles itself comes to {@link SessionUser#onRequest}
     * @param extensions option tags that a Require may name, others get 420
     * @param registering those that a REGISTER may name besides
     */
    public record Features(List<Method> methods, List<String> extensions, List<String> registering) {
        /** RFC 3891's option tag. */
        private static final String REPLACES = "replaces";
        /** RFC 4488's. */
        private static final String NO_REFER_SUB = "norefersub";

        public Features {
            methods = List.copyOf(methods);
            extensions = List.copyOf(extensions);
            registering = List.copyOf(registering);
        }

        /** Of a side that is no registrar. */
        public Features(List<Method> methods, List<String> extensions) {
            this(methods, extensions, List.of());
        }

        /**
         * RFC 3261's methods, INFO, UPDATE, REFER, PRACK; 100rel (RFC 3262), timer (4028), replaces (3891),
         * norefersub (4488); as
         * registrar path (3327), outbound (5626), gruu (5627).
         */
        public static Features standard() {
            return new Features(
                    List.of(
                            Method.INVITE,
                            Method.ACK,
                            Method.CANCEL,
                            Method.BYE,
                            Method.OPTIONS,
                            Method.INFO,
                            Method.UPDATE,
                            Method.REFER,
                            Method.PRACK,
                            Method.SUBSCRIBE,
                            Method.REGISTER),
                    List.of(Reliable.TAG, SessionTimer.TAG, REPLACES, NO_REFER_SUB),
                    List.of("path", "outbound", "gruu"));
        }
    }

    public UserAgentConfig {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(features, "features");
    }

    /** Standard timers, limits and features. */
    public static UserAgentConfig standard(LocalAddress address, String product) {
        return new UserAgentConfig(address, product, TimerValues.rfc3261(), Limits.standard(), Features.standard());
    }
}
