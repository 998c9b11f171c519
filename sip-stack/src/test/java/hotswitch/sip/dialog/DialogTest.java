package hotswitch.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.session.Connect;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DialogTest {
    private static final Hop PROXY = Hop.udp("192.0.2.50", 5060);
    private static final String INVITE = """
            INVITE sip:12345@hotline.local SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.50;branch=z9hG4bK1
            Record-Route: <sip:192.0.2.50;lr>, <sip:192.0.2.51;lr>
            Record-Route: <sip:192.0.2.52;lr>
            From: "王" <sip:138@c.example>;tag=theirs
            To: <sip:12345@hotline.local>
            Call-ID: there
            CSeq: 8 INVITE
            Contact: <sip:138@192.0.2.99:5070>
            Content-Length: 0

            """;

    private final Names names = new Names("sixteen bytes at least".getBytes(StandardCharsets.UTF_8));

    private static SipMessage message(String text) {
        return message(text, StandardCharsets.UTF_8);
    }

    private static SipMessage message(String text, Charset charset) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(charset);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length));
        return message;
    }

    private static SipMessage written(Dialog dialog) {
        LocalAddress address = new LocalAddress("192.0.2.1", 5060, 5060, "hot");
        SipWriter out = new SipWriter();
        Screening screening = new Screening(List.of(Method.INVITE), List.of(), List.of());
        DialogWriter writer = new DialogWriter(out, address, "test", screening);
        writer.start(dialog, Method.BYE, dialog.nextCseq(), dialog.nextHop());
        out.end();
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(out.buffer(), 0, out.length()));
        return message;
    }

    @Test
    void theCalleesRequestsFollowTheRecordedRoute() {
        Dialog dialog = Dialog.incoming(message(INVITE), "ours", PROXY, names);
        SipMessage bye = written(dialog);
        assertEquals("sip:138@192.0.2.99:5070", bye.requestUri());
        assertEquals("<sip:192.0.2.50;lr>", bye.value(HeaderName.ROUTE, 0));
        assertEquals("<sip:192.0.2.51;lr>", bye.value(HeaderName.ROUTE, 1));
        assertEquals("<sip:192.0.2.52;lr>", bye.value(HeaderName.ROUTE, 2));
        assertEquals("<sip:12345@hotline.local>;tag=ours", bye.value(HeaderName.FROM));
        assertEquals("\"王\" <sip:138@c.example>;tag=theirs", bye.value(HeaderName.TO));
        assertEquals(PROXY, dialog.nextHop());
    }

    /** RFC 3261 §19.1.1, table 1: a Contact that makes a dialog has neither; who says them all the same is reached. */
    @Test
    void aRequestUriHasNeitherHeadersNorMethod() {
        String contact = "<sip:138@192.0.2.99:5070>";
        assertTrue(INVITE.contains(contact));
        for (String uri : List.of(
                "sip:138@192.0.2.99:5070?Route=%3Csip:x%3E&Subject=y",
                "sip:138@192.0.2.99:5070;METHOD=BYE", "sip:138@192.0.2.99:5070;method=BYE?Route=%3Csip:x%3E")) {
            Dialog dialog = Dialog.incoming(message(INVITE.replace(contact, '<' + uri + '>')), "ours", PROXY, names);
            assertEquals("sip:138@192.0.2.99:5070", written(dialog).requestUri());
        }
        String odd = "sip:a;method=b?c@192.0.2.99;method=INVITE;user=phone";
        Dialog dialog = Dialog.incoming(message(INVITE.replace(contact, '<' + odd + '>')), "ours", PROXY, names);
        assertEquals("sip:a;method=b?c@192.0.2.99;user=phone", written(dialog).requestUri(), "his name stays");
    }

    /** Address and tag are kept apart where nothing else stands there, and are written as they came in any case. */
    @Test
    void partiesAreSaidAndKeptAsTheyCame() {
        String theirs = "\"王\" <sip:138@c.example>;tag=theirs";
        for (String from : List.of(
                theirs,
                theirs + ";x=1",
                "<sip:138@c.example>;x=1;tag=theirs",
                "sip:138@c.example;tag=theirs",
                "<sip:138@c.example> ;tag=theirs")) {
            for (String to : List.of("<sip:12345@hotline.local>", "<sip:1@h>;user=phone", "sip:12345@hotline.local")) {
                Dialog dialog = Dialog.incoming(
                        message(INVITE.replace(theirs, from).replace("<sip:12345@hotline.local>", to)),
                        "ours",
                        PROXY,
                        names);
                SipMessage bye = written(dialog);
                assertEquals(to + ";tag=ours", bye.value(HeaderName.FROM));
                assertEquals(from, bye.value(HeaderName.TO));
                assertEquals("theirs", bye.toTag());
                assertEquals(to + ";tag=ours", dialog.state().parties().local());
                assertEquals(from, dialog.state().parties().remote());
                ExpandableArrayBuffer kept = new ExpandableArrayBuffer(16);
                byte[] bytes = new byte[dialog.encode(kept, 3)];
                kept.getBytes(3, bytes);
                assertEquals(dialog.state(), DialogState.decode(bytes));
                assertEquals(
                        from, written(Dialog.restored(dialog.state(), names)).value(HeaderName.TO));
            }
        }
    }

    /** Whatever the alphabet of their names: GB18030, one that we do not know, UTF-8 with a byte that is none. */
    @Test
    void partiesAreSaidAndKeptByteForByte() {
        Charset bytes = StandardCharsets.ISO_8859_1;
        String chinese = new String("王先生嘰".getBytes(Charset.forName("GB18030")), bytes);
        for (String name : List.of(chinese, "M\u00fcller", "\u00e7\u008e\u008b\u00ff", "\u0080\n \u00ff")) {
            for (String more : List.of("", ";x=1")) {
                String from = "\"" + name + "\" <sip:138@c.example>;tag=theirs" + more;
                String to = "\"" + name + "\" <sip:12345@hotline.local>" + more;
                String text = INVITE.replace("\"王\" <sip:138@c.example>;tag=theirs", from)
                        .replace("<sip:12345@hotline.local>", to);
                Dialog dialog = Dialog.incoming(message(text, bytes), "ours", PROXY, names);
                assertSays(to + ";tag=ours", from, written(dialog));
                byte[] kept = dialog.state().encode();
                ExpandableArrayBuffer same = new ExpandableArrayBuffer(16);
                assertEquals(kept.length, dialog.encode(same, 0));
                assertEquals(0, new UnsafeBuffer(kept).compareTo(new UnsafeBuffer(same, 0, kept.length)));
                assertSays(to + ";tag=ours", from, written(Dialog.restored(DialogState.decode(kept), names)));

                Connect.Parties parties = new Connect.Parties("sip:b@b", "<sip:a@a>", "<sip:b@b>");
                Dialog ours = Dialog.outgoing(names.leg(5, 0), parties, PROXY, names);
                ours.confirm(message(
                        text.replace("INVITE sip:12345@hotline.local SIP/2.0", "SIP/2.0 200 OK")
                                .replace(to, to + ";tag=answered"),
                        bytes));
                assertSays("<sip:a@a>;tag=" + ours.localTag(), to + ";tag=answered", written(ours));
            }
        }
    }

    /** Folds become a space. */
    private static void assertSays(String from, String to, SipMessage request) {
        byte[] bytes = new byte[request.length()];
        request.buffer().getBytes(0, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("\r\nFrom: " + from.replace("\n ", " ") + "\r\n"), text);
        assertTrue(text.contains("\r\nTo: " + to.replace("\n ", " ") + "\r\n"), text);
    }

    @Test
    void theCallersRequestsFollowItBackwards() {
        Connect.Parties parties = new Connect.Parties("sip:b@b", "<sip:a@a>", "<sip:b@b>");
        Dialog dialog = Dialog.outgoing(names.leg(5, 0), parties, PROXY, names);
        dialog.confirm(message(INVITE.replace("INVITE sip:12345@hotline.local SIP/2.0", "SIP/2.0 200 OK")
                .replace("hotline.local>", "hotline.local>;tag=answered")));
        SipMessage bye = written(dialog);
        assertEquals("<sip:192.0.2.52;lr>", bye.value(HeaderName.ROUTE, 0));
        assertEquals("<sip:192.0.2.50;lr>", bye.value(HeaderName.ROUTE, 2));
        assertEquals("answered", dialog.remoteTag().toString());
        assertEquals(Hop.udp("192.0.2.52", 5060), dialog.nextHop());
    }

    @Test
    void aStrictRouterFindsItselfInTheRequestUri() {
        String strict = INVITE.replace("<sip:192.0.2.50;lr>", "<sip:192.0.2.50>");
        SipMessage bye = written(Dialog.incoming(message(strict), "ours", PROXY, names));
        assertEquals("sip:192.0.2.50", bye.requestUri());
        assertEquals("<sip:192.0.2.51;lr>", bye.value(HeaderName.ROUTE, 0));
        assertEquals("<sip:138@192.0.2.99:5070>", bye.value(HeaderName.ROUTE, 2));
    }

    @Test
    void numbersOfThePeerRise() {
        Dialog dialog = Dialog.incoming(message(INVITE), "ours", PROXY, names);
        assertFalse(dialog.accepts(message(INVITE)));
        assertTrue(dialog.accepts(message(INVITE.replace("8 INVITE", "20 INVITE"))));
        assertFalse(dialog.accepts(message(INVITE.replace("8 INVITE", "19 INVITE"))));
    }

    @Test
    void aStateSurvivesAsBytesAndWrongBytesAreRefused() {
        Dialog dialog = Dialog.incoming(message(INVITE), "ours", new Hop(Transport.TCP, "192.0.2.50", 5060, 8), names);
        dialog.localSdp("v=0 ours");
        dialog.remoteSdp().take("v=0 theirs 王");
        byte[] bytes = dialog.state().encode();
        assertEquals(dialog.state(), DialogState.decode(bytes));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> DialogState.decode(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(IllegalArgumentException.class, () -> DialogState.decode(longer));
        bytes[0] = 9;
        assertThrows(IllegalArgumentException.class, () -> DialogState.decode(bytes));
    }

    @Test
    void afterARestartOurNumbersGoOnHigher() {
        Dialog dialog = Dialog.incoming(message(INVITE), "ours", PROXY, names);
        long before = dialog.nextCseq();
        Dialog restored = Dialog.restored(DialogState.decode(dialog.state().encode()), names);
        assertTrue(restored.nextCseq() > before + 100);
        String former = dialog.branch(3, Method.BYE).toString();
        assertEquals(former, restored.branch(3, Method.BYE).toString());
    }

    @Test
    void theHopFollowsAPeerBehindANatAndALostConnection() {
        Hop nat = Hop.udp("203.0.113.9", 40_000);
        String inside = INVITE.replace("Record-Route", "X-Route").replace("192.0.2.99:5070", "192.168.1.5:5060");
        Dialog dialog = Dialog.incoming(message(inside), "ours", nat, names);
        assertEquals(nat, dialog.nextHop());
        dialog.seenFrom(Hop.udp("203.0.113.9", 40_007));
        assertEquals(Hop.udp("203.0.113.9", 40_007), dialog.nextHop());
        dialog.seenFrom(Hop.udp("198.51.100.66", 40_007));
        assertEquals(Hop.udp("203.0.113.9", 40_007), dialog.nextHop());

        Hop stream = new Hop(Transport.TCP, "203.0.113.9", 40_000, 8);
        Dialog overTcp = Dialog.incoming(message(inside), "ours", stream, names);
        assertEquals(stream, overTcp.nextHop());
        assertEquals(0, Dialog.restored(overTcp.state(), names).nextHop().connection());
    }

    @Test
    void namesAreTheSameAgainAndOthersForOthers() {
        Names again = new Names("sixteen bytes at least".getBytes(StandardCharsets.UTF_8));
        Names other = new Names("sixteen bytes at most!".getBytes(StandardCharsets.UTF_8));
        assertEquals(names.leg(1, 0), again.leg(1, 0));
        assertNotEquals(names.leg(1, 0), names.leg(1, 1));
        assertNotEquals(names.leg(1, 0), names.leg(2, 0));
        assertNotEquals(names.leg(1, 0), other.leg(1, 0));
        assertNotEquals(names.leg(1, 0).callId(), names.outside(1).callId());
        assertTrue(names.branch("a", "b").startsWith("z9hG4bK"));
        assertNotEquals(names.branch("ab", "c"), names.branch("a", "bc"));
        assertThrows(IllegalArgumentException.class, () -> new Names(new byte[8]));
    }

    /** One that was another has of that one nothing. */
    @Test
    void nothingOfTheFormerDialogIsLeft() throws ReflectiveOperationException {
        Dialog used = Dialog.incoming(message(INVITE), "ours", PROXY, names);
        used.remoteSdp().take("v=0 theirs");
        String former = used.branch(1, Method.BYE).toString();
        for (Field field : Dialog.class.getDeclaredFields()) {
            boolean mutable = !Modifier.isFinal(field.getModifiers());
            field.setAccessible(true);
            if (!Modifier.isStatic(field.getModifiers()) && field.get(used) instanceof RemoteCseq numbers) {
                numbers.begin(9, true);
            } else if (mutable && field.getType() == boolean.class) {
                field.set(used, true);
            } else if (mutable && (field.getType() == String.class || field.getType() == CharSequence.class)) {
                field.set(used, "former");
            } else if (mutable && (field.getType() == int.class || field.getType() == long.class)) {
                field.set(used, 9);
            }
        }
        Connect.Parties parties = new Connect.Parties("sip:2@192.0.2.50", "<sip:1@a>", "<sip:2@b>");
        used.calls(5, 0, parties, PROXY);
        Dialog fresh = Dialog.outgoing(names.leg(5, 0), parties, PROXY, names);
        int compared = 0;
        for (Field field : Dialog.class.getDeclaredFields()) {
            boolean value = field.getType() != OwnText.class && field.getType() != RemoteCseq.class;
            if (!Modifier.isStatic(field.getModifiers()) && value) {
                field.setAccessible(true);
                assertEquals(field.get(fresh), field.get(used), field.getName());
                compared++;
            }
        }
        assertTrue(compared > 14, "fields: " + compared);
        assertEquals("", used.remoteSdp().toString());
        assertEquals("", used.remoteTag().toString());
        String branch = used.branch(1, Method.BYE).toString();
        assertEquals(fresh.branch(1, Method.BYE).toString(), branch);
        assertNotEquals(former, branch);
        assertEquals(fresh.state(), used.state());
    }
}
