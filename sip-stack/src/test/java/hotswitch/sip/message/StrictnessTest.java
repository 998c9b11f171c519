package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lenient parsers let through and we do not; and what must go through untouched. */
final class StrictnessTest {
    private static final String OPTIONS = """
            OPTIONS sip:a@example.com SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.4;branch=z9hG4bKa
            From: <sip:b@example.com>;tag=1
            To: <sip:a@example.com>
            Call-ID: c
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            Content-Length: 0

            """;

    private static Malformed with(String line) {
        return Wire.fault(OPTIONS.replace("\nContent-Length", "\n" + line + "\nContent-Length"));
    }

    private static Malformed replaced(String from, String to) {
        return Wire.fault(OPTIONS.replace(from, to));
    }

    @Test
    void singleHeadersStandOnce() {
        assertEquals(Malformed.NONE, Wire.fault(OPTIONS));
        for (String line : List.of(
                "f: <sip:b@example.com>;tag=1",
                "t: <sip:a@example.com>",
                "i: c",
                "cseq: 1 OPTIONS",
                "Max-Forwards: 70",
                "l: 0")) {
            assertEquals(Malformed.DUPLICATE_SINGLE_HEADER, with(line), line);
        }
        assertEquals(Malformed.CONFLICTING_CONTENT_LENGTH, Wire.fault(OPTIONS.replace("\n\n", "\nl: 1\n\n") + "xx"));
    }

    @Test
    void versionsAndStartLines() {
        assertEquals(Malformed.BAD_VERSION, replaced("SIP/2.0\nVia", "SIP/3.0\nVia"));
        assertEquals(Malformed.BAD_VERSION, replaced("SIP/2.0\nVia", "SIP/2.10\nVia"));
        assertEquals(Malformed.NONE, replaced("SIP/2.0\nVia", "sip/2.0\nVia"));
        assertEquals(Malformed.BAD_START_LINE, replaced("SIP/2.0\nVia", "HTTP/1.1\nVia"));
        assertEquals(Malformed.BAD_START_LINE, Wire.fault("hello\n\n"));
        assertEquals(Malformed.BAD_START_LINE, Wire.fault(""));
        assertEquals(Malformed.BAD_START_LINE, Wire.fault("\n\n"));
        assertEquals(Malformed.NONE, Wire.fault("\n\n" + OPTIONS));
    }

    @Test
    void whatIsMissingHasAName() {
        assertEquals(Malformed.MISSING_VIA, replaced("Via", "X-Via"));
        assertEquals(Malformed.MISSING_FROM, replaced("From", "X-From"));
        assertEquals(Malformed.MISSING_TO, replaced("To", "X-To"));
        assertEquals(Malformed.MISSING_CALL_ID, replaced("Call-ID", "X-Call-ID"));
        assertEquals(Malformed.MISSING_CSEQ, replaced("CSeq", "X-CSeq"));
        assertEquals(Malformed.UNFINISHED_HEADERS, Wire.fault(OPTIONS.replace("\n\n", "\n")));
        assertEquals(Malformed.BAD_HEADER, with("no colon here"));
        assertEquals(Malformed.BAD_HEADER, with("To"));
        assertEquals(Malformed.BAD_HEADER, with("Supported"));
        assertEquals(Malformed.BAD_HEADER, with(": no name"));
        assertEquals(Malformed.BAD_HEADER, with("X: a\rY: b"));
        assertEquals(Malformed.BAD_MAX_FORWARDS, replaced(": 70", ": 256"));
        assertEquals(Malformed.BAD_CSEQ, replaced("1 OPTIONS\n", "2147483648 OPTIONS\n"));
        assertEquals(Malformed.NONE, replaced("1 OPTIONS\n", "2147483647 OPTIONS\n"));
        assertEquals(Malformed.BAD_CONTENT_LENGTH, replaced("Length: 0", "Length: 1"));
        assertEquals(Malformed.BAD_FROM, replaced(";tag=1", ";tag=1;tag=2"));
    }

