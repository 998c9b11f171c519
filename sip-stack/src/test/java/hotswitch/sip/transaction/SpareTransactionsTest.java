package hotswitch.sip.transaction;

import static hotswitch.sip.transaction.Exchange.TCP;
import static hotswitch.sip.transaction.Exchange.UDP;
import static hotswitch.sip.transaction.Exchange.requestText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Method;
import org.junit.jupiter.api.Test;

/** Who has ended is another request's transaction, and nothing of the former one is left in it. */
class SpareTransactionsTest {
    private static final String VIA = "SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bK";
    private static final String BOB = "<sip:bob@example.com>;tag=b";
    private static final String INFO = requestText("INFO sip:bob@example.com", VIA + "one", BOB, 3);
    private static final String BYE = requestText("BYE sip:bob@example.com", VIA + "two", "<sip:bob@example.com>", 4);

    private static final String FIRST =
            requestText("INVITE sip:bob@example.com", VIA + "three", "<sip:bob@example.com>", 5);
    private static final String SECOND =
            requestText("INVITE sip:bob@example.com", VIA + "four", "<sip:bob@example.com>", 6);

    private final Exchange exchange = new Exchange();

    @Test
    void aRequestOfOursBeginsInTheOneThatTimerKHasEnded() {
        NonInviteClient bye = exchange.request(Method.BYE, UDP);
        exchange.response(200, Method.BYE, "b");
        exchange.until(5_000);
        NonInviteClient options = exchange.request(Method.OPTIONS, TCP);
        assertSame(bye, options);
        exchange.response(200, Method.BYE, "b");
        exchange.until(37_000);
        exchange.assertStory("0 > BYE", "0 TU 200 BYE", "5000 > OPTIONS", "5000 stray 200 BYE", "37000 TU failed 408");
        assertSame(bye, exchange.request(Method.INFO, UDP));
        assertNotSame(bye, exchange.request(Method.INFO, UDP));
    }

    @Test
    void aRequestBeginsInTheOneThatWasAnsweredAtOnceAndTimerJHasEnded() {
        exchange.answer = 200;
        exchange.receive(INFO, UDP);
        ServerTransaction info = exchange.server;
        exchange.until(32_000);
        exchange.answer = 0;
        exchange.receive(BYE, UDP);
        assertSame(info, exchange.server);
        assertFalse(exchange.server.answered());
        assertEquals("", exchange.server.toTag().toString());
        exchange.receive(BYE, UDP);
        exchange.assertStory("0 TU INFO", "0 > 200 INFO", "32000 TU BYE");
        exchange.server.respond(481, exchange.nowNs());
        exchange.receive(INFO, UDP);
        exchange.assertStory("32000 > 481 BYE", "32000 TU INFO");
    }

    @Test
    void whoAnswersLaterMayStillHaveItInHand() {
        exchange.receive(INFO, UDP);
        ServerTransaction info = exchange.server;
        info.respond(200, exchange.nowNs());
        exchange.until(32_000);
        exchange.receive(BYE, UDP);
        assertNotSame(info, exchange.server);
    }

    @Test
    void anInviteOfOursBeginsInTheOneThatWasLetGoAndTimerMHasEnded() {
        InviteClient first = exchange.invite(UDP);
        exchange.response(200, Method.INVITE, "b");
        first.letGo();
        assertNotSame(first, exchange.layer.invite("z9hG4bKother", UDP, exchange, exchange.nowNs()));
        exchange.response(200, Method.INVITE, "b");
        exchange.until(32_000);
        exchange.story.clear();
        assertSame(first, exchange.layer.invite("z9hG4bKnext", UDP, exchange, exchange.nowNs()));
        assertEquals(0, first.acceptedTag());
        exchange.response(200, Method.INVITE, "b");
        exchange.assertStory("32000 > INVITE", "32000 stray 200 INVITE");
        assertTrue(first.pending());
    }

    @Test
    void anInviteThatItsCallStillHasIsNobodyElses() {
        InviteClient first = exchange.invite(UDP);
        exchange.response(200, Method.INVITE, "b");
        exchange.until(40_000);
        InviteClient second = exchange.layer.invite("z9hG4bKnext", UDP, exchange, exchange.nowNs());
        assertNotSame(first, second);
        first.letGo();
        assertSame(first, exchange.layer.invite("z9hG4bKlast", UDP, exchange, exchange.nowNs()));
    }

    @Test
    void anInviteBeginsInTheOneThatWasLetGoAndTimerLHasEnded() {
        exchange.receive(FIRST, UDP);
        InviteServer first = (InviteServer) exchange.server;
        first.respond(200, exchange.nowNs());
        first.giveBack(first.takeAccepted());
        first.letGo();
        exchange.until(31_000);
        exchange.receive(FIRST, UDP);
        exchange.until(32_000);
        exchange.receive(SECOND, UDP);
        assertSame(first, exchange.server);
        assertFalse(first.answered());
        assertEquals("", first.toTag().toString());
        exchange.receive(FIRST, UDP);
        assertNotSame(first, exchange.server);
        exchange.assertStory("0 TU INVITE", "0 > 200 INVITE", "32000 TU INVITE", "32000 TU INVITE");
        exchange.until(32_200);
        exchange.assertStory("32200 > 100 INVITE", "32200 > 100 INVITE");
    }

    @Test
    void oneThatItsCallStillHasIsNoOtherInvites() {
        exchange.receive(FIRST, UDP);
        InviteServer first = (InviteServer) exchange.server;
        first.respond(200, exchange.nowNs());
        first.giveBack(first.takeAccepted());
        exchange.until(40_000);
        exchange.receive(SECOND, UDP);
        assertNotSame(first, exchange.server);
    }
}
