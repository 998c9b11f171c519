package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.session.UserAgentConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A seat with two telephones is rung. */
class OffersTest {
    private static final long CALL = 2;
    private static final long LEG = 101;
    private final Rig rig = new Rig();

    private void offer() {
        rig.order(new Order.OfferLeg(CALL, LEG, 11, "8001", "13800000000", "appeals", false));
        rig.run(50);
    }

    @Test
    void theFirstToAnswerIsTheAgents() {
        rig.register();
        offer();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                desk < INVITE
                headset < INVITE
                desk > 180 INVITE
                headset > 180 INVITE
                core: LegRinging[legId=101]
                desk > 200 INVITE
                desk < ACK
                headset < CANCEL (Call completed elsewhere)
                core: LegAnswered[legId=101]
                headset > 200 CANCEL
                headset > 487 INVITE
                headset < ACK""");
        assertEquals(40_000, rig.media.targets.get(LEG).remotePort());
        assertEquals("192.0.2.81", rig.media.targets.get(LEG).remoteAddress());
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** RFC 5626 §5.3: two flows are two ways to one phone. One is taken, the other when that has failed. */
    @Test
    void aPhoneWithTwoFlowsRingsOnceAndOverTheOtherWhenOneFails() {
        rig.desk.contactParams = ";+sip.instance=\"<urn:uuid:1>\";reg-id=1";
        rig.headset.contactParams = ";+sip.instance=\"<urn:uuid:1>\";reg-id=2";
        rig.desk.registerHeaders.add("Supported: path, outbound");
        rig.headset.registerHeaders.add("Supported: path, outbound");
        rig.register();
        rig.desk.onInvite = (session, nowNs) -> session.reject(430, 0, "", nowNs);
        rig.headset.onInvite = (session, nowNs) -> session.reject(430, 0, "", nowNs);
        offer();
        rig.run(100);
        rig.ladder.assertIs("""
                desk < INVITE
                desk > 430 INVITE
                desk < ACK
                headset < INVITE
                headset > 430 INVITE
                headset < ACK
                core: LegRefused[legId=101, status=430, cause=seat 8001]""");
        rig.assertNothingLeft();
    }

    /** A busy phone is busy over each of its flows. */
    @Test
    void aBusyPhoneIsNotRungOverItsOtherFlow() {
        rig.desk.contactParams = ";+sip.instance=\"<urn:uuid:1>\";reg-id=1";
        rig.headset.contactParams = ";+sip.instance=\"<urn:uuid:1>\";reg-id=2";
        rig.desk.registerHeaders.add("Supported: path, outbound");
        rig.headset.registerHeaders.add("Supported: path, outbound");
        rig.register();
        rig.desk.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        offer();
        rig.run(100);
        rig.ladder.assertIs("""
                desk < INVITE
                desk > 486 INVITE
                desk < ACK
                core: LegRefused[legId=101, status=486, cause=seat 8001]""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §10.3, step 5. */
    @Test
    void anAddressOfAnotherDomainIsNotRegisteredHere() {
        rig.desk.registersAt = "elsewhere.example";
        rig.desk.register(rig.nowNs);
        rig.run(100);
        String answer = rig.ladder.last("desk", '<');
        assertTrue(answer.startsWith("SIP/2.0 404 ") && answer.contains("not a domain of this registrar"), answer);
        rig.desk.registersAt = "203.0.113.9";
        rig.desk.register(rig.nowNs);
        rig.run(100);
        answer = rig.ladder.last("desk", '<');
        assertTrue(answer.startsWith("SIP/2.0 200 "), answer);
    }

    /** RFC 3327 §5.3: back by the proxies by which it came. */
    @Test
    void aPhoneBehindAProxyIsCalledByItsPath() {
        rig.desk.registerHeaders.addAll(List.of("Path: <sip:edge.example;lr>", "Supported: path"));
        rig.desk.register(rig.nowNs);
        rig.run(100);
        offer();
        assertEquals(
                "<sip:edge.example;lr>",
                rig.desk
                        .invite
                        .lines()
                        .filter(line -> line.startsWith("Route: "))
                        .map(line -> line.substring(7).strip())
                        .findFirst()
                        .orElse(""));
    }

    /** One winner; the other's 200 crosses our CANCEL and gets ACK and BYE. */
    @Test
    void bothAnswerAtOnce() {
        rig.register();
        offer();
        rig.ladder.forget();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.headset.session.accept(rig.headset.sdp(), rig.nowNs);
        rig.run(200);
        rig.ladder.assertIs("""
                desk > 200 INVITE
                headset > 200 INVITE
                desk < ACK
                headset < CANCEL (Call completed elsewhere)
                core: LegAnswered[legId=101]
                headset < ACK
                headset < BYE (Call completed elsewhere)
                headset > 200 CANCEL
                headset > 200 BYE""");
        assertEquals(Set.of(LEG), rig.media.open.keySet());
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void theAgentHangsUp() {
        rig.register();
        offer();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.forget();
        rig.desk.session.bye("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > BYE
                desk < 200 BYE
                core: LegCleared[legId=101, cause=REMOTE_BYE]""");
        rig.assertNothingLeft();
    }

    /** The offer's time is over (RONA): both telephones stop ringing. */
    @Test
    void theCoreTakesTheOfferBack() {
        rig.register();
        offer();
        rig.ladder.forget();
        rig.order(new Order.ClearLeg(CALL, LEG, "no answer in time"));
        rig.run(100);
        rig.ladder.assertIs("""
                desk < CANCEL (no answer in time)
                headset < CANCEL (no answer in time)
                desk > 200 CANCEL
                desk > 487 INVITE
                headset > 200 CANCEL
                headset > 487 INVITE
                desk < ACK
                headset < ACK""");
        rig.assertNothingLeft();
    }

    /** The offer is taken back in the moment in which the agent picks up: ACK and BYE, and the core hears nothing. */
    @Test
    void the200CrossesTheEndOfTheOffer() {
        rig.register();
        offer();
        rig.ladder.forget();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.order(new Order.ClearLeg(CALL, LEG, "no answer in time"));
        rig.run(200);
        rig.ladder.assertIs("""
                desk > 200 INVITE
                desk < CANCEL (no answer in time)
                headset < CANCEL (no answer in time)
                desk < ACK
                desk < BYE (no answer in time)
                desk > 200 CANCEL
                headset > 200 CANCEL
                headset > 487 INVITE
                desk > 200 BYE
                headset < ACK""");
        rig.assertNothingLeft();
    }

    /** One telephone is busy, the other goes on ringing; the seat refuses only when both did. */
    @Test
    void oneRefusesAndThenTheOther() {
        rig.register();
        offer();
        rig.ladder.forget();
        rig.headset.session.reject(486, 0, "", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                headset > 486 INVITE
                headset < ACK""");
        rig.desk.session.reject(480, 0, "", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > 480 INVITE
                desk < ACK
                core: LegRefused[legId=101, status=486, cause=seat 8001]""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §21.6: 603 speaks for the person, wherever else it rings. */
    @Test
    void aDeclineSpeaksForAll() {
        rig.register();
        offer();
        rig.ladder.forget();
        rig.headset.session.reject(603, 0, "", rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                headset > 603 INVITE
                headset < ACK
                desk < CANCEL (declined elsewhere)
                core: LegRefused[legId=101, status=603, cause=seat 8001]
                desk > 200 CANCEL
                desk > 487 INVITE
                desk < ACK""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §21.3.3: one telephone sends the call elsewhere; the core decides whether it may. */
    @Test
    void aTelephoneSendsTheCallElsewhere() {
        rig.register();
        offer();
        rig.ladder.forget();
        // RFC 3261 §19.1.1, table 1: it may have headers, of which §19.1.5 leaves us to heed none.
        String advice = "<sip:advice@hotline.local?Subject=complaint&Route=%3Csip:x.example%3E>";
        String preferred = "Contact: <sip:8009@hotline.local>;q=0.3, " + advice + ";q=0.7";
        rig.headset.session.reject(302, List.of(preferred, "Contact: <sip:x@hotline.local>;q=0.7"), rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                headset > 302 INVITE
                headset < ACK
                desk < CANCEL (deflected)
                core: LegDeflected[legId=101, to=advice]
                desk > 200 CANCEL
                desk > 487 INVITE
                desk < ACK""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §19.1.5: what the Contact would have in requests is not for it to say; its Route least of all. */
    @Test
    void aContactWithHeadersIsRungWithoutThem() {
        rig.desk.contactUri = ";method=BYE;ob?Route=%3Csip:x.example%3E&Priority=urgent";
        rig.register();
        offer();
        assertTrue(rig.desk.invite.startsWith("INVITE sip:8001@192.0.2.81:5080;ob SIP/2.0\r\n"), rig.desk.invite);
        assertFalse(rig.desk.invite.contains("x.example"), rig.desk.invite);
        assertFalse(rig.desk.invite.contains("Priority"), rig.desk.invite);
    }

    @Test
    void thePhoneIsAskedToPickUpByItself() {
        rig.register();
        rig.order(new Order.OfferLeg(CALL, LEG, 11, "8001", "13800000000", "appeals", true));
        rig.run(50);
        assertEquals("<sip:auto-answer>;answer-after=0", rig.desk.callInfo);
        rig.order(new Order.ClearLeg(CALL, LEG, "caller left"));
        rig.run(200);
        rig.assertNothingLeft();
    }

    @Test
    void nobodyIsRegistered() {
        offer();
        rig.ladder.assertIs("core: LegRefused[legId=101, status=480, cause=no contact registered]");
        rig.assertNothingLeft();
    }

    @Test
    void noMediaPortIsFree() {
        rig.register();
        rig.media.portsMax = 0;
        offer();
        rig.ladder.assertIs("core: LegUnmade[legId=101, cause=no media port free]");
        rig.assertNothingLeft();
    }

    /** What is wanting here is no fault of the agent's. */
    @Test
    void noSessionIsFree() {
        rig.limits = new UserAgentConfig.Limits(rig.limits.transactionsMax(), 0, rig.limits.ringMaxNs());
        rig.telephony = rig.start();
        rig.register();
        offer();
        rig.ladder.assertIs("core: LegUnmade[legId=101, cause=no SIP session free]");
        rig.assertNothingLeft();
    }

    /** A telephone that was switched off: Timer B says so, the other may still answer. */
    @Test
    void oneTelephoneIsDead() {
        rig.register();
        rig.unplugged.add(rig.headset);
        offer();
        rig.run(33_000);
        rig.ladder.forget();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > 200 INVITE
                desk < ACK
                core: LegAnswered[legId=101]""");
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }
}
