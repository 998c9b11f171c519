package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** RFC 5621: the description among other parts. */
final class SdpBodyTest {
    private static final String SDP =
            "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 4 RTP/AVP 8\n";

    private static String read(String type, String body) {
        String text = """
                INVITE sip:12345@hotline.local SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.4:5070;rport;branch=z9hG4bK-776a
                Max-Forwards: 70
                From: <sip:1@carrier.example>;tag=9
                To: <sip:12345@hotline.local>
                Call-ID: 3848
                CSeq: 1 INVITE
                Content-Type: %s

                %s""".formatted(type, body);
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length));
        return SdpBody.of(message).replace("\r\n", "\n");
    }

    @Test
    void byItselfOrAmongOthers() {
        assertEquals(SDP, read("application/sdp", SDP));
        assertEquals("", read("application/sdp", ""));
        String isup = "--cut\nContent-Type: application/isup\nContent-Disposition: signal;handling=optional\n\n"
                + "\u0001\u0000I\u00ff\n";
        String part = "--cut\nc: application/sdp\nContent-Disposition: session\n\n" + SDP;
        assertEquals(SDP, read("multipart/mixed;boundary=cut", isup + part + "--cut--\n"));
        assertEquals(
                SDP,
                read("Multipart/Mixed; boundary=\"cut\"; charset=x", "preamble\n" + part + isup + "--cut--\nafter"));
        assertEquals("", read("multipart/mixed;boundary=cut", isup + "--cut--\n"));
    }

    @Test
    void whatIsBrokenHasNone() {
        String part = "--cut\nContent-Type: application/sdp\n\n" + SDP;
        assertEquals("", read("multipart/mixed", part + "--cut--\n"));
        assertEquals("", read("multipart/mixed;boundary=other", part + "--cut--\n"));
        assertEquals("", read("multipart/mixed;boundary=cut", part), "it never ends");
        assertEquals("", read("multipart/mixed;boundary=\"cut", part + "--cut--\n"));
    }
}