    @Test
    void everythingHasALimit() {
        assertEquals(Malformed.NONE, with("Pad: " + "a".repeat(8_000)));
        assertEquals(Malformed.LINE_TOO_LONG, with("Pad: " + "a".repeat(8_200)));
        assertEquals(Malformed.URI_TOO_LONG, replaced("sip:a@", "sip:" + "a".repeat(8_200) + "@"));
        assertEquals(Malformed.NONE, with("Pad: 1\n".repeat(248) + "Pad: 1"));
        assertEquals(Malformed.TOO_MANY_HEADERS, with("Pad: 1\n".repeat(250) + "Pad: 1"));
        assertEquals(Malformed.TOO_LONG, Wire.fault(OPTIONS + "x".repeat(70_000)));
    }

    @Test
    void aStreamIsCutByContentLength() {
        byte[] bytes = Wire.bytes("\n\n" + OPTIONS.replace("Length: 0", "Length: 3") + "abcOPTIONS");
        int whole = bytes.length - "OPTIONS".length();
        for (int i = 0; i < whole; i++) {
            assertEquals(0, StreamFrame.length(bytes, 0, i), "after " + i + " bytes");
        }
        assertEquals(whole, StreamFrame.length(bytes, 0, bytes.length));
        assertEquals(4, StreamFrame.keepAliveLength(bytes, 0, bytes.length));
        assertEquals(StreamFrame.NO_LENGTH, frame(OPTIONS.replace("Content-Length", "X")));
        assertEquals(StreamFrame.NO_LENGTH, frame(OPTIONS.replace("Length: 0", "Length: -1")));
        assertEquals(StreamFrame.NO_LENGTH, frame(OPTIONS.replace("\n\n", "\nl: 0\n\n")));
        assertEquals(StreamFrame.TOO_LONG, frame(OPTIONS.replace("Length: 0", "Length: 65536")));
        assertEquals(StreamFrame.TOO_LONG, frame("X".repeat(70_000)));
        assertEquals(StreamFrame.MALFORMED, frame("OPTIONS\rX"));
    }

    private static int frame(String text) {
        byte[] bytes = Wire.bytes(text);
        return StreamFrame.length(bytes, 0, bytes.length);
    }

    @Test
    void displayNamesGoThroughByteForByte() {
        // 0x87 0x5C is 嘰 in GB18030: its second byte looks like a backslash, and the closing quote follows.
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            for (String name : List.of("王先生", "嘰", "热线12345", "a\\\"b嘰")) {
                byte[] from = ("\"" + name + "\" <sip:b@example.com>;tag=1").getBytes(charset);
                byte[] bytes = splice(OPTIONS.replace("<sip:b@example.com>;tag=1", "@@"), from);
                SipMessage message = Wire.read(bytes);
                assertEquals("1", message.fromTag(), name + charset);
                assertTrue(message.value(HeaderName.FROM).contains(name), name + charset);
                SipWriter writer = new SipWriter().startResponse(200).copyAll(HeaderName.FROM, message);
                byte[] copied = new byte[from.length];
                writer.buffer().getBytes("SIP/2.0 200 OK\r\nFrom: ".length(), copied);
                assertArrayEquals(from, copied, name + charset);
            }
        }
    }

    private static byte[] splice(String text, byte[] value) {
        byte[] bytes = Wire.bytes(text);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("@@");
        byte[] whole = Arrays.copyOf(bytes, bytes.length - 2 + value.length);
        System.arraycopy(value, 0, whole, at, value.length);
        System.arraycopy(bytes, at + 2, whole, at + value.length, bytes.length - at - 2);
        return whole;
    }

    @Test
    void nobodyWritesHeadersOfHisOwn() {
        SipWriter writer = new SipWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.header("X", "a\r\nVia: evil"));
        assertThrows(IllegalArgumentException.class, () -> writer.header("X", "a\nVia: evil"));
        assertThrows(IllegalArgumentException.class, () -> writer.header("X", "王\rVia: evil"));
        assertThrows(IllegalArgumentException.class, () -> writer.header("X: y\r\nZ", "a"));
        assertThrows(IllegalArgumentException.class, () -> writer.startRequest(Method.BYE, "sip:a@b SIP/2.0\r\nX: y"));
        assertThrows(IllegalArgumentException.class, () -> writer.startRequest(Method.BYE, "sip:a b"));
        assertThrows(IllegalArgumentException.class, () -> writer.startResponse(200, "OK\r\nX: y"));
        String said = assertThrows(IllegalArgumentException.class, () -> writer.header("X", "a\r\nb"))
                .getMessage();
        assertFalse(said.contains("\n"), said);
    }
}
