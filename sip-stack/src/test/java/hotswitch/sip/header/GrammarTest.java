package hotswitch.sip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrammarTest {
    @Test
    void replacesNamesADialog() {
        Replaces replaces = Replaces.parse("12345@149.112.118.3;to-tag=12345;from-tag=FFF123;early-only");
        assertEquals(new Replaces("12345@149.112.118.3", "12345", "FFF123", true), replaces);
        assertEquals(replaces, Replaces.parse(replaces.format()));
        assertNull(Replaces.parse("12345@149.112.118.3;to-tag=12345"));
        assertNull(Replaces.parse(""));
    }

    @Test
    void aConsultTransferCarriesTheDialogInItsReferTo() {
        Replaces dialog = new Replaces("090459243588173445@host", "d1", "d2", false);
        ReferTo referTo = ReferTo.parse("<sip:8002@hotline.local?" + dialog.escaped() + ">");
        assertEquals("sip:8002@hotline.local", referTo.target().uri().requestUri());
        assertEquals(dialog, referTo.replaces());
        assertNull(ReferTo.parse("<sip:8001@hotline.local>").replaces());
        assertNull(ReferTo.parse("<sip:8001@hotline.local?Replaces=x>"));
        assertNull(ReferTo.parse("\"x <sip:a@b>"));
    }

    @Test
    void reasonsSessionTimersAndAcknowledgements() {
        assertEquals(
                new Reason("Q.850", 16, "Normal call clearing"),
                Reason.parse("Q.850;cause=16;text=\"Normal call clearing\""));
        assertEquals(
                "SIP;cause=200;text=\"Call completed elsewhere\"",
                new Reason("SIP", 200, "Call completed elsewhere").format());
        assertEquals(new SessionExpires(1800, "uac"), SessionExpires.parse("1800;refresher=uac"));
        assertEquals(new SessionExpires(90, ""), SessionExpires.parse("90"));
        assertNull(SessionExpires.parse("soon"));
        assertEquals(new RAck(776656, 1, "INVITE"), RAck.parse("776656 1 INVITE"));
        assertNull(RAck.parse("1 INVITE"));
    }

    @Test
    void credentialsKeepTheirText() {
        AuthValue value = AuthValue.parse(
                "Digest username=\"80\\\"01\", realm=\"hotline.local\", uri=\"sip:Hotline.Local;x=%41\","
                        + "qop=auth , nc=00000001");
        assertEquals("80\"01", value.get("username"));
        assertEquals("sip:Hotline.Local;x=%41", value.get("uri"));
        assertEquals("00000001", value.get("nc"));
        assertNull(value.get("opaque"));
        assertNull(AuthValue.parse("Digest realm=\"a\", realm=\"b\""));
        assertNull(AuthValue.parse("Digest"));
        assertNull(AuthValue.parse("Digest realm=\"a"));
    }

    @Test
    void identitiesAndDiversionsOfACarrier() {
        SipWriter writer = new SipWriter()
                .startRequest(Method.INVITE, "sip:12345@hotline.local")
                .header(
                        HeaderName.P_ASSERTED_IDENTITY,
                        "\"Wang\" <sip:+8613800000000@carrier.example>, <tel:+8613800000000>")
                .header(HeaderName.DIVERSION, "<sip:110@carrier.example>;reason=unconditional;counter=2, <tel:+86120>")
                .end();
        SipMessage invite = new SipMessage();
        invite.index(writer.buffer(), 0, writer.length());
        List<NameAddr> identities = NameAddr.asserted(invite);
        assertEquals("+8613800000000", identities.get(0).uri().user());
        assertEquals("Wang", identities.get(0).display());
        assertEquals("+8613800000000", identities.get(1).uri().user());
        List<Diversion> diversions = Diversion.parse(invite);
        assertEquals("unconditional", diversions.get(0).reason());
        assertEquals(2, diversions.get(0).counter());
        assertEquals("unknown", diversions.get(1).reason());
        assertEquals(1, diversions.get(1).counter());
    }
}
