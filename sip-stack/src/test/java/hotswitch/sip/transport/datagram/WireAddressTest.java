package hotswitch.sip.transport.datagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WireAddressTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1,5060,false", "127.0.0.1,65535,true", "::1,1,true", "2001:db8::7,5060,true"})
    void whatIsWrittenIsRead(String ip, int port, boolean ipv6Socket) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
        byte[] bytes = WireAddress.encode(address, ipv6Socket);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        assertEquals(bytes.length, WireAddress.length(buffer, 0));
        assertEquals(address, WireAddress.decode(buffer, 0));
        assertTrue(WireAddress.same(buffer, 0, bytes));
    }

    @Test
    void anIpv4SocketReachesNoIpv6Address() {
        assertNull(WireAddress.encode(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060), false));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,127.0.0.2,5060,5060,false", "::1,::1,5060,5061,true", "::1,::2,5060,5060,true"})
    void whatDiffersIsNotTheSame(String one, String other, int onePort, int otherPort, boolean ipv6Socket) {
        byte[] a = WireAddress.encode(new InetSocketAddress(InetAddress.ofLiteral(one), onePort), ipv6Socket);
        byte[] b = WireAddress.encode(new InetSocketAddress(InetAddress.ofLiteral(other), otherPort), ipv6Socket);
        assertFalse(WireAddress.same(new UnsafeBuffer(a), 0, b));
        assertNotEquals(WireAddress.hash(new UnsafeBuffer(a), 0, 1), WireAddress.hash(new UnsafeBuffer(b), 0, 1));
    }
}
