package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.Torture;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** RFC 4475 on the level of header values. */
final class TortureHeadersTest {
    private static SipMessage read(String name) {
        byte[] bytes = Torture.bytes(name);
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return message;
    }

    private static SipUri requestUri(String name) {
        return SipUri.parse(read(name).requestUri());
    }

    @Test
    void usersOfRequestUris() {
        assertEquals(
                "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
                requestUri("intmeth").user());
        assertEquals("example.com", requestUri("intmeth").host());
        assertEquals("sips:user@example.com", requestUri("esc01").user());
        assertEquals("user;par=u@example.net", requestUri("semiuri").user());
        assertEquals("", requestUri("wsinv").param("unknownparam"));
        assertFalse(requestUri("unkscm").isSip());
        assertEquals("soap.beep", requestUri("novelsc").scheme());
    }

    @Test
    void contacts() {
        Contact quoted = Contact.parse(read("wsinv")).getFirst();
        assertEquals("Quoted string \"\"", quoted.address().display());
        assertEquals(330, quoted.qThousandths());
        assertEquals("newvalue", quoted.param("newparam"));
        List<Contact> nulls = Contact.parse(read("escnull"));
        assertEquals("%00", nulls.get(0).uri().user());
        assertEquals("%00%00", nulls.get(1).uri().user());
        assertFalse(nulls.get(0).uri().sameAddress(nulls.get(1).uri()));
        Contact escaped = Contact.parse(read("esc01")).getFirst();
        assertEquals("caller", escaped.uri().user());
        assertEquals("value%2541", escaped.uri().param("name"));
        assertEquals("", escaped.uri().param("lr"));
        assertEquals("", Contact.parse(read("cparam01")).getFirst().param("unknownparam"));
        assertNull(Contact.parse(read("cparam01")).getFirst().uri().param("unknownparam"));
        assertEquals("", Contact.parse(read("cparam02")).getFirst().uri().param("unknownparam"));
        assertEquals(2, Contact.parse(read("esc02")).size(), "C%6Fntact is not Contact");
        assertEquals(
                "<sip:sip.example.com>",
                Contact.parse(read("regescrt")).getFirst().uri().headers().get("Route"));
        assertNull(Contact.parse(read("regbadct")));
        assertNull(Contact.parse(read("badinv01")));
        assertEquals((1L << 32) - 1, Contact.seconds(read("scalar02").value(HeaderName.EXPIRES)));
    }

    @Test
    void names() {
        assertEquals(
                "J Rosenberg \\\"",
                NameAddr.parse(read("wsinv").value(HeaderName.FROM)).display());
        assertEquals(
                "token1~` token2'+_ token3*%!.-",
                NameAddr.parse(read("intmeth").value(HeaderName.FROM)).display());
        assertEquals("%Z%45", NameAddr.parse(read("esc02").value(HeaderName.TO)).display());
        assertEquals(
                "caller", NameAddr.parse(read("lwsdisp").value(HeaderName.FROM)).display());
        assertEquals(
                "I have spaces",
                NameAddr.parse(read("esc01").value(HeaderName.FROM)).uri().user());
        assertNull(NameAddr.parse(read("quotbal").value(HeaderName.TO)));
        assertNull(NameAddr.parse(read("baddn").value(HeaderName.FROM)));
    }

    @Test
    void vias() {
        List<Via> vias = Via.parse(read("wsinv"));
        assertEquals(
                List.of("UDP", "TCP", "UDP"), vias.stream().map(Via::transport).toList());
        assertEquals(
                List.of("390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"),
                vias.stream().map(Via::branch).toList());
        assertEquals("192.168.255.111", vias.get(2).host());
        assertEquals(34, Via.parse(read("longreq")).size());
        assertEquals("192.0.2.5", Via.parse(read("longreq")).getLast().received());
        assertNull(Via.parse(read("badinv01")));
    }

    @Test
    void credentialsOfAnotherSchemeAreNoDigest() {
        assertFalse(AuthValue.parse(read("regaut01").value(HeaderName.AUTHORIZATION))
                .isDigest());
    }
}
