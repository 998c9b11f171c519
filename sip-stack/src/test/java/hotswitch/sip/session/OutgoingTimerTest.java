package hotswitch.sip.session;

import static hotswitch.sip.session.ScriptedPeer.header;
import static hotswitch.sip.session.ScriptedPeer.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.dialog.DialogState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own INVITE offers a session timer (RFC 4028 §7). */
class OutgoingTimerTest {
    private static final Connect.Terms TIMER = new Connect.Terms(true, 1800);
    private static final String CONTACT = "Contact: <sip:gw@192.0.2.2>\n";
    private static final String ALL = CONTACT + "Allow: INVITE, ACK, BYE, CANCEL, UPDATE\n";
    private static final String NO_UPDATE = CONTACT + "Allow: INVITE, ACK, BYE, CANCEL\n";
    private final Net net = new Net();
    private final Phone alice = net.a.phone;
    private final ScriptedPeer carrier = new ScriptedPeer(net);
    private Session call;

    private void call() {
        call = net.call(1, 0, "offer", TIMER);
        net.run(20);
    }

    private void answers(String lines) {
        carrier.respond(carrier.last("INVITE"), "200 OK", "gw", lines, "answer");
        alice.story.clear();
    }

    /** It answers a refresh of ours; the interval as before, we go on refreshing. */
    private void refreshed(String method, String body) {
        String lines = ALL + "Require: timer\nSession-Expires: 1800;refresher=uac\n";
        carrier.respond(carrier.last(method), "200 OK", "", lines, body);
    }

    /** How many requests of this method A sent, their retransmissions apart. */
    private long count(String method) {
        return net.texts.stream()
                .filter(each -> each.startsWith(method + ' '))
                .map(each -> header(each, "CSeq"))
                .distinct()
                .count();
    }

    private void hangsUp() {
        carrier.request("BYE", 90, "gw", "", "");
        net.assertSilence();
    }

    @Test
    void whoeverDoesNotKnowItHasNone() {
        call();
        String invite = carrier.last("INVITE");
        assertEquals("100rel, timer, replaces", header(invite, "Supported"));
        assertEquals("1800", header(invite, "Session-Expires"), "the peer says who refreshes");
        assertEquals(List.of(), headers(invite, "Min-SE"), "90 s goes without saying");
        answers(ALL);
        net.run(10_000_000);
        assertEquals(SessionState.CONFIRMED, call.state());
        assertEquals(0, count("UPDATE"));
        hangsUp();
    }

    /** §7.3: the same call once more, with what the peer finds enough. */
    @Test
    void aLargerIntervalIsTaken() {
        call();
        String first = carrier.last("INVITE");
        carrier.respond(first, "422 Session Interval Too Small", "x", "Min-SE: 3600\n", "");
        String second = carrier.last("INVITE");
        assertEquals("3600", header(second, "Session-Expires"));
        assertEquals("3600", header(second, "Min-SE"));
        assertEquals(header(first, "Call-ID"), header(second, "Call-ID"));
        assertEquals(header(first, "From"), header(second, "From"));
        assertEquals("2 INVITE", header(second, "CSeq"));
        answers(ALL + "Session-Expires: 3600;refresher=uac\nRequire: timer\n");
        net.run(1_801_000);
        assertEquals("3600;refresher=uac", header(carrier.last("UPDATE"), "Session-Expires"));
        assertEquals("3600", header(carrier.last("UPDATE"), "Min-SE"));
        hangsUp();
    }

    /** A 422 without Min-SE, or with one that is no more than we offered: then without a timer. */
    @Test
    void aPeerThatContradictsItselfGetsNone() {
        call();
        carrier.respond(carrier.last("INVITE"), "422 Session Interval Too Small", "x", "Min-SE: 1800\n", "");
        assertEquals(List.of(), headers(carrier.last("INVITE"), "Session-Expires"));
        assertEquals("100rel, replaces", header(carrier.last("INVITE"), "Supported"));
        answers(ALL);
        hangsUp();
    }

