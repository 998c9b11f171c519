package hotswitch.server.trace;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Both addresses of a packet in one family, as a packet has them: 4 bytes each where both can be IPv4, else 16 each. A
 * socket for both families is at the address of neither, and hears either.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Family(byte[] from, byte[] to) {
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final byte[] NOWHERE = new byte[IPV6];

    static Family of(Trace.Message message) {
        byte[] from = bytes(message.from());
        byte[] to = bytes(message.to());
        boolean ipv4 = canBeIpv4(from) && canBeIpv4(to);
        int length = ipv4 ? IPV4 : IPV6;
        return new Family(as(from, length), as(to, length));
    }

    boolean ipv4() {
        return from.length == IPV4;
    }

    /** What is no number, because it was never resolved, is nowhere. Addresses of IPv4 in IPv6 come as IPv4. */
    private static byte[] bytes(Trace.Peer peer) {
        try {
            return InetAddress.ofLiteral(peer.address()).getAddress();
        } catch (IllegalArgumentException aName) {
            return NOWHERE;
        }
    }

    private static boolean nowhere(byte[] address) {
        return Arrays.equals(address, 0, address.length, NOWHERE, 0, address.length);
    }

    private static boolean canBeIpv4(byte[] address) {
        return address.length == IPV4 || nowhere(address);
    }

    private static byte[] as(byte[] address, int length) {
        if (address.length == length) {
            return address;
        }
        byte[] other = new byte[length];
        if (length == IPV6 && !nowhere(address)) {
            other[10] = -1;
            other[11] = -1;
            System.arraycopy(address, 0, other, IPV6 - IPV4, IPV4); // RFC 4291 §2.5.5.2
        }
        return other;
    }
}
