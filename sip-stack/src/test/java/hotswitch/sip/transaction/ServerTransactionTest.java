package hotswitch.sip.transaction;

import static hotswitch.sip.transaction.Exchange.TCP;
import static hotswitch.sip.transaction.Exchange.UDP;
import static hotswitch.sip.transaction.Exchange.requestText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 figures 7 and 8, arrow by arrow, with RFC 6026 and RFC 4320. */
class ServerTransactionTest {
    private static final String VIA = "SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKtheirs";
    private static final String BOB = "<sip:bob@example.com>";
    private static final String INVITE = requestText("INVITE sip:bob@example.com", VIA, BOB, 3);
    private static final String ACK = requestText("ACK sip:bob@example.com", VIA, BOB + ";tag=tag3", 3);
    private static final String CANCEL = requestText("CANCEL sip:bob@example.com", VIA, BOB, 3);
    private static final String OPTIONS = requestText("OPTIONS sip:bob@example.com", VIA, BOB, 3);

    private final Exchange exchange = new Exchange();

    @Test
    void anInviteGets100WhenNothingWasSaidFor200Ms() {
        exchange.receive(INVITE, UDP);
        exchange.until(199);
        exchange.assertStory("0 TU INVITE");
        exchange.until(400);
        exchange.assertStory("200 > 100 INVITE");
        exchange.receive(INVITE, UDP);
        exchange.server.respond(180, 400_000_000);
        exchange.receive(INVITE, UDP);
        exchange.until(31_000);
        exchange.assertStory("400 > 100 INVITE", "400 > 180 INVITE", "400 > 180 INVITE");
        assertEquals("", exchange.sent.getFirst().toTag());
        assertEquals("tag3", exchange.sent.getLast().toTag());
    }

    /** RFC 3261 §8.2.6.1. */
    @Test
    void a100SaysTheTimestampBack() {
        exchange.receive(INVITE.replace("CSeq", "Timestamp: 54.3\r\nCSeq"), UDP);
        exchange.until(200);
        assertEquals("54.3", exchange.sent.getFirst().value(HeaderName.TIMESTAMP));
        exchange.server.respond(486, 200_000_000);
        assertEquals(0, exchange.sent.getLast().count(HeaderName.TIMESTAMP));
    }

    @Test
    void whoIsAnsweredWithin200MsGetsNo100() {
        exchange.receive(INVITE, UDP);
        exchange.server.respond(180, 0);
        exchange.until(10_000);
        exchange.assertStory("0 TU INVITE", "0 > 180 INVITE");
    }

