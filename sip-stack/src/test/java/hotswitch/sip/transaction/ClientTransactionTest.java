package hotswitch.sip.transaction;

import static hotswitch.sip.transaction.Exchange.TCP;
import static hotswitch.sip.transaction.Exchange.UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

/** RFC 3261 figures 5 and 6, arrow by arrow, with RFC 6026. */
class ClientTransactionTest {
    private final Exchange exchange = new Exchange();

    @Test
    void timersAAndBRetransmitAnInviteOverUdpWithDoublingIntervalsAndGiveUp() {
        InviteClient invite = exchange.invite(UDP);
        exchange.until(40_000);
        exchange.assertStory(
                "0 > INVITE",
                "500 > INVITE",
                "1500 > INVITE",
                "3500 > INVITE",
                "7500 > INVITE",
                "15500 > INVITE",
                "31500 > INVITE",
                "32000 TU failed 408");
        assertEquals(Transaction.State.TERMINATED, invite.state());
        assertNothingLeft();
    }

    @Test
    void onAReliableTransportThereIsNoTimerA() {
        exchange.invite(TCP);
        exchange.until(40_000);
        exchange.assertStory("0 > INVITE", "32000 TU failed 408");
    }

    @Test
    void aProvisionalResponseStopsTimersAAndB() {
        InviteClient invite = exchange.invite(UDP);
        exchange.until(100);
        exchange.response(180, Method.INVITE, "b");
        exchange.until(100_000);
        exchange.response(183, Method.INVITE, "b");
        exchange.assertStory("0 > INVITE", "100 TU 180 INVITE", "100000 TU 183 INVITE");
        assertEquals(Transaction.State.PROCEEDING, invite.state());
    }

