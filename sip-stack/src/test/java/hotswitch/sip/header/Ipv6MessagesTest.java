package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpSession;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5118, SIP torture messages for IPv6: each of its cases, by its section. */
final class Ipv6MessagesTest {
    private static SipMessage read(String uri, String via, String contact, String body) {
        String text = """
                REGISTER %s SIP/2.0
                Via: SIP/2.0/UDP %s;branch=z9hG4bKas3-111
                Max-Forwards: 70
                From: <sip:user@example.com>;tag=81x2
                To: <sip:user@example.com>
                Call-ID: SSG9559905523997077@hlau_4100
                CSeq: 98176 REGISTER
                Contact: %s
                Content-Type: application/sdp

                %s""".formatted(uri, via, contact, body);
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length), text);
        return message;
    }

    private static SipMessage read(String uri, String via) {
        return read(uri, via, "<sip:user@[2001:db8::1]>", "");
    }

    /**
     * §4.1 to §4.4, §4.9: where the address ends and the port begins; without brackets it is nowhere. §4.10: what the
     * first grammar of RFC 3261 allowed by mistake is read and leads nowhere.
     */
    @ParameterizedTest
    @CsvSource({
        "4.1,  sip:[2001:db8::10],                        [2001:db8::10],             -1",
        "4.2,  sip:2001:db8::10,                          ,                           0",
        "4.3,  sip:[2001:db8::10:5070],                   [2001:db8::10:5070],        -1",
        "4.4,  sip:[2001:db8::10]:5070,                   [2001:db8::10],             5070",
        "4.9,  sip:user@[::ffff:192.0.2.10]:19823,        [::ffff:192.0.2.10],        19823",
        "4.10, sip:user@[2001:db8:::192.0.2.1],           [2001:db8:::192.0.2.1],     -1"
    })
    void addresses(String section, String uri, String host, int port) {
        SipMessage message = read(uri, "[2001:db8::9:1]");
        SipUri parsed = SipUri.parse(message.requestUri());
        if (host == null) {
            assertNull(parsed, section);
        } else {
            assertNotNull(parsed, section);
            assertEquals(host, parsed.host(), section);
            assertEquals(port, parsed.port(), section);
        }
    }

    /** §4.5: received comes with and without brackets; the message is the same. */
    @ParameterizedTest
    @CsvSource({"[2001:db8::9:1];received=[2001:db8::9:255]", "[2001:db8::9:1];received=2001:db8::9:255"})
    void received(String via) {
        SipMessage message = read("sip:[2001:db8::10]", via);
        assertEquals("[2001:db8::9:1]", message.viaHost());
        assertEquals(-1, message.viaPort());
        assertEquals("z9hG4bKas3-111", message.branch());
    }

    /** §4.6, §4.8: the address of the stream goes before that of the session, whichever family they are of. */
    @Test
    void addressesInDescriptions() {
        String one = """
                v=0
                o=assistant 971731711378798081 0 IN IP6 2001:db8::20
                s=-
                c=IN IP6 2001:db8::20
                t=0 0
                m=audio 6000 RTP/AVP 8
                """;
        SdpSession session =
                SdpSession.parse(read("sip:[2001:db8::10]", "[2001:db8::20]", "<sip:user@[2001:db8::20]>", one)
                        .bodyText());
        assertEquals("2001:db8::20", session.address());
        String two = one.replace("m=audio 6000 RTP/AVP 8\n", """
                m=audio 6000 RTP/AVP 8
                c=IN IP6 2001:db8::20
                m=video 6024 RTP/AVP 107
                c=IN IP4 192.0.2.20
                """);
        SdpSession mixed =
                SdpSession.parse(read("sip:[2001:db8::10]", "[2001:db8::20]", "<sip:user@[2001:db8::20]>", two)
                        .bodyText());
        assertEquals("2001:db8::20", mixed.media().get(0).address());
        assertEquals("192.0.2.20", mixed.media().get(1).address());
    }

    /** §4.7: both families in one message. */
    @Test
    void bothFamiliesInOneMessage() {
        SipMessage message = read(
                "sip:user@host",
                "[2001:db8::9:1]:6050;branch=z9hG4bKas3-0, SIP/2.0/TCP 192.0.2.1",
                "\"Caller\" <sip:caller@[2001:db8::9:1]>, <sip:caller@192.0.2.1:5070>",
                "");
        assertEquals("[2001:db8::9:1]", message.viaHost());
        assertEquals(6050, message.viaPort());
        assertEquals("[2001:db8::9:1]", Contact.parse(message).get(0).uri().host());
        assertEquals("192.0.2.1", Contact.parse(message).get(1).uri().host());
        assertEquals("<sip:user@example.com>", message.value(HeaderName.TO));
    }
}