    @Test
    void weRefreshByUpdateWhereItIsUnderstood() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(899_000);
        assertEquals(0, count("UPDATE"));
        net.run(2_000);
        String update = carrier.last("UPDATE");
        assertEquals("1800;refresher=uac", header(update, "Session-Expires"), "half of the interval is over");
        assertTrue(update.endsWith("Content-Length: 0\r\n\r\n"), update);
        refreshed("UPDATE", "");
        net.run(901_000);
        assertEquals(2, count("UPDATE"));
        refreshed("UPDATE", "");
        hangsUp();
    }

    /** §10: no answer to the refresh, and the session is cleared. */
    @Test
    void aRefreshWithoutAnAnswerEndsTheSession() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500 + 32_500);
        assertEquals(1, count("BYE"));
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    @Test
    void aPeerThatForgotTheCallEndsIt() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("UPDATE"), "481 Call/Transaction Does Not Exist", "", "", "");
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    /** §10: a refusal is no refresh: it is tried again, later and later, and as the peer wishes. */
    @Test
    void aRefreshThatIsRefusedIsTriedAgainInTime() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("UPDATE"), "500 Server Internal Error", "", "", "");
        net.run(2_500);
        assertEquals(1, count("UPDATE"), "not at once");
        net.run(1_000);
        assertEquals(2, count("UPDATE"));
        carrier.respond(
                carrier.last("UPDATE"), "503 Service Unavailable", "", "Retry-After: 90 (busy);duration=5\n", "");
        net.run(89_000);
        assertEquals(2, count("UPDATE"), "the peer has said when");
        net.run(1_500);
        assertEquals(3, count("UPDATE"));
        refreshed("UPDATE", "");
        net.run(899_000);
        assertEquals(3, count("UPDATE"), "it holds");
        net.run(2_000);
        carrier.respond(carrier.last("UPDATE"), "500 Server Internal Error", "", "", "");
        net.run(3_500);
        assertEquals(5, count("UPDATE"), "the wait begins anew");
        hangsUp();
    }

    /** The last try has time for its answer; then BYE as if no refresh had come, before the peer's own. */
    @Test
    void aRefreshThatIsRefusedToTheLastEndsTheSession() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("UPDATE"), "503 Service Unavailable", "", "Retry-After: 3600\n", "");
        net.run(862_000);
        assertEquals(1, count("UPDATE"));
        net.run(2_000);
        assertEquals(2, count("UPDATE"), "it is tried once more all the same");
        carrier.respond(carrier.last("UPDATE"), "503 Service Unavailable", "", "", "");
        assertEquals(0, count("BYE"));
        net.run(3_500);
        assertEquals("A BYE", net.wire.getLast(), "32 s before the end");
        alice.assertStory();
        carrier.respond(carrier.last("BYE"), "200 OK", "", "", "");
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    /** A connection that is lost says nothing of the peer: it comes back over another. */
    @Test
    void aRefreshThatCouldNotBeSentIsSentAgain() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        net.a.agent.onTransportFailed(net.b.hop, net.nowNs);
        assertEquals(SessionState.CONFIRMED, call.state());
        net.run(3_500);
        assertEquals(2, count("UPDATE"));
        refreshed("UPDATE", "");
        hangsUp();
    }

    @Test
    void aRefreshByReinviteIsTriedAgainToo() {
        call();
        answers(NO_UPDATE + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("INVITE"), "500 Server Internal Error", "", "", "");
        net.run(3_500);
        assertEquals(3, count("INVITE"));
        for (int i = 0; i < 5; i++) {
            carrier.respond(carrier.last("INVITE"), "491 Request Pending", "", "", "");
            net.run(5_000);
        }
        net.run(10_000);
        assertEquals(8, count("INVITE"), "after five glares the wait is longer, but no interval");
        net.a.agent.onTransportFailed(net.b.hop, net.nowNs);
        net.run(15_000);
        assertEquals(9, count("INVITE"));
        String lines = NO_UPDATE + "Session-Expires: 1800;refresher=uac\nRequire: timer\n";
        carrier.respond(carrier.last("INVITE"), "200 OK", "", lines, "answer");
        hangsUp();
    }

    /** It should have said its description again: what it said before holds, and the user has nothing to hear. */
    @Test
    void aRefreshThatIsAnsweredWithoutADescriptionChangesNothing() {
        call();
        answers(NO_UPDATE + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("INVITE"), "200 OK", "", NO_UPDATE + "Session-Expires: 1800;refresher=uac\n", "");
        assertEquals("A ACK", net.wire.getLast());
        alice.assertStory();
        assertEquals("answer", call.dialogState().media().remoteSdp());
        hangsUp();
    }

    /** A change of ours to which the peer says nothing final holds the refresh up, and not the end. */
    @Test
    void aRefreshThatCannotGoOutEndsTheSessionToo() {
        call();
        answers(NO_UPDATE + "Session-Expires: 90;refresher=uac\nRequire: timer\n");
        net.run(40_000);
        call.reinvite("offer 2", net.nowNs);
        net.run(20);
        carrier.respond(carrier.last("INVITE"), "100 Trying", "", "", "");
        net.run(19_500);
        assertEquals(0, count("BYE"));
        net.run(1_000);
        assertEquals("A BYE", net.wire.getLast(), "a third before the end");
        carrier.respond(carrier.last("BYE"), "200 OK", "", "", "");
        alice.assertStory("A ended TIMEOUT");
        net.assertSilence();
    }

    /** §7.4: the same description again, from which nothing changes; the user does not hear of it. */
    @Test
    void weRefreshByReinviteWhereUpdateIsNotUnderstood() {
        call();
        answers(NO_UPDATE + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(901_000);
        assertEquals(0, count("UPDATE"));
        String reinvite = carrier.last("INVITE");
        assertTrue(reinvite.endsWith("\r\n\r\noffer"), reinvite);
        assertEquals("1800;refresher=uac", header(reinvite, "Session-Expires"));
        String lines = NO_UPDATE + "Session-Expires: 1800;refresher=uac\nRequire: timer\n";
        carrier.respond(reinvite, "200 OK", "", lines, "answer");
        assertEquals("A ACK", net.wire.getLast());
        alice.assertStory();
        net.run(901_000);
        carrier.respond(carrier.last("INVITE"), "200 OK", "", lines, "moved");
        alice.assertStory("A reinvite answered 200 sdp=moved");
        hangsUp();
    }

    @Test
    void whoeverRefusesTheMethodIsAskedByTheOther() {
        call();
        answers(CONTACT + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        net.run(900_500);
        carrier.respond(carrier.last("UPDATE"), "501 Not Implemented", "", "", "");
        assertEquals("A INVITE", net.wire.getLast());
        assertEquals("1800;refresher=uac", header(carrier.last("INVITE"), "Session-Expires"));
        carrier.respond(carrier.last("INVITE"), "422 Session Interval Too Small", "", "Min-SE: 2000\n", "");
        assertEquals("2000;refresher=uac", header(carrier.last("INVITE"), "Session-Expires"));
        carrier.respond(carrier.last("INVITE"), "200 OK", "", CONTACT, "answer");
        alice.assertStory();
        hangsUp();
    }

    @Test
    void thePeerRefreshesIfItSaysSo() {
        call();
        answers(ALL + "Session-Expires: 1200;refresher=uas\n");
        net.run(1_100_000);
        carrier.request("UPDATE", 2, "gw", "Supported: timer\nSession-Expires: 1200;refresher=uac\n", "");
        String agreed = net.texts.get(net.wire.lastIndexOf("A 200 UPDATE"));
        assertEquals("1200;refresher=uac", header(agreed, "Session-Expires"));
        net.run(1_160_000);
        assertEquals(SessionState.CONFIRMED, call.state());
        assertEquals(0, count("UPDATE"));
        net.run(10_000);
        assertEquals("A BYE", net.wire.getLast(), "32 s before the end");
        net.assertSilence();
    }

    /** Whether there is a timer the 2xx says. */
    @Test
    void anUpdateWhileItRingsBeginsNone() {
        call();
        carrier.respond(carrier.last("INVITE"), "180 Ringing", "gw", CONTACT, "");
        carrier.request("UPDATE", 2, "gw", "Supported: timer\nSession-Expires: 600;refresher=uac\n", "");
        assertEquals(List.of(), headers(carrier.last("200 UPDATE"), "Session-Expires"));
        answers(ALL);
        net.run(10_000_000);
        assertEquals(SessionState.CONFIRMED, call.state());
        hangsUp();
    }

    /** §9: a change that knows the timer and does not mention it leaves it in force. */
    @Test
    void aHoldWithoutTheHeaderKeepsTheTimer() {
        alice.onReinvite = (session, nowNs) -> session.acceptReinvite("held", nowNs);
        call();
        answers(ALL + "Session-Expires: 1200;refresher=uac\nRequire: timer\n");
        carrier.request("UPDATE", 2, "gw", "Supported: timer\n", "hold");
        assertEquals("1200;refresher=uas", header(net.texts.getLast(), "Session-Expires"), "we, who answer, go on");
        net.run(601_000);
        assertEquals(1, count("UPDATE"));
        hangsUp();
    }

    /** After a restart the dialog still has its timer: we refresh soon, and the peer is waited for. */
    @Test
    void theTimerOutlivesTheProcess() {
        call();
        answers(ALL + "Session-Expires: 1800;refresher=uac\nRequire: timer\n");
        byte[] fact = call.dialogState().encode();
        alice.forget();
        net.a.start();
        call = net.a.agent.restore(DialogState.decode(fact), net.nowNs);
        alice.began(call);
        net.run(31_000);
        assertEquals(1, count("UPDATE"));
        assertEquals("1800;refresher=uac", header(carrier.last("UPDATE"), "Session-Expires"));
        refreshed("UPDATE", "");
        assertEquals(SessionState.CONFIRMED, call.state());
        hangsUp();
    }
}
