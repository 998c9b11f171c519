package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hotswitch.sip.message.AsciiText;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is put together of numbers and of what many have in common is what was to be said. */
final class DescriptionTest {
    private static final String HEAD = "v=0\r\nc=IN IP4 192.0.2.9\r\n";
    private static final String AUDIO = "m=audio 4000 RTP/AVP 8\r\n";

    private final Negotiator negotiator = new Negotiator();

    private static String expected(long id, int version, int port, String streams) {
        return "v=0\r\no=hotswitch " + id + ' ' + version
                + " IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                + streams.replace("PORT", Integer.toString(port))
                + "a=rtpmap:8 PCMA/8000\r\na=ptime:20\r\na=sendrecv\r\n";
    }

    private CharSequence answer(long id, int port, String streams, String last) {
        Negotiation answer = negotiator.negotiate(HEAD + streams, LocalMedia.of("192.0.2.1", port), id, last);
        return assertInstanceOf(Negotiation.Agreed.class, answer).text();
    }

    private static String written(CharSequence text) {
        SipWriter out = new SipWriter();
        out.startResponse(200).body("application/sdp", text);
        String message = out.toString();
        int body = message.indexOf("\r\n\r\n") + 4;
        String length = "Content-Length: " + message.substring(body).getBytes(StandardCharsets.UTF_8).length;
        assertEquals(1, message.split(length + "\r\n", -1).length - 1, message);
        return message.substring(body);
    }

    @Test
    void eachHasItsOwnNumbers() {
        for (long id : new long[] {1, 9, 10, 99, 100, (1L << 40) + 2, Long.MAX_VALUE}) {
            for (int port : new int[] {2, 10, 999, 65_534}) {
                CharSequence text = answer(id, port, AUDIO, "");
                String expected = expected(id, 1, port, "m=audio PORT RTP/AVP 8\r\n");
                assertEquals(expected, text.toString());
                assertEquals(expected.length(), text.length());
                assertEquals(expected, written(assertInstanceOf(AsciiText.class, text)));
                assertEquals(0, CharSequence.compare(expected, text));
                assertEquals(expected.substring(5, 40), text.subSequence(5, 40).toString());
            }
        }
    }

    /** More kinds than are known at a time, in turn. */
    @Test
    void peersWithManyKindsOfStreamsHearTheirOwn() {
        for (int round = 0; round < 3; round++) {
            for (int kind = 0; kind < 40; kind++) {
                String video = "m=video 0 RTP/AVP " + kind + "\r\n";
                String expected = expected(7, 1, 4_000 + kind, video + "m=audio PORT RTP/AVP 8\r\n");
                CharSequence text = answer(7, 4_000 + kind, video + AUDIO, "");
                assertEquals(expected, text.toString());
                assertEquals(
                        text.toString(),
                        answer(7, 4_000 + kind, video + AUDIO, expected).toString());
                String changed = expected.replace(" 1 IN", " 9 IN").replace("sendrecv", "sendonly");
                String next = answer(7, 4_000 + kind, video + AUDIO, changed).toString();
                assertEquals(expected.replace(" 1 IN", " 10 IN"), next);
            }
        }
    }

    @Test
    void whatIsNotAsciiIsSaidAsItCame() {
        String image = "m=图像 0 udptl t38\r\n";
        CharSequence text = answer(7, 4_000, image + AUDIO, "");
        assertEquals(expected(7, 1, 4_000, image + "m=audio PORT RTP/AVP 8\r\n"), text.toString());
        assertEquals(text.toString(), written(text));
        OwnText room = new OwnText();
        room.take(text);
        assertEquals(text.toString(), room.toString());
    }
}
