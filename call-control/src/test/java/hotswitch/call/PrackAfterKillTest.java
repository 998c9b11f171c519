package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.session.SessionState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} around the PRACK of a reliable provisional response (RFC 3262 §3): the next process knows what was
 * said, and the call goes on. What is said again is the same to the byte, so that it stands in no ladder.
 */
final class PrackAfterKillTest {
    private static final long FAR = 1_001;
    private final Rig rig = new Rig();
    private long call;
    private long waits;

    @BeforeEach
    void aSeatThatWantsItReliableDials() {
        rig.register();
        rig.carrierA.onInvite = (session, nowNs) -> {};
        rig.desk.dialSaying(List.of("Require: 100rel"), "13800000000", rig.nowNs);
        rig.run(100);
        call = rig.core.dialled.callId();
        waits = rig.core.dialled.legId();
        rig.order(new Order.DialLeg(call, FAR, "13800000000", "057112345", ""));
        rig.run(50);
    }

    /** Whoever is called speaks before he answers. */
    private void speaks() {
        rig.carrierA.session.progress(183, rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
    }

    private void isHeard() {
        rig.order(new Order.EarlyAudio(call, waits, FAR));
    }

    /** The phone hears what is on its way, and nothing of it is heard from then on. */
    private void loses() {
        rig.unplugged.add(rig.desk);
        rig.run(50);
    }

    private void kill(String waiting, String far) {
        rig.ladder.forget();
        rig.kill(call, Rig.leg(waits, call, "", waiting), Rig.leg(FAR, call, "", far));
        rig.unplugged.clear();
    }

    private void answers() {
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.order(new Order.Answer(call, waits));
        rig.run(100);
    }

    private void talksAndEnds() {
        assertEquals(SessionState.CONFIRMED, rig.desk.session.state());
        rig.order(new Order.ClearLeg(call, FAR, "over"));
        rig.order(new Order.ClearLeg(call, waits, "over"));
        rig.assertNothingLeft();
    }

    @Test
    void theNextProcessTakesThePrack() {
        speaks();
        isHeard();
        loses();
        String early = rig.ladder.last("desk", '<');
        kill("INITIATED", "ALERTING");
        rig.run(1_000);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                media: audio of e1 is to come from port 40000
                core: LegRouted[legId=1001, trunk=carrier-a, displayed=057112345, hopCauses=]
                media: audio of 1001 is to come from port 40000
                core: LegEarly[legId=1001]
                core: LegRinging[legId=1001]
                desk < 200 PRACK""");
        isHeard();
        rig.ladder.assertIs("media: e1 hears 1001 before it answers");
        answers();
        String answer = rig.ladder.last("desk", '<');
        assertTrue(answer.startsWith("SIP/2.0 200") && answer.endsWith("\r\n\r\n"), "RFC 3262 §5: " + answer);
        assertTrue(early.contains("m=audio"), early);
        talksAndEnds();
    }

    /** The PRACK was heard and is written down, its 200 was lost. */
    @Test
    void aPrackThatWasHeardIsHeardAgain() {
        speaks();
        isHeard();
        rig.run(12);
        loses();
        kill("INITIATED", "ALERTING");
        rig.run(2_000);
        assertFalse(rig.ladder.text().contains("481"), rig.ladder.text());
        rig.carrierA.session.progress(180, "", rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        answers();
        assertFalse(rig.ladder.text().contains("PRACK"), rig.ladder.text());
        talksAndEnds();
    }

    /** What the dead process said last was lost with it: its successor says it, and then the next number. */
    @Test
    void whatWasLostIsSaidAgain() {
        rig.unplugged.add(rig.desk);
        rig.order(new Order.Ring(call, waits));
        rig.run(20);
        kill("ALERTING", "ALERTING");
        rig.run(1_000);
        assertTrue(rig.ladder.text().contains("desk > PRACK\ndesk < 200 PRACK"), rig.ladder.text());
        speaks();
        rig.ladder.forget();
        isHeard();
        rig.run(100);
        rig.ladder.assertIs("""
                media: audio of e1 is to come from port 40000
                desk < 183 INVITE
                media: e1 hears 1001 before it answers
                desk > PRACK
                desk < 200 PRACK""");
        answers();
        talksAndEnds();
    }

    /** RFC 3262 §3: the 200 waited for that PRACK. Nobody waits after a restart. */
    @Test
    void anAnswerThatWaitedIsGiven() {
        speaks();
        isHeard();
        loses();
        answers();
        kill("CONNECTED", "CONNECTED");
        rig.run(1_000);
        assertTrue(rig.ladder.text().contains("desk < 200 INVITE"), rig.ladder.text());
        assertTrue(rig.ladder.text().contains("desk < 200 PRACK"), rig.ladder.text());
        assertTrue(rig.ladder.text().contains("desk > ACK"), rig.ladder.text());
        kill("CONNECTED", "CONNECTED");
        rig.run(40_000);
        assertFalse(rig.ladder.text().contains("200 INVITE"), "its ACK is written down: " + rig.ladder.text());
        talksAndEnds();
    }

    /** The 200 waits for the PRACK, the PRACK comes, and only then the process dies. */
    @Test
    void anAnswerThatHasWaitedIsKept() {
        speaks();
        isHeard();
        loses();
        answers();
        rig.unplugged.clear();
        rig.run(1_000);
        assertTrue(rig.ladder.text().contains("desk < 200 PRACK\ndesk < 200 INVITE\ndesk > ACK"), rig.ladder.text());
        kill("CONNECTED", "CONNECTED");
        rig.run(40_000);
        assertFalse(rig.ladder.text().contains("INVITE"), rig.ladder.text());
        talksAndEnds();
    }

    /** The call was answered before its ringing had its PRACK. */
    @Test
    void aLatePrackOfACallThatIsAnsweredIsTaken() {
        rig.order(new Order.Ring(call, waits));
        loses();
        answers();
        rig.unplugged.clear();
        rig.run(20);
        rig.unplugged.add(rig.desk);
        kill("CONNECTED", "CONNECTED");
        rig.run(1_000);
        assertTrue(rig.ladder.text().contains("desk < 200 PRACK"), rig.ladder.text());
        assertFalse(rig.ladder.text().contains("481"), rig.ladder.text());
        talksAndEnds();
    }

    /** A further offer before the answer (RFC 3311 §5.1) holds after the restart as well. */
    @Test
    void whatThePeerChangedBeforeTheAnswerHolds() {
        speaks();
        isHeard();
        rig.run(100);
        rig.request(rig.desk, "UPDATE", "application/sdp", rig.desk.sdp().replace("40000", "40002"));
        rig.run(100);
        assertTrue(rig.ladder.text().contains("desk < 200 UPDATE"), rig.ladder.text());
        kill("INITIATED", "ALERTING");
        rig.run(100);
        assertTrue(rig.ladder.text().contains("media: audio of e1 is to come from port 40002"), rig.ladder.text());
        answers();
        assertEquals(40_002, rig.media.targets.get(waits).remotePort());
        talksAndEnds();
    }
}
