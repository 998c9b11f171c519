package hotswitch.call.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** INVITEs that say the same share what they say, and no others do. */
class OriginsTest {
    private final Origins origins = new Origins();

    private static SipMessage invite(String headers) {
        byte[] bytes = ("INVITE sip:12345@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1\r\n"
                        + "From: <sip:1@c.example>;tag=1\r\nTo: <sip:12345@192.0.2.1>\r\n"
                        + "Call-ID: 1\r\nCSeq: 1 INVITE\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length));
        return message;
    }

    @Test
    void callsToOneNumberShareOne() {
        Origin usual = origins.of(invite("Max-Forwards: 69\r\n"), "12345");
        assertEquals(new Origin("12345", false, 69, List.of(), List.of()), usual);
        assertSame(usual, origins.of(invite("Max-Forwards: 69\r\n"), new String("12345")));
    }

    @Test
    void whoSaysMoreHasHisOwn() {
        Origin usual = origins.of(invite("Max-Forwards: 69\r\n"), "12345");
        assertEquals(
                "12346", origins.of(invite("Max-Forwards: 69\r\n"), "12346").dialled());
        assertEquals(68, origins.of(invite("Max-Forwards: 68\r\n"), "12345").hops());
        assertTrue(origins.of(invite("Max-Forwards: 69\r\nPrivacy: id\r\n"), "12345")
                .withheld());
        Origin sentOn =
                origins.of(invite("Max-Forwards: 69\r\nDiversion: <sip:2000@c.example>;reason=no-answer\r\n"), "12345");
        assertEquals(1, sentOn.diversions().size());
        assertEquals(usual, origins.of(invite("Max-Forwards: 69\r\n"), "12345"));
    }
}
