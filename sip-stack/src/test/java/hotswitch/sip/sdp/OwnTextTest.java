package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** One room takes one description after another, and each is what {@link SdpBody} finds in its message. */
final class OwnTextTest {
    private static final String PLAIN = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nm=audio 4000 RTP/AVP 8\r\n";
    private static final String CHINESE = PLAIN.replace("s=-", "s=王先生");
    private static final String LONG = PLAIN + "a=x\r\n".repeat(1_000);

    private final OwnText text = new OwnText();

    @Test
    void eachIsItsMessages() {
        List<SipMessage> messages = List.of(
                message("application/sdp", PLAIN, StandardCharsets.UTF_8),
                message("application/sdp", CHINESE, StandardCharsets.UTF_8),
                message("application/sdp", "v=0\r\n", StandardCharsets.UTF_8),
                message("application/sdp", CHINESE, Charset.forName("GB18030")),
                message("application/sdp", LONG, StandardCharsets.UTF_8),
                message("application/sdp", PLAIN, StandardCharsets.UTF_8),
                message("text/plain", "Hello", StandardCharsets.UTF_8),
                message("application/sdp", "", StandardCharsets.UTF_8),
                message(
                        "multipart/mixed;boundary=b",
                        "--b\r\nContent-Type: application/sdp\r\n\r\n" + PLAIN + "\r\n--b--\r\n",
                        StandardCharsets.UTF_8));
        for (SipMessage message : messages) {
            SdpBody.take(message, text);
            same(SdpBody.of(message));
        }
        text.take(CHINESE);
        same(CHINESE);
    }

    @Test
    void whatItIsReadFromMayBeWrittenOver() {
        byte[] bytes = bytes("application/sdp", PLAIN, StandardCharsets.UTF_8);
        SdpBody.take(read(bytes), text);
        Arrays.fill(bytes, (byte) 'x');
        same(PLAIN);
    }

    @Test
    void namesAreAsTheMessageHasThem() {
        OwnText another = new OwnText();
        for (String callId : List.of("a84b4c76e66710@pc33", "1", "x".repeat(3_000))) {
            byte[] bytes = new String(bytes("application/sdp", "", StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    .replace("Call-ID: 1", "Call-ID: " + callId)
                    .replace(";tag=1", ";tag=from" + callId.length())
                    .getBytes(StandardCharsets.UTF_8);
            SipMessage message = read(bytes);
            text.takeCallId(message);
            assertEquals(message.callId(), text.toString());
            assertEquals(SipMessage.hash(message.callId()), SipMessage.hash(text));
            another.take(text);
            text.takeFromTag(message);
            assertEquals("from" + callId.length(), text.toString());
            assertTrue(text.is(message.fromTag()));
            text.takeToTag(message);
            assertEquals("", text.toString());
            assertTrue(another.is(message.callId()), "what was taken of another's room stays");
        }
    }

    private void same(String expected) {
        assertEquals(expected, text.toString());
        assertEquals(expected.length(), text.length());
        assertEquals(0, CharSequence.compare(expected, text));
        SdpSession asText = new SdpSession();
        SdpSession inPlace = new SdpSession();
        assertEquals(asText.read(expected), inPlace.read(text));
        assertEquals(asText.size(), inPlace.size());
        assertEquals(expected, text.subSequence(0, text.length()));
    }

    private static SipMessage message(String type, String body, Charset charset) {
        return read(bytes(type, body, charset));
    }

    private static byte[] bytes(String type, String body, Charset charset) {
        byte[] content = body.getBytes(charset);
        byte[] head = ("INVITE sip:bob@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n"
                        + "From: <sip:a@192.0.2.9>;tag=1\r\nTo: <sip:bob@192.0.2.1>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
                        + "Max-Forwards: 70\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    private static SipMessage read(byte[] bytes) {
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length));
        return message;
    }
}
