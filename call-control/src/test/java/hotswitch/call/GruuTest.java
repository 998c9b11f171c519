package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two telephones of one seat, and names for each of them (RFC 5627). */
class GruuTest {
    private static final Pattern NAMES =
            Pattern.compile("pub-gruu=\"sip:([^\"@]+)@([^\"]+)\";temp-gruu=\"sip:([^\"@]+)@([^\"]+)\"");
    private static final long LEG = 1_001;
    private final Rig rig = new Rig();

    @BeforeEach
    void instances() {
        rig.desk.contactParams = ";+sip.instance=\"<urn:uuid:desk>\"";
        rig.headset.contactParams = ";+sip.instance=\"<urn:uuid:headset>\"";
        rig.headset.registerHeaders.add("Supported: gruu");
        rig.register();
    }

    /** The contacts in the answer to the headset's REGISTER, the headset's own first. */
    private List<Matcher> names() {
        return rig.ladder
                .last("headset", '<')
                .lines()
                .filter(line -> line.startsWith("Contact: "))
                .sorted((a, b) -> Boolean.compare(a.contains("desk"), b.contains("desk")))
                .map(NAMES::matcher)
                .filter(Matcher::find)
                .toList();
    }

    private void dial(String user, String at) {
        rig.desk.dialAt(user, at, rig.nowNs);
        rig.run(100);
        rig.order(new Order.OfferLeg(rig.core.dialled.callId(), LEG, 0, "8001", "8001", "", false));
        rig.run(50);
    }

    @Test
    void whoAsksIsToldThem() {
        List<Matcher> names = names();
        assertEquals(2, names.size());
        Matcher own = names.getFirst();
        assertEquals("8001", own.group(1));
        assertEquals("hotline.local;gr=urn:uuid:headset", own.group(2));
        assertTrue(own.group(3).startsWith("tgruu."), own.group(3));
        assertFalse(own.group(3).contains("8001"));
        assertEquals("hotline.local;gr", own.group(4));
        assertNotEquals(own.group(3), names.getLast().group(3));
        assertFalse(rig.ladder.last("desk", '<').contains("gruu"), "who does not ask is not told");
    }

    @Test
    void thePublicNameReachesThatPhoneAlone() {
        dial("8001", "hotline.local;gr=urn:uuid:headset");
        assertEquals("8001", rig.core.dialled.dialled());
        assertTrue(rig.headset.invite.startsWith("INVITE "), rig.headset.invite);
        assertEquals("", rig.desk.invite);
    }

    @Test
    void soDoesTheTemporaryOneAlsoAfterItIsRefreshed() {
        String temporary = names().getFirst().group(3);
        rig.headset.register(rig.nowNs);
        rig.run(100);
        assertEquals(temporary, names().getFirst().group(3), "the same Call-ID");
        dial(temporary, "hotline.local;gr");
        assertEquals("8001", rig.core.dialled.dialled());
        assertTrue(rig.headset.invite.startsWith("INVITE "), rig.headset.invite);
        assertEquals("", rig.desk.invite);
    }

    /** A phone that talks asks one phone of a seat: its second dialog means that one too. */
    @Test
    void besideACallThatGoesOn() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        long call = rig.core.arrived.callId();
        rig.order(new Order.Answer(call, rig.core.arrived.legId()));
        rig.order(new Order.OfferLeg(call, LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.desk.invite = "";
        rig.headset.invite = "";
        rig.desk.dialAt("8001", "hotline.local;gr=urn:uuid:headset", rig.nowNs);
        rig.run(100);
        rig.order(new Order.OfferLeg(call, LEG + 2, 0, "8001", "8001", "", false));
        rig.run(50);
        assertTrue(rig.headset.invite.startsWith("INVITE "), rig.headset.invite);
        assertEquals("", rig.desk.invite);
        rig.order(new Order.ClearLeg(call, LEG + 2, "retrieved"));
        rig.order(new Order.Reject(call, rig.core.consults.legId(), 480, "retrieved"));
        rig.run(50);
        rig.order(new Order.OfferLeg(call, LEG + 4, 0, "8001", "13800000000", "", false));
        rig.run(50);
        assertTrue(rig.desk.invite.startsWith("INVITE "), "nobody is meant any more");
    }

    /** The process died before the phone was rung. */
    @Test
    void overARestart() {
        rig.desk.dialAt("8001", "hotline.local;gr=urn:uuid:headset", rig.nowNs);
        rig.run(100);
        long call = rig.core.dialled.callId();
        long leg = rig.core.dialled.legId();
        rig.kill(call, Rig.leg(leg, call, "AGENT", "INITIATED"));
        rig.order(new Order.OfferLeg(call, LEG, 0, "8001", "8001", "", false));
        rig.run(50);
        assertTrue(rig.headset.invite.startsWith("INVITE "), rig.headset.invite);
        assertEquals("", rig.desk.invite);
    }

    @Test
    void aPhoneThatIsNotThere() {
        dial("8001", "hotline.local;gr=urn:uuid:other");
        assertEquals("", rig.headset.invite);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                core: DeviceDialled[callId=e2, legId=e1, device=8001, dialled=8001]
                core: LegRefused[legId=1001, status=480, cause=no contact registered]""");
    }
}
