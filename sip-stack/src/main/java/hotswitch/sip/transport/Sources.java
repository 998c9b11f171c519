package hotswitch.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How many streams each source has. In IPv6 a source is a network of 64 bits: whoever has one address has them all. */
final class Sources {
    private static final int NETWORK_BYTES = 8;
    private final Map<InetAddress, Integer> streams = new HashMap<>();

    void add(InetAddress address) {
        streams.merge(source(address), 1, Integer::sum);
    }

    void remove(InetAddress address) {
        streams.computeIfPresent(source(address), (source, count) -> count == 1 ? null : count - 1);
    }

    int streams(InetAddress address) {
        return streams.getOrDefault(source(address), 0);
    }

    private static InetAddress source(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = address.getAddress();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // 16 bytes are an address
        }
    }
}
