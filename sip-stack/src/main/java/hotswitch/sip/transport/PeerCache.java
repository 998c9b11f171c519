package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.datagram.WireAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Remembers datagram peers, so that a known one costs no garbage. Two generations bound it: when the young one is
 * full it becomes the old one, and who is not seen during a generation is forgotten. A flood of invented source
 * addresses costs time, not memory.
 */
final class PeerCache {
    private final int generationMax;
    private final boolean ipv6Socket;
    private final long salt;
    private Long2ObjectHashMap<Peer> youngBySource = new Long2ObjectHashMap<>();
    private Long2ObjectHashMap<Peer> oldBySource = new Long2ObjectHashMap<>();
    private Map<Hop, Peer> youngByHop = new HashMap<>();
    private Map<Hop, Peer> oldByHop = new HashMap<>();

    /** A datagram peer: both spellings of its address, ours and the kernel's. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Peer(Hop hop, byte[] address) {}

    /** @param ipv6Socket whether the socket is one of IPv6 */
    PeerCache(int peersMax, boolean ipv6Socket, long salt) {
        this.generationMax = Math.max(1, peersMax / 2);
        this.ipv6Socket = ipv6Socket;
        this.salt = salt;
    }

    /** The peer whose address begins here, as the kernel gave it. Equal hashes displace each other. */
    Peer from(DirectBuffer names, int at) {
        long hash = WireAddress.hash(names, at, salt);
        Peer known = youngBySource.get(hash);
        if (known != null && WireAddress.same(names, at, known.address)) {
            return known;
        }
        Peer peer = oldBySource.get(hash);
        if (peer == null || !WireAddress.same(names, at, peer.address)) {
            byte[] address = new byte[WireAddress.length(names, at)];
            names.getBytes(at, address);
            InetSocketAddress source = WireAddress.decode(names, at);
            peer = new Peer(Hop.udp(spell(source), source.getPort()), address);
        }
        if (youngBySource.size() >= generationMax) {
            oldBySource = youngBySource;
            youngBySource = new Long2ObjectHashMap<>();
        }
        youngBySource.put(hash, peer);
        return peer;
    }

    /** The peer of a hop, or null if its address is not numeric or not to be reached from this socket. */
    Peer to(Hop hop) {
        Peer known = youngByHop.get(hop);
        if (known != null) {
            return known;
        }
        Peer peer = oldByHop.get(hop);
        if (peer == null) {
            InetSocketAddress resolved = resolve(hop);
            byte[] address = resolved == null ? null : WireAddress.encode(resolved, ipv6Socket);
            if (address == null) {
                return null;
            }
            peer = new Peer(hop, address);
        }
        if (youngByHop.size() >= generationMax) {
            oldByHop = youngByHop;
            youngByHop = new HashMap<>();
        }
        youngByHop.put(hop, peer);
        return peer;
    }

    int size() {
        return youngBySource.size() + oldBySource.size();
    }

    /** The numeric spelling that hops use: IPv6 shortened as RFC 5952 asks, no brackets. */
    static String spell(InetSocketAddress address) {
        return NetUtil.toAddressString(address.getAddress());
    }

    /** The socket address of a hop, or null if its address is not numeric: names are never resolved here. */
    static InetSocketAddress resolve(Hop hop) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(hop.address()), hop.port());
        } catch (IllegalArgumentException notNumeric) {
            return null;
        }
    }
}
