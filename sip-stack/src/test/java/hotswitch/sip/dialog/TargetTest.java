package hotswitch.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Hop PUBLIC = Hop.udp("203.0.113.9", 5060);
    private static final Hop STREAM = new Hop(Transport.TCP, "203.0.113.9", 41_000, 12);

    @Test
    void theUriStandsInBracketsOrAlone() {
        assertEquals("sip:a@b;x=1", Target.uri("\"A <b>, \\\" c\" <sip:a@b;x=1>;expires=3"));
        assertEquals("sip:a@b", Target.uri("sip:a@b;expires=3"));
        assertEquals("sips:b", Target.uri(" <sips:b>"));
        assertEquals("", Target.uri("*"));
        assertEquals("", Target.uri("<tel:12345>"));
        assertEquals("", Target.uri("<sip:a b@c>"));
        assertEquals("", Target.uri("<sip:a@b"));
    }

    /** Read from the bytes where it begins with a bracket: the same as from its text. */
    @Test
    void aContactIsItsUri() {
        List<String> values = List.of(
                "<sip:a@b;x=1>;expires=3",
                "<sips:a@b>",
                "<SIP:a@b>",
                "<tel:1>",
                "<sip:a b@c>",
                "<sip:a@b",
                "<sip:a\r\n @b>",
                "<sip:\u4e2d@b>",
                "<>",
                "sip:a@b;expires=3",
                "\"A <b>\" <sip:a@b>",
                "*");
        for (String value : values) {
            byte[] bytes = ("SIP/2.0 200 OK\r\nContact: " + value + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            SipMessage message = SipMessage.lasting();
            message.index(new UnsafeBuffer(bytes), 0, bytes.length);
            assertEquals(Target.uri(message.value(HeaderName.CONTACT)), Target.contact(message), value);
        }
        byte[] none = "SIP/2.0 200 OK\r\nCall-ID: 1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(none), 0, none.length);
        assertEquals("", Target.contact(message));
    }

    @Test
    void anAddressIsAHop() {
        assertEquals(Hop.udp("198.51.100.1", 5060), Target.hop("sip:x@198.51.100.1", PUBLIC));
        assertEquals(Hop.udp("198.51.100.1", 5070), Target.hop("sip:198.51.100.1:5070;lr", PUBLIC));
        assertEquals(Hop.tcp("198.51.100.1", 5060), Target.hop("sip:x@198.51.100.1;transport=TCP?a=b", PUBLIC));
        assertEquals(Hop.udp("2001:db8::1", 5061), Target.hop("sip:x@[2001:db8::1]:5061", PUBLIC));
    }

    @Test
    void aNameOrANatsInsideStaysOnTheHopAtHand() {
        assertEquals(PUBLIC, Target.hop("sip:x@phone.example", PUBLIC));
        assertEquals(PUBLIC, Target.hop("sip:x@192.168.1.20:5062", PUBLIC));
        assertEquals(PUBLIC, Target.hop("sip:x@172.20.0.1", PUBLIC));
        assertEquals(PUBLIC, Target.hop("sip:x@198.51.100.1:99999", PUBLIC));
        assertEquals(Hop.udp("172.32.0.1", 5060), Target.hop("sip:x@172.32.0.1", PUBLIC));
        assertEquals(Hop.udp("10.0.0.3", 5060), Target.hop("sip:x@10.0.0.3", Hop.udp("10.0.0.1", 5060)));
    }

    @Test
    void aStreamIsKeptWhereTheAddressIsTheSame() {
        assertEquals(new Hop(Transport.TCP, "203.0.113.9", 5060, 12), Target.hop("sip:x@203.0.113.9", STREAM));
        assertEquals(Hop.udp("203.0.113.9", 5060), Target.hop("sip:x@203.0.113.9;transport=udp", STREAM));
        assertEquals(Hop.tcp("203.0.113.10", 5060), Target.hop("sip:x@203.0.113.10;transport=tcp", STREAM));
    }

    @Test
    void looseRoutersSaySo() {
        assertTrue(Target.isLoose("sip:p.example;lr"));
        assertTrue(Target.isLoose("sip:p.example:5060;transport=udp;lr=on"));
        assertFalse(Target.isLoose("sip:lr@p.example"));
        assertFalse(Target.isLoose("sip:p.example;lrx"));
    }

    @Test
    void severalRoutesShareALine() {
        List<String> routes = new ArrayList<>();
        RouteSet.split("\"a, b\" <sip:one,x;lr>, <sip:two;lr> ,, <sip:three;lr>;p=1", routes);
        assertEquals(List.of("\"a, b\" <sip:one,x;lr>", "<sip:two;lr>", "<sip:three;lr>;p=1"), routes);
    }
}
