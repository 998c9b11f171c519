package hotswitch.media.relay;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Addresses of peers as objects: of one that was seen lately, as all calls of a carrier have, the one made then. */
final class PeerAddresses {
    private static final int SLOTS = 256;

    private record Peer(String text, InetAddress address) {}

    private final AtomicReferenceArray<Peer> peers = new AtomicReferenceArray<>(SLOTS);

    /**
     * Never asks a name service: a media address is a literal (RFC 4566 allows names; a switch must not wait for
     * them).
     */
    static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }

    InetAddress of(String address) {
        int place = address.hashCode() & (SLOTS - 1);
        Peer known = peers.get(place);
        if (known == null || !known.text.equals(address)) {
            known = new Peer(address, literal(address));
            peers.setRelease(place, known);
        }
        return known.address;
    }
}
