package hotswitch.sip.locate;

import hotswitch.sip.transaction.Transport;
import java.util.List;

/**
 * Where a server is.
 *
 * @param places in their order; none: the name has no server
 * @param ttlS how long that holds
 * @param failed nothing could be learnt: what was known before is better
 */
public record Located(List<Place> places, long ttlS, boolean failed) {
    public Located {
        places = List.copyOf(places);
    }

    /** Of equal {@code rank}, the lowest first, places share by {@code weight} (RFC 2782). */
    public record Place(Transport transport, String address, int port, int rank, int weight) {}
}
