package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Remembers datagram peers, so that a known one costs no garbage. Two generations bound it: when the young one is
 * full it becomes the old one, and who is not seen during a generation is forgotten. A flood of invented source
 * addresses costs time, not memory.
 */
final class PeerCache {
    private final int generationMax;
    private final Consumer<Hop> onFailed;
    private Map<InetSocketAddress, Peer> youngBySource = new HashMap<>();
    private Map<InetSocketAddress, Peer> oldBySource = new HashMap<>();
    private Map<Hop, Peer> youngByHop = new HashMap<>();
    private Map<Hop, Peer> oldByHop = new HashMap<>();

    PeerCache(int peersMax, Consumer<Hop> onFailed) {
        this.generationMax = Math.max(1, peersMax / 2);
        this.onFailed = onFailed;
    }

    Peer from(InetSocketAddress source) {
        Peer known = youngBySource.get(source);
        if (known != null) {
            return known;
        }
        Peer peer = oldBySource.get(source);
        if (peer == null) {
            peer = new Peer(Hop.udp(spell(source), source.getPort()), source, onFailed);
        }
        keepSource(source, peer);
        return peer;
    }

    /** The peer of a hop, or null if the hop's address is not numeric. */
    Peer to(Hop hop) {
        Peer known = youngByHop.get(hop);
        if (known != null) {
            return known;
        }
        Peer peer = oldByHop.get(hop);
        if (peer == null) {
            InetSocketAddress address = resolve(hop);
            if (address == null) {
                return null;
            }
            peer = new Peer(hop, address, onFailed);
        }
        keepHop(hop, peer);
        return peer;
    }

    int size() {
        return youngBySource.size() + oldBySource.size();
    }

    private void keepSource(InetSocketAddress source, Peer peer) {
        if (youngBySource.size() >= generationMax) {
            oldBySource = youngBySource;
            youngBySource = new HashMap<>();
        }
        youngBySource.put(source, peer);
    }

    private void keepHop(Hop hop, Peer peer) {
        if (youngByHop.size() >= generationMax) {
            oldByHop = youngByHop;
            youngByHop = new HashMap<>();
        }
        youngByHop.put(hop, peer);
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

    /** A datagram peer: both spellings of its address, and the ear for datagrams that could not be sent. */
    record Peer(Hop hop, InetSocketAddress address, Consumer<Hop> onFailed) implements ChannelFutureListener {
        @Override
        public void operationComplete(ChannelFuture sent) {
            if (!sent.isSuccess()) {
                onFailed.accept(hop);
            }
        }
    }
}
