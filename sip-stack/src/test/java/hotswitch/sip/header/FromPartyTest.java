package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Read where it lies or not, From says the same. */
final class FromPartyTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<String> NAMES = List.of(
            "", "\"Anna\" ", "\"\"", "\"Anna <sip:x@y>\" ", "\"a\\\"b\" ", "Anna ", "\"王先生\" ", "\"誠\"", "\"\t\" ");
    private static final List<String> USERS = List.of(
            "13800138000", "8001", "+49-89.1_2*#", "an%41", "a;b=c", "a:secret", "", "a b", "!~", "x".repeat(70));
    private static final List<String> HOSTS = List.of(
            "Hotline.Local",
            "192.0.2.1",
            "[2001:db8::1]",
            "a_b",
            "",
            "a:5060",
            "a:0",
            "a:65535",
            "a:65536",
            "a:",
            "a:99999999999",
            "a;transport=tcp",
            "a?h=1",
            "a:5060;lr",
            "a,b");
    private static final List<String> TAILS = List.of("", ";tag=1", ";tag=1;x=y", " ;tag=1", ";x=y", "\r\n ;tag=1");

    private final FromParty party = new FromParty();

    private static SipMessage message(String from, Charset charset) {
        byte[] bytes = ("INVITE sip:bob@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n"
                        + "From: " + from + "\r\nTo: <sip:bob@192.0.2.1>\r\nCall-ID: 1\r\n"
                        + "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(charset);
        SipMessage message = new SipMessage();
        return message.index(new UnsafeBuffer(bytes), 0, bytes.length) == Malformed.NONE ? message : null;
    }

    /** False: it is malformed. */
    private boolean same(String from, Charset charset) {
        SipMessage message = message(from, charset);
        if (message == null) {
            return false;
        }
        party.read(message);
        NameAddr address = NameAddr.parse(message.fromAddress());
        SipUri uri = address == null ? null : address.uri();
        assertEquals(uri == null ? null : uri.user(), party.user(), from);
        assertEquals(uri == null ? "" : uri.host(), party.host(), from);
        return true;
    }

    @Test
    void eachIsReadAsNameAddrReadsIt() {
        int read = 0;
        for (String name : NAMES) {
            for (String user : USERS) {
                for (String host : HOSTS) {
                    for (String tail : TAILS) {
                        read += same(name + "<sip:" + user + "@" + host + ">" + tail, StandardCharsets.UTF_8) ? 1 : 0;
                        read += same(name + "<sip:" + user + "@" + host + ">" + tail, GB18030) ? 1 : 0;
                    }
                }
            }
        }
        for (String other : List.of("<tel:+4989>", "sip:a@b", "<sips:a@b>", "<SIP:a@b>", "<sip:b>", "<http://a@b>")) {
            assertTrue(same(other + ";tag=1", StandardCharsets.UTF_8), other);
        }
        assertTrue(read > 2_000, read + " read");
    }

    /** One octet of a plain one is another, or is missing. */
    @Test
    void soIsWhatIsNearlyPlain() {
        Random random = new Random(3261);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder from = new StringBuilder("\"A\" <sip:1380@h.example:5060>;tag=t");
            int at = random.nextInt(from.length());
            if (random.nextInt(4) == 0) {
                from.deleteCharAt(at);
            } else {
                from.setCharAt(at, (char) (' ' + random.nextInt(95)));
            }
            same(from.toString(), StandardCharsets.UTF_8);
        }
    }
}
