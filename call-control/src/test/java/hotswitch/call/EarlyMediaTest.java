package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.header.EarlyMedia;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a carrier says before the answer reaches who waits for it (RFC 3960, RFC 5009). */
class EarlyMediaTest {
    private static final long FAR = 1_001;
    private final Rig rig = new Rig();
    private long call;
    private long waits;

    @BeforeEach
    void aSeatDials() {
        rig.register();
        rig.carrierA.onInvite = (session, nowNs) -> {};
        rig.desk.dial("13800000000", rig.nowNs);
        rig.run(100);
        call = rig.core.dialled.callId();
        waits = rig.core.dialled.legId();
        rig.order(new Order.DialLeg(call, FAR, "13800000000", "057112345", ""));
        rig.run(50);
        rig.ladder.forget();
    }

    private void progress(int status, String sdp) {
        rig.carrierA.session.progress(status, sdp, rig.nowNs);
        rig.run(50);
    }

    private void hears() {
        rig.order(new Order.EarlyAudio(call, waits, FAR));
        rig.run(50);
    }

    @Test
    void thePhoneIsToldWhereItComesFrom() {
        progress(183, rig.carrierA.sdp());
        hears();
        progress(180, "");
        rig.order(new Order.Ring(call, waits));
        rig.ladder.assertIs("""
                carrier-a > 183 INVITE
                core: LegRouted[legId=1001, trunk=carrier-a, displayed=057112345, hopCauses=]
                media: audio of 1001 is to come from port 40000
                core: LegEarly[legId=1001]
                core: LegRinging[legId=1001]
                media: audio of e1 is to come from port 40000
                desk < 183 INVITE
                media: e1 hears 1001 before it answers
                carrier-a > 180 INVITE""");
        String early = rig.ladder.last("desk", '<');
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.order(new Order.Answer(call, waits));
        rig.run(50);
        String answer = rig.ladder.last("desk", '<');
        assertEquals(body(early), body(answer), "RFC 3261 §13.2.1: the answer is what was said before");
        rig.order(new Order.ClearLeg(call, FAR, "over"));
        rig.order(new Order.ClearLeg(call, waits, "over"));
        rig.assertNothingLeft();
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n"));
    }

    @Test
    void itRangBefore() {
        progress(180, "");
        rig.order(new Order.Ring(call, waits));
        rig.ladder.forget();
        progress(183, rig.carrierA.sdp());
        hears();
        hears();
        rig.ladder.assertIs("""
                carrier-a > 183 INVITE
                media: audio of 1001 is to come from port 40000
                core: LegEarly[legId=1001]
                media: audio of e1 is to come from port 40000
                desk < 183 INVITE
                media: e1 hears 1001 before it answers
                media: e1 hears 1001 before it answers""");
    }

    /** Whatever does not fit is no audio; the call goes on, and rings. */
    @Test
    void whatFitsNot() {
        progress(183, rig.carrierA.sdp("inactive"));
        progress(183, rig.carrierA.sdp().replace("RTP/AVP 8", "RTP/AVP 18"));
        assertFalse(rig.ladder.text().contains("LegEarly"), rig.ladder.text());
        assertTrue(rig.ladder.text().contains("LegRinging"), rig.ladder.text());
    }

    @Test
    void whoHasAnsweredIsHeardAsEver() {
        progress(183, rig.carrierA.sdp());
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        hears();
        rig.ladder.assertIs("");
    }

    @Test
    void aNetworkMayForbidIt() {
        assertTrue(EarlyMedia.permitted(response("")));
        assertTrue(EarlyMedia.permitted(response("P-Early-Media: sendrecv\r\n")));
        assertTrue(EarlyMedia.permitted(response("P-Early-Media: sendonly, gated\r\n")));
        assertTrue(EarlyMedia.permitted(response("P-Early-Media: supported\r\n")));
        assertFalse(EarlyMedia.permitted(response("P-Early-Media: inactive\r\n")));
        assertFalse(EarlyMedia.permitted(response("p-early-media: RecvOnly,gated\r\n")));
    }

    private static SipMessage response(String line) {
        byte[] bytes = ("SIP/2.0 183 Session Progress\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
                        + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n" + line
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return message;
    }
}
