package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Texts that a lasting message gives out are those of a message that knows none. */
final class KnownTextsTest {
    private final SipMessage lasting = SipMessage.lasting();

    private static byte[] invite(String uri, String contact) {
        return ("INVITE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
                        + "To: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContact: " + contact
                        + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static SipMessage index(SipMessage message, byte[] bytes) {
        message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return message;
    }

    @Test
    void whatComesAgainIsTheSameObject() {
        String uri = index(lasting, invite("sip:12345@h", "<sip:me@192.0.2.1>")).requestUri();
        String contact = lasting.bracketed(HeaderName.CONTACT);
        index(lasting, invite("sip:other@h", "<sip:other@192.0.2.1>"));
        assertEquals("sip:other@h", lasting.requestUri());
        assertEquals("sip:other@192.0.2.1", lasting.bracketed(HeaderName.CONTACT));
        index(lasting, invite("sip:12345@h", "<sip:me@192.0.2.1>;x=1"));
        assertSame(uri, lasting.requestUri());
        assertSame(contact, lasting.bracketed(HeaderName.CONTACT));
        assertNotSame(uri, index(new SipMessage(), invite("sip:12345@h", "*")).requestUri());
    }

    @Test
    void onlyWhatBeginsWithABracketIsInOne() {
        assertEquals(null, index(lasting, invite("sip:a@b", "sip:a@b")).bracketed(HeaderName.CONTACT));
        assertEquals(
                null, index(lasting, invite("sip:a@b", "\"<x>\" <sip:a@b>")).bracketed(HeaderName.CONTACT));
        assertEquals("", index(lasting, invite("sip:a@b", "<sip:a@b")).bracketed(HeaderName.CONTACT));
        assertEquals("", index(lasting, invite("sip:a@b", "<>")).bracketed(HeaderName.CONTACT));
        assertEquals("a b", index(lasting, invite("sip:a@b", "<a\r\n b>")).bracketed(HeaderName.CONTACT));
        assertEquals(null, index(lasting, invite("sip:a@b", "*")).bracketed(HeaderName.RECORD_ROUTE));
    }

    /** More texts than there are places, of every length, with folds and letters beyond ASCII. */
    @Test
    void asIfNoneWasKnown() {
        Random random = new Random(11);
        SipMessage plain = new SipMessage();
        String letters = "abc019:;@.-_ \u00e9\u4e2d\"\\<";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(i % 9 == 0 ? 120 : 4); n > 0; n--) {
                char c = letters.charAt(random.nextInt(letters.length()));
                text.append(c == ' ' ? "\r\n " : String.valueOf(c));
            }
            byte[] bytes = invite("sip:u" + random.nextInt(3_000), "<" + text + ">");
            index(plain, bytes);
            index(lasting, bytes);
            assertEquals(plain.requestUri(), lasting.requestUri());
            assertEquals(plain.bracketed(HeaderName.CONTACT), lasting.bracketed(HeaderName.CONTACT));
        }
    }
}
