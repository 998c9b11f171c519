package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.Torture;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Our index against JAIN-SIP's full parse: where both accept a message, both must read the same in it. */
final class JainOracleTest {
    private static final int MESSAGES = 3_000;
    private static final List<String> SPACE = List.of("", " ", "\t", "  ", "\r\n ");
    private static final List<String> METHODS = List.of("INVITE", "BYE", "OPTIONS", "REGISTER", "FOO", "SUBSCRIBE");
    private static final List<String> DISPLAYS =
            List.of("", "Alice ", "\"A. \\\"Q\\\" <b>\" ", "\"王\" ", "\"a;tag=no\" ", "a b c ");
    private static final List<String> URIS = List.of(
            "sip:a@example.com",
            "sips:b:pw@example.com:5061;transport=tcp;lr",
            "sip:[2001:db8::1]:5070",
            "sip:%61;x=y@10.0.0.1",
            "tel:+8612345;phone-context=example.com");

    private final Random random = new Random(4475);

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String line(String name, String value) {
        return name + (random.nextInt(6) == 0 ? " " : "") + ":" + pick(SPACE) + value + "\r\n";
    }

    private String party(String tag) {
        return pick(DISPLAYS) + "<" + pick(URIS) + ">" + (tag.isEmpty() ? "" : pick(SPACE) + ";tag=" + tag)
                + (random.nextInt(4) == 0 ? ";x=\"q;,\"" : "");
    }

    private String via() {
        return "SIP/2.0/" + pick(List.of("UDP", "TCP")) + " "
                + pick(List.of("example.com", "192.0.2.1:5070", "[2001:db8::9]:5060", "host-1.example.com"))
                + pick(List.of("", ";rport", ";received=192.0.2.7"))
                + ";branch=z9hG4bK" + random.nextInt(1_000_000);
    }

    private String message() {
        String method = pick(METHODS);
        List<String> lines = new ArrayList<>();
        lines.add(line(pick(List.of("From", "f", "FROM")), party("t" + random.nextInt(1000))));
        lines.add(line(pick(List.of("To", "t")), party(random.nextBoolean() ? "u" + random.nextInt(1000) : "")));
        lines.add(line(pick(List.of("Call-ID", "i")), random.nextInt(1_000_000) + "@example.com"));
        lines.add(line("CSeq", random.nextInt(Integer.MAX_VALUE) + " " + method));
        lines.add(line("Max-Forwards", "" + random.nextInt(256)));
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            lines.add(line(pick(List.of("Via", "v")), via() + (random.nextInt(3) == 0 ? ", " + via() : "")));
        }
        String start = random.nextInt(3) > 0
                ? method + " " + URIS.get(random.nextInt(4)) + " SIP/2.0\r\n"
                : "SIP/2.0 " + (100 + random.nextInt(600)) + " Some Reason\r\n";
        java.util.Collections.shuffle(lines, random);
        String body = random.nextBoolean() ? "v=0\r\n" : "";
        return start + String.join("", lines) + line("l", "" + body.length()) + "\r\n" + body;
    }

    @Test
    void bothReadTheSameInGeneratedMessages() throws ParseException {
        for (int n = 0; n < MESSAGES; n++) {
            String text = message();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SipMessage ours = new SipMessage();
            assertEquals(Malformed.NONE, ours.index(new UnsafeBuffer(bytes), 0, bytes.length), text);
            compare(ours, new StringMsgParser().parseSIPMessage(bytes, true, true, null), text);
        }
    }

    @Test
    void whereTheyDifferOnTheTortureMessages() {
        TreeSet<String> onlyJain = new TreeSet<>();
        TreeSet<String> onlyOurs = new TreeSet<>();
        for (Torture torture : Torture.messages()) {
            byte[] bytes = torture.bytes();
            SipMessage ours = new SipMessage();
            boolean accepted = ours.index(new UnsafeBuffer(bytes), 0, bytes.length) == Malformed.NONE;
            SIPMessage theirs = jain(bytes);
            if (accepted && theirs != null) {
                compare(ours, theirs, torture.name());
            } else if (accepted) {
                onlyOurs.add(torture.name());
            } else if (theirs != null) {
                onlyJain.add(torture.name());
            }
        }
        // JAIN-SIP refuses Contact headers and names that the index leaves to those who read them.
        assertTrue(onlyOurs.size() < 12, "accepted by the index alone: " + onlyOurs);
        assertTrue(onlyJain.contains("badvers"), "JAIN-SIP takes SIP/7.0: " + onlyJain);
        assertTrue(onlyJain.contains("multi01"), "JAIN-SIP takes two of everything: " + onlyJain);
    }

    private static SIPMessage jain(byte[] bytes) {
        try {
            return new StringMsgParser().parseSIPMessage(bytes, true, true, null);
        } catch (ParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException refused) {
            return null;
        }
    }

    private static void compare(SipMessage ours, SIPMessage theirs, String text) {
        if (theirs instanceof SIPRequest request) {
            assertTrue(ours.isRequest(), text);
            assertEquals(request.getMethod(), ours.methodText(), text);
            if (request.getRequestURI() instanceof SipUri uri) {
                hotswitch.sip.header.SipUri read = hotswitch.sip.header.SipUri.parse(ours.requestUri());
                assertEquals(uri.getHost().toLowerCase(java.util.Locale.ROOT), read.host(), text);
                assertEquals(uri.getPort(), read.port(), text);
            }
        } else {
            assertEquals(((SIPResponse) theirs).getStatusCode(), ours.status(), text);
        }
        assertEquals(theirs.getCallId().getCallId(), ours.callId(), text);
        assertEquals(theirs.getCSeq().getSeqNumber(), ours.cseq(), text);
        assertEquals(theirs.getCSeq().getMethod(), ours.methodText(), text);
        assertEquals(orEmpty(theirs.getFromTag()), ours.fromTag(), text);
        assertEquals(orEmpty(theirs.getToTag()), ours.toTag(), text);
        Via via = theirs.getTopmostVia();
        assertEquals(orEmpty(via.getBranch()), ours.branch(), text);
        assertEquals(via.getTransport(), ours.viaTransport(), text);
        assertEquals(via.getHost(), ours.viaHost(), text);
        assertEquals(via.getPort(), ours.viaPort(), text);
        assertEquals(via.hasParameter("rport"), ours.viaRport(), text);
        assertEquals(
                theirs.getViaHeaders().size(),
                hotswitch.sip.header.Via.parse(ours).size(),
                text);
        if (theirs.getMaxForwards() != null) {
            assertEquals(theirs.getMaxForwards().getMaxForwards(), ours.maxForwards(), text);
        }
        assertEquals(
                theirs.getFrom().getAddress().getDisplayName() == null,
                display(ours).isEmpty(),
                text);
    }

    private static String display(SipMessage ours) {
        return NameAddr.parse(ours.value(HeaderName.FROM)).display();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
