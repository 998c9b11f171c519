package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SipMessageTest {
    @Test
    void anInviteShowsItsParts() {
        SipMessage invite = Wire.read(Wire.INVITE);
        assertTrue(invite.isRequest());
        assertEquals(Method.INVITE, invite.method());
        assertEquals("INVITE", invite.methodText());
        assertEquals("sip:12345@hotline.local;user=phone", invite.requestUri());
        assertEquals("z9hG4bK-776a", invite.branch());
        assertEquals("192.0.2.4", invite.viaHost());
        assertTrue(invite.viaRport());
        assertEquals("UDP", invite.viaTransport());
        assertEquals("3848276298220188511@192.0.2.4", invite.callId());
        assertEquals("9fxced76sl", invite.fromTag());
        assertEquals("\"王先生\" <sip:13800000000@carrier.example>", invite.fromAddress());
        assertEquals("", invite.toTag());
        assertEquals(314159, invite.cseq());
        assertEquals(Method.INVITE, invite.cseqMethod());
        assertEquals(70, invite.maxForwards());
        assertEquals(2, invite.count(HeaderName.VIA));
        assertEquals("SIP/2.0/UDP [2001:db8::9]:5060;branch=z9hG4bKthird", invite.value(HeaderName.VIA, 1));
        assertNull(invite.value(HeaderName.VIA, 2));
        assertEquals("\"王先生\" <sip:13800000000@carrier.example>;tag=9fxced76sl", invite.value(HeaderName.FROM));
        assertEquals("a folded  subject", invite.value(HeaderName.SUBJECT));
        assertEquals("one", invite.value("x-trace"));
        assertEquals("a folded  subject", invite.value("s"));
        assertNull(invite.value("X-Other"));
        assertEquals("v=0\r", invite.bodyText());
    }

    @Test
    void comparisonsAgreeWithTheText() {
        SipMessage invite = Wire.read(Wire.INVITE);
        assertEquals(SipMessage.hash("z9hG4bK-776a"), invite.branchHash());
        assertTrue(invite.branchEquals("z9hG4bK-776a"));
        assertFalse(invite.branchEquals("z9hG4bK-776b"));
        assertEquals(SipMessage.hash(invite.callId()), invite.callIdHash());
        assertTrue(invite.callIdEquals(invite.callId()));
        assertTrue(invite.isSentBy("192.0.2.4", 5_070));
        assertFalse(invite.isSentBy("192.0.2.4", -1));
        assertFalse(invite.isSentBy("192.0.2.4", 5_071));
        assertTrue(invite.hasUniqueBranch());
        assertTrue(invite.begins(HeaderName.FROM, "\""));
        assertFalse(invite.begins(HeaderName.CONTENT_ENCODING, ""));
        assertEquals(SipMessage.hash("9fxced76sl"), invite.fromTagHash());
        assertEquals(SipMessage.hash(""), invite.toTagHash());
        assertTrue(invite.fromTagEquals("9fxced76sl"));
        assertTrue(invite.toTagEquals(""));
    }

    @Test
    void aCopyOutlivesItsBytes() {
        byte[] bytes = Wire.bytes(Wire.INVITE);
        SipMessage copy = Wire.read(bytes).copy();
        java.util.Arrays.fill(bytes, (byte) 0);
        assertEquals("3848276298220188511@192.0.2.4", copy.callId());
    }

    @Test
    void aResponseBelongsToTheMethodOfItsCSeq() {
        SipMessage ringing = Wire.read("""
                SIP/2.0 180 Ringing
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa
                From: <sip:a@example.com>;tag=1
                To: <sip:b@example.com>;tag=2
                Call-ID: c
                CSeq: 7 INVITE

                """);
        assertFalse(ringing.isRequest());
        assertEquals(180, ringing.status());
        assertEquals(Method.INVITE, ringing.method());
        assertEquals("2", ringing.toTag());
        assertEquals(-1, ringing.maxForwards());
    }

    @Test
    void aResponseIsWrittenFromItsRequest() {
        SipWriter writer = new SipWriter();
        writer.startResponse(486)
                .copyDialogHeaders(Wire.read(Wire.INVITE), "203.0.113.9", 40000, "ours")
                .end();
        assertEquals("""
                SIP/2.0 486 Busy Here
                Via: SIP/2.0/UDP 192.0.2.4:5070;branch=z9hG4bK-776a;received=203.0.113.9;rport=40000, \
                SIP/2.0/TCP edge.example.com;branch=z9hG4bKnext
                Via: SIP/2.0/UDP [2001:db8::9]:5060;branch=z9hG4bKthird
                From: "王先生" <sip:13800000000@carrier.example>;tag=9fxced76sl
                To: <sip:12345@hotline.local>;tag=ours
                Call-ID: 3848276298220188511@192.0.2.4
                CSeq: 314159 INVITE
                Content-Length: 0

                """.replace("\n", "\r\n"), writer.toString());
    }
}