    @Test
    void aRefusalIsAcknowledgedHereAndAgainForTimerD() {
        InviteClient invite = exchange.invite(UDP);
        exchange.response(486, Method.INVITE, "b");
        exchange.until(1_000);
        exchange.response(486, Method.INVITE, "b");
        exchange.response(180, Method.INVITE, "b");
        assertEquals(Transaction.State.COMPLETED, invite.state());
        exchange.until(31_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(32_000);
        exchange.assertStory("0 > INVITE", "0 > ACK", "0 TU 486 INVITE", "1000 > ACK");
        assertNothingLeft();
    }

    /** RFC 3261 §16.7: a proxy passes each 2xx on, a phone that began anew takes an INVITE that was late. */
    @Test
    void anAcceptanceAfterTheRefusalIsOneOfNobody() {
        InviteClient invite = exchange.invite(UDP);
        exchange.response(486, Method.INVITE, "b");
        exchange.response(200, Method.INVITE, "c");
        assertEquals(Transaction.State.COMPLETED, invite.state());
        exchange.assertStory("0 > INVITE", "0 > ACK", "0 TU 486 INVITE", "0 stray 200 INVITE");
    }

    /** RFC 3261 §8.1.3.3. */
    @Test
    void aResponseThatHasFurtherToGoIsNotForUs() {
        exchange.invite(UDP);
        String text = "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP a;branch=z9hG4bKours\r\nVia: SIP/2.0/UDP b\r\n"
                + "From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>;tag=b\r\nCall-ID: c\r\n"
                + "CSeq: 7 INVITE\r\nContent-Length: 0\r\n\r\n";
        exchange.receive(text, UDP);
        exchange.assertStory("0 > INVITE");
        exchange.receive(text.replace("Via: SIP/2.0/UDP b\r\n", ""), UDP);
        exchange.assertStory("0 > ACK", "0 TU 486 INVITE");
    }

    @Test
    void theAckToARefusalRepeatsTheInvite() {
        exchange.invite(UDP);
        exchange.response(486, Method.INVITE, "b");
        SipMessage ack = exchange.sent.getLast();
        assertEquals("sip:bob@example.com", ack.requestUri());
        assertEquals("z9hG4bKours", ack.branch());
        assertEquals("<sip:bob@example.com>;tag=b", ack.value(HeaderName.TO));
        assertEquals("<sip:alice@example.com>;tag=a", ack.value(HeaderName.FROM));
        assertEquals("<sip:proxy.example.com;lr>", ack.value(HeaderName.ROUTE));
        assertEquals(7, ack.cseq());
        assertEquals(1, ack.count(HeaderName.VIA));
    }

    @Test
    void onAReliableTransportTimerDIsZero() {
        exchange.invite(TCP);
        exchange.response(603, Method.INVITE, "b");
        exchange.assertStory("0 > INVITE", "0 > ACK", "0 TU 603 INVITE");
        assertNothingLeft();
    }

    @Test
    void every2xxReachesTheUserUntilTimerM() {
        InviteClient invite = exchange.invite(UDP);
        exchange.response(200, Method.INVITE, "b");
        exchange.until(1_000);
        exchange.response(200, Method.INVITE, "fork");
        exchange.response(486, Method.INVITE, "late");
        assertEquals(Transaction.State.ACCEPTED, invite.state());
        exchange.until(32_000);
        exchange.response(200, Method.INVITE, "b");
        exchange.assertStory("0 > INVITE", "0 TU 200 INVITE", "1000 TU 200 INVITE", "32000 stray 200 INVITE");
        assertNothingLeft();
    }

    @Test
    void aTransportErrorEndsACallingInviteAndSparesARingingOne() {
        exchange.invite(UDP);
        exchange.layer.onTransportFailed(Hop.udp("192.0.2.9", 5070), 0);
        exchange.layer.onTransportFailed(UDP, 0);
        exchange.assertStory("0 > INVITE", "0 TU failed 503");
        assertNothingLeft();

        exchange.invite(UDP);
        exchange.response(180, Method.INVITE, "b");
        exchange.layer.onTransportFailed(UDP, 0);
        exchange.assertStory("0 > INVITE", "0 TU 180 INVITE");
    }

    @Test
    void aCancelIsATransactionOfItsOwnWithTheBranchOfItsInvite() {
        InviteClient invite = exchange.invite(UDP);
        exchange.response(180, Method.INVITE, "b");
        exchange.layer.cancel(invite, "SIP;cause=200", exchange, 0);
        SipMessage cancel = exchange.sent.getLast();
        assertEquals("z9hG4bKours", cancel.branch());
        assertEquals(7, cancel.cseq());
        assertEquals("<sip:bob@example.com>", cancel.value(HeaderName.TO));
        assertEquals("<sip:proxy.example.com;lr>", cancel.value(HeaderName.ROUTE));
        assertEquals("SIP;cause=200", cancel.value(HeaderName.REASON));
        assertNull(cancel.value(HeaderName.CONTACT));
        exchange.response(200, Method.CANCEL, "b");
        exchange.response(487, Method.INVITE, "b");
        exchange.assertStory(
                "0 > INVITE", "0 TU 180 INVITE", "0 > CANCEL", "0 TU 200 CANCEL", "0 > ACK", "0 TU 487 INVITE");
        exchange.until(32_000);
        assertNothingLeft();
    }

    @Test
    void timersEAndFRetransmitARequestUpToT2AndGiveUp() {
        exchange.request(Method.OPTIONS, UDP);
        exchange.until(40_000);
        exchange.assertStory(
                "0 > OPTIONS",
                "500 > OPTIONS",
                "1500 > OPTIONS",
                "3500 > OPTIONS",
                "7500 > OPTIONS",
                "11500 > OPTIONS",
                "15500 > OPTIONS",
                "19500 > OPTIONS",
                "23500 > OPTIONS",
                "27500 > OPTIONS",
                "31500 > OPTIONS",
                "32000 TU failed 408");
        assertNothingLeft();
    }

    @Test
    void whileProceedingTimerEIsT2() {
        exchange.request(Method.BYE, UDP);
        exchange.until(100);
        exchange.response(100, Method.BYE, "b");
        exchange.until(9_000);
        exchange.assertStory("0 > BYE", "100 TU 100 BYE", "500 > BYE", "4500 > BYE", "8500 > BYE");
        exchange.until(32_000);
        assertEquals("32000 TU failed 408", exchange.story.getLast());
    }

    @Test
    void afterTheFinalResponseTimerKAbsorbsWhatComesAgain() {
        NonInviteClient bye = exchange.request(Method.BYE, UDP);
        exchange.response(200, Method.BYE, "b");
        exchange.response(200, Method.BYE, "b");
        assertEquals(Transaction.State.COMPLETED, bye.state());
        exchange.until(4_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(5_000);
        exchange.assertStory("0 > BYE", "0 TU 200 BYE");
        assertNothingLeft();
    }

    @Test
    void onAReliableTransportThereIsNeitherTimerENorK() {
        exchange.request(Method.BYE, TCP);
        exchange.until(10_000);
        exchange.response(481, Method.BYE, "b");
        exchange.assertStory("0 > BYE", "10000 TU 481 BYE");
        assertNothingLeft();
    }

    @Test
    void aTransportErrorEndsARequestInEachStateThatWaits() {
        exchange.request(Method.OPTIONS, TCP);
        exchange.response(100, Method.OPTIONS, "b");
        exchange.layer.onTransportFailed(TCP, 0);
        exchange.assertStory("0 > OPTIONS", "0 TU 100 OPTIONS", "0 TU failed 503");
        assertNothingLeft();
    }

    @Test
    void aResponseMatchesByBranchAndMethodOnly() {
        exchange.request(Method.OPTIONS, UDP);
        exchange.response(200, Method.BYE, "b");
        exchange.assertStory("0 > OPTIONS", "0 stray 200 BYE");
    }

    private void assertNothingLeft() {
        assertEquals(0, exchange.layer.size());
        assertEquals(0, exchange.timers.size());
    }
}
