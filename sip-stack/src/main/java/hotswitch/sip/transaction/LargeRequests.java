package hotswitch.sip.transaction;

import java.util.ArrayDeque;
import java.util.function.Predicate;

/**
 * Which way a request goes that datagrams would cut into pieces (RFC 3261 §18.1.1): by TCP to the same address and port
 * where the peer is known to take it so. Who refused the connection gets what is large by UDP for a while, at once.
 */
final class LargeRequests {
    /** Bytes that go by UDP in any case, where nobody knows how much the path takes. */
    private static final int LARGE = 1_300;

    /** Longer than any request or 2xx is repeated, short enough for a peer that was restarted. */
    private static final long REFUSED_NS = 600_000_000_000L;

    private static final int REFUSALS_MAX = 64;

    private record Refusal(Hop hop, long untilNs) {}

    private final ArrayDeque<Refusal> refusals = new ArrayDeque<>();
    private Predicate<Hop> takers = hop -> false;

    void takers(Predicate<Hop> hops) {
        takers = hops;
    }

    /** Where so many bytes for this hop go. */
    Hop way(Hop hop, int length, long nowNs) {
        if (length <= LARGE) {
            return hop;
        }
        while (!refusals.isEmpty() && refusals.getFirst().untilNs() <= nowNs) {
            refusals.removeFirst();
        }
        return way(hop, length);
    }

    /** The same for what is no transaction: a refusal counts until the next request that is one. */
    Hop way(Hop hop, int length) {
        boolean stays = length <= LARGE || hop.transport() != Transport.UDP || !takers.test(hop) || hasRefused(hop);
        return stays ? hop : Hop.tcp(hop.address(), hop.port());
    }

    private boolean hasRefused(Hop hop) {
        return refusals.stream().anyMatch(each -> each.hop().samePeer(hop));
    }

    /** Nothing could be delivered there. */
    void onTransportFailed(Hop hop, long nowNs) {
        boolean noConnection = hop.transport() == Transport.TCP && hop.connection() == 0;
        if (noConnection) {
            onNoConnection(Hop.udp(hop.address(), hop.port()), nowNs);
        }
    }

    private void onNoConnection(Hop byUdp, long nowNs) {
        if (takers.test(byUdp) && !hasRefused(byUdp)) {
            if (refusals.size() == REFUSALS_MAX) {
                refusals.removeFirst();
            }
            refusals.addLast(new Refusal(byUdp, nowNs + REFUSED_NS));
        }
    }
}
