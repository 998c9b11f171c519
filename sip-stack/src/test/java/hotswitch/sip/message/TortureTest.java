package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** RFC 4475 as a table of expected outcomes, and what each message says. */
final class TortureTest {
    private static SipMessage read(String name) {
        return Wire.read(Torture.bytes(name));
    }

    private static String outcome(SipMessage message, Malformed fault) {
        if (fault == Malformed.NONE) {
            return "ok";
        }
        return (message.answerable() ? fault.status() : "drop") + " " + fault;
    }

    @Test
    void everyMessageHasItsOutcome() {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        SipMessage message = new SipMessage();
        for (Torture torture : Torture.messages()) {
            byte[] bytes = torture.bytes();
            expected.add(torture.name() + " " + torture.outcome());
            found.add(torture.name() + " " + outcome(message, message.index(new UnsafeBuffer(bytes), 0, bytes.length)));
        }
        assertEquals(49, expected.size());
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void everyRefusalIsAMessageThatTheSenderCanMatch() {
        SipMessage message = new SipMessage();
        SipWriter writer = new SipWriter();
        for (Torture torture : Torture.messages()) {
            byte[] bytes = torture.bytes();
            Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
            if (fault != Malformed.NONE && message.answerable()) {
                writer.startResponse(fault.status())
                        .copyDialogHeaders(message, "192.0.2.99", 5060, "t")
                        .end();
                SipMessage answer = new SipMessage();
                answer.index(writer.buffer(), 0, writer.length());
                assertEquals(fault.status(), answer.status(), torture.name());
                if (message.count(HeaderName.CALL_ID) > 0) {
                    assertEquals(message.callId(), answer.callId(), torture.name());
                }
                assertEquals(message.branch(), answer.branch(), torture.name());
                assertEquals(1, answer.count(HeaderName.CSEQ), torture.name());
            }
        }
    }

    @Test
    void foldsAndSpacesChangeNothing() {
        SipMessage wsinv = read("wsinv");
        assertEquals(68, wsinv.maxForwards());
        assertEquals(9, wsinv.cseq());
        assertEquals("1918181833n", wsinv.toTag());
        assertEquals("98asjd8", wsinv.fromTag());
        assertEquals("390skdjuw", wsinv.branch());
        assertEquals("192.0.2.2", wsinv.viaHost());
        assertEquals("", wsinv.value(HeaderName.SUBJECT));
        assertEquals("newfangled value continued newfangled value", wsinv.value("newfangledheader"));
        assertEquals(";;,,;;,;", wsinv.value("UnknownHeaderWithUnusualValue"));
        assertEquals(150, wsinv.bodyLength());
        assertEquals(2, wsinv.count(HeaderName.VIA));
        assertEquals(34, read("longreq").count(HeaderName.VIA));
    }

    @Test
    void unusualCharactersStay() {
        SipMessage intmeth = read("intmeth");
        assertEquals(Method.OTHER, intmeth.method());
        assertEquals("!interesting-Method0123456789_*+`.%indeed'~", intmeth.methodText());
        assertEquals("_token~1'+`*%!-.", intmeth.fromTag());
        assertEquals("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", intmeth.callId());
        assertTrue(intmeth.value("extensionHeader-!.%*+_`'~").contains("大停電"));
        assertEquals("z9hG4bK-.!%66*_+`'~", intmeth.branch());
        assertEquals("RE%47IST%45R", read("esc02").methodText());
    }

    @Test
    void twoMessagesOfAStreamAreTwo() {
        byte[] bytes = Torture.bytes("dblreq");
        UnsafeBuffer stream = new UnsafeBuffer(bytes);
        int first = StreamFrame.length(bytes, 0, bytes.length);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(stream, 0, first));
        assertEquals(Method.REGISTER, message.method());
        int second = StreamFrame.length(bytes, first, bytes.length - first);
        assertTrue(second > 0);
        assertEquals(Malformed.NONE, message.index(stream, first, second));
        assertEquals("dblreq.0ha0isnda977644900765@192.0.2.15", message.callId());
        assertEquals(150, message.bodyLength());
    }
}
