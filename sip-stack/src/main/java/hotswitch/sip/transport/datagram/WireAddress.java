package hotswitch.sip.transport.datagram;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Socket addresses as the kernel writes them: {@code sockaddr_in} (16 bytes) and {@code sockaddr_in6} (28). */
public final class WireAddress {
    /** Room for either, the next one aligned. */
    public static final int BYTES_MAX = 32;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPV4_BYTES = 16;
    private static final int IPV6_BYTES = 28;
    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;

    private WireAddress() {}

    /**
     * The bytes of this address for a socket of IPv4 or IPv6; null where such a socket cannot reach it. IPv4 is mapped
     * for a socket of IPv6 (RFC 4291 §2.5.5.2).
     */
    public static byte[] encode(InetSocketAddress address, boolean ipv6Socket) {
        return ipv6Socket ? ipv6(address) : ipv4(address);
    }

    private static byte[] ipv4(InetSocketAddress address) {
        if (!(address.getAddress() instanceof Inet4Address ip)) {
            return null;
        }
        UnsafeBuffer out = new UnsafeBuffer(new byte[IPV4_BYTES]);
        head(out, AF_INET, address.getPort());
        out.putBytes(IPV4_AT, ip.getAddress());
        return out.byteArray();
    }

    private static byte[] ipv6(InetSocketAddress address) {
        UnsafeBuffer out = new UnsafeBuffer(new byte[IPV6_BYTES]);
        head(out, AF_INET6, address.getPort());
        byte[] ip = address.getAddress().getAddress();
        if (address.getAddress() instanceof Inet6Address ipv6) {
            out.putBytes(IPV6_AT, ip);
            out.putInt(SCOPE_AT, ipv6.getScopeId(), ByteOrder.nativeOrder());
        } else {
            out.putShort(IPV6_AT + 10, (short) 0xffff);
            out.putBytes(IPV6_AT + 12, ip);
        }
        return out.byteArray();
    }

    private static void head(UnsafeBuffer out, int family, int port) {
        out.putShort(0, (short) family, ByteOrder.nativeOrder());
        out.putShort(PORT_AT, (short) port, ByteOrder.BIG_ENDIAN);
    }

    /** How many bytes the address that begins here has. */
    public static int length(DirectBuffer buffer, int at) {
        return buffer.getShort(at, ByteOrder.nativeOrder()) == AF_INET ? IPV4_BYTES : IPV6_BYTES;
    }

    /** The address that begins here; a mapped one as the IPv4 address that it is. */
    public static InetSocketAddress decode(DirectBuffer buffer, int at) {
        boolean ipv4 = length(buffer, at) == IPV4_BYTES;
        byte[] ip = new byte[ipv4 ? 4 : 16];
        buffer.getBytes(at + (ipv4 ? IPV4_AT : IPV6_AT), ip);
        int port = buffer.getShort(at + PORT_AT, ByteOrder.BIG_ENDIAN) & 0xffff;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException never) {
            throw new IllegalStateException(ip.length + " bytes are an address", never);
        }
    }

    /**
     * A 64-bit hash of family, port and address (MurmurHash3's finish over words); {@code salt} is secret, so that
     * nobody can aim at one place of a table.
     */
    public static long hash(DirectBuffer buffer, int at, long salt) {
        long hash = salt ^ buffer.getLong(at, ByteOrder.nativeOrder());
        if (length(buffer, at) == IPV6_BYTES) {
            hash = mix(hash) ^ buffer.getLong(at + IPV6_AT, ByteOrder.nativeOrder());
            hash = mix(hash) ^ buffer.getLong(at + IPV6_AT + Long.BYTES, ByteOrder.nativeOrder());
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    /** Whether the address that begins here has these bytes; what a kernel leaves in the padding does not count. */
    public static boolean same(DirectBuffer buffer, int at, byte[] bytes) {
        if (length(buffer, at) != bytes.length) {
            return false;
        }
        int end = bytes.length == IPV4_BYTES ? IPV4_AT + 4 : IPV6_AT + 16;
        for (int i = 0; i < end; i++) {
            boolean flowInfo = bytes.length == IPV6_BYTES && i >= IPV4_AT && i < IPV6_AT;
            if (!flowInfo && buffer.getByte(at + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