    @Test
    void timersGAndHRepeatARefusalUntilItIsGivenUp() {
        exchange.receive(INVITE, UDP);
        exchange.server.respond(486, 0);
        exchange.story.clear();
        exchange.until(12_000);
        exchange.receive(INVITE, UDP);
        exchange.assertStory(
                "500 > 486 INVITE",
                "1500 > 486 INVITE",
                "3500 > 486 INVITE",
                "7500 > 486 INVITE",
                "11500 > 486 INVITE",
                "12000 > 486 INVITE");
        exchange.until(31_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(32_000);
        assertNothingLeft();
    }

    @Test
    void theAckConfirmsAndTimerIAbsorbsWhatComesAgain() {
        exchange.receive(INVITE, UDP);
        exchange.server.respond(486, 0);
        exchange.receive(ACK, UDP);
        exchange.receive(ACK, UDP);
        exchange.receive(INVITE, UDP);
        assertEquals(Transaction.State.CONFIRMED, exchange.server.state());
        exchange.until(4_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(5_000);
        exchange.assertStory("0 TU INVITE", "0 > 486 INVITE");
        assertNothingLeft();
    }

    @Test
    void onAReliableTransportThereIsNeitherTimerGNorI() {
        exchange.receive(INVITE, TCP);
        exchange.server.respond(486, 0);
        exchange.until(10_000);
        exchange.receive(ACK, TCP);
        exchange.assertStory("0 TU INVITE", "0 > 486 INVITE");
        assertNothingLeft();
    }

    @Test
    void acceptedAbsorbsInvitesAndPassesAcksUntilTimerL() {
        exchange.receive(INVITE, UDP);
        exchange.server.respond(200, 0);
        KeptMessage ok = exchange.server.takeAccepted();
        exchange.receive(INVITE, UDP);
        exchange.server.sendAgain(ok);
        exchange.receive(ACK, UDP);
        exchange.assertStory("0 TU INVITE", "0 > 200 INVITE", "0 > 200 INVITE", "0 TU ACK");
        exchange.until(31_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(32_000);
        assertNothingLeft();
    }

    @Test
    void aCancelIsAnsweredByItselfAndWithoutAnInviteBy481() {
        exchange.receive(INVITE, UDP);
        ((InviteServer) exchange.server).user((cancel, nowNs) -> exchange.server.respond(487, nowNs));
        exchange.receive(CANCEL, UDP);
        exchange.receive(CANCEL, UDP);
        exchange.assertStory("0 TU INVITE", "0 > 200 CANCEL", "0 > 487 INVITE", "0 > 200 CANCEL");

        Exchange other = new Exchange();
        other.receive(CANCEL, UDP);
        other.assertStory("0 > 481 CANCEL");
    }

    @Test
    void aCancelAfterTheFinalResponseChangesNothing() {
        exchange.receive(INVITE, UDP);
        ((InviteServer) exchange.server).user((cancel, nowNs) -> exchange.server.respond(487, nowNs));
        exchange.server.respond(200, 0);
        exchange.receive(CANCEL, UDP);
        exchange.assertStory("0 TU INVITE", "0 > 200 INVITE", "0 > 200 CANCEL");
    }

    /** Its bytes have gone by then: to the TU, or with the ACK. */
    @Test
    void aCancelAfterTheEndOfARequestWithinADialogIsAnswered() {
        String within = BOB + ";tag=ours";
        for (int status : List.of(200, 488)) {
            for (String to : List.of(within, BOB)) {
                Exchange each = new Exchange();
                each.receive(requestText("INVITE sip:bob@example.com", VIA, within, 3), UDP);
                each.server.respond(status, 0);
                if (status == 200) {
                    each.server.takeAccepted();
                } else {
                    each.receive(requestText("ACK sip:bob@example.com", VIA, within, 3), UDP);
                }
                each.receive(requestText("CANCEL sip:bob@example.com", VIA, to, 3), UDP);
                each.assertStory("0 TU INVITE", "0 > " + status + " INVITE", "0 > 200 CANCEL");
                assertEquals(
                        to.equals(within) ? "ours" : "tag3", each.sent.getLast().toTag());
            }
        }
    }

    @Test
    void aRequestIsAnsweredOnceAndItsResponseRepeatedUntilTimerJ() {
        exchange.receive(OPTIONS, UDP);
        exchange.receive(OPTIONS, UDP);
        exchange.server.respond(200, List.of("Allow: INVITE"), "text/plain", "yes", 0);
        exchange.receive(OPTIONS, UDP);
        exchange.assertStory("0 TU OPTIONS", "0 > 200 OPTIONS", "0 > 200 OPTIONS");
        assertEquals("yes", exchange.sent.getLast().bodyText());
        assertEquals("INVITE", exchange.sent.getLast().value(HeaderName.ALLOW));
        exchange.until(31_999);
        assertEquals(1, exchange.layer.size());
        exchange.until(32_000);
        assertNothingLeft();
    }

    @Test
    void onAReliableTransportTimerJIsZero() {
        exchange.receive(OPTIONS, TCP);
        exchange.server.respond(404, 0);
        assertNothingLeft();
    }

    @Test
    void aSlowUserIsCoveredByA100AfterTimerEHasReachedT2() {
        exchange.receive(OPTIONS, UDP);
        exchange.until(3_499);
        exchange.assertStory("0 TU OPTIONS");
        exchange.until(3_500);
        exchange.receive(OPTIONS, UDP);
        exchange.assertStory("3500 > 100 OPTIONS", "3500 > 100 OPTIONS");
        exchange.server.respond(200, exchange.nowNs());
        exchange.assertStory("3500 > 200 OPTIONS");
    }

    @Test
    void aRequestThatIsNeverAnsweredGetsNo408() {
        exchange.receive(OPTIONS, UDP);
        assertThrows(IllegalStateException.class, () -> exchange.server.respond(408, 0));
        Exchange other = new Exchange();
        other.receive(OPTIONS, UDP);
        other.until(32_000);
        other.assertStory("0 TU OPTIONS", "3500 > 100 OPTIONS");
        assertEquals(0, other.layer.size());
        assertTrue(other.server.answered());
    }

    @Test
    void nothingFollowsAFinalResponse() {
        exchange.receive(INVITE, UDP);
        exchange.server.respond(486, 0);
        assertThrows(IllegalStateException.class, () -> exchange.server.respond(180, 0));
        assertThrows(IllegalStateException.class, () -> exchange.server.respond(200, 0));
    }

    @Test
    void theSameBranchFromAnotherSenderIsAnotherRequest() {
        exchange.receive(OPTIONS, UDP);
        exchange.receive(OPTIONS.replace("192.0.2.7:5070", "192.0.2.8:5070").replace("two@", "three@"), UDP);
        exchange.assertStory("0 TU OPTIONS", "0 TU OPTIONS");
    }

    @Test
    void theSameRequestOnAnotherPathIsMerged() {
        exchange.receive(INVITE, UDP);
        exchange.receive(INVITE.replace("z9hG4bKtheirs", "z9hG4bKother"), UDP);
        exchange.assertStory("0 TU INVITE", "0 > 482 INVITE");
    }

    @Test
    void anRfc2543SenderIsMatchedWithoutTheCookie() {
        String old = INVITE.replace(";branch=z9hG4bKtheirs", "");
        exchange.receive(old, UDP);
        exchange.receive(old, UDP);
        exchange.server.respond(486, 0);
        exchange.receive(ACK.replace(";branch=z9hG4bKtheirs", ""), UDP);
        exchange.assertStory("0 TU INVITE", "0 > 100 INVITE", "0 > 486 INVITE");
        assertEquals(Transaction.State.CONFIRMED, exchange.server.state());
    }

    @Test
    void responsesGoWhereRfc3581AndSection18Say() {
        Hop nat = Hop.udp("198.51.100.4", 40_001);
        exchange.receive(OPTIONS, nat);
        exchange.server.respond(200, 0);
        assertEquals(Hop.udp("198.51.100.4", 5070), exchange.sentTo);

        Exchange symmetric = new Exchange();
        symmetric.receive(OPTIONS.replace(";branch", ";rport;branch"), nat);
        symmetric.server.respond(200, 0);
        assertEquals(nat, symmetric.sentTo);
        SipMessage response = symmetric.sent.getLast();
        assertTrue(response.value(HeaderName.VIA).contains("received=198.51.100.4"));
        assertTrue(response.value(HeaderName.VIA).contains("rport=40001"));

        Exchange stream = new Exchange();
        stream.receive(OPTIONS, TCP);
        stream.server.respond(200, 0);
        assertEquals(new Hop(Transport.TCP, "192.0.2.7", 5070, 9), stream.sentTo);
    }

    @Test
    void aFullTableRefusesNewCallsAndServesTheRest() {
        Exchange small = new Exchange(8);
        for (int i = 0; i < 7; i++) {
            small.receive(OPTIONS.replace("theirs", "t" + i).replace("two@", i + "@"), UDP);
        }
        small.story.clear();
        small.receive(INVITE, UDP);
        small.assertStory("0 > 503 INVITE");
        small.receive(requestText("BYE sip:bob@example.com", VIA, BOB + ";tag=x", 4), UDP);
        small.assertStory("0 TU BYE");
        assertEquals(8, small.layer.size());
        // At the limit nobody may make another, whatever tag he invents.
        small.receive(requestText("BYE sip:bob@example.com", VIA.replace("theirs", "x"), BOB + ";tag=y", 5), UDP);
        small.assertStory("0 > 503 BYE");
        assertEquals("5", small.sent.getLast().value(HeaderName.RETRY_AFTER));
        assertEquals(8, small.layer.size());
    }

    private void assertNothingLeft() {
        assertEquals(0, exchange.layer.size());
        assertEquals(0, exchange.timers.size());
    }
}
