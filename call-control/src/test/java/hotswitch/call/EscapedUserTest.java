package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order;
import org.junit.jupiter.api.Test;

/** What a peer has escaped in a URI's user is escaped where we say it again (RFC 3261 §19.1.2, §25.1). */
class EscapedUserTest {
    private static final long LEG = 1_001;
    private final Rig rig = new Rig();

    private static String line(String invite, String name) {
        return invite.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2);
    }

    private String offered(String caller) {
        rig.register();
        rig.carrierA.call("12345", caller + "@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        String ani = rig.core.arrived.ani();
        rig.order(new Order.OfferLeg(rig.core.arrived.callId(), LEG, 11, "8001", ani, "", false));
        rig.run(50);
        String from = line(rig.desk.invite, "From");
        return from.substring(0, from.indexOf(";tag="));
    }

    /** Otherwise he could make himself whoever he likes. */
    @Test
    void aCallerIsNoOtherAddress() {
        assertEquals("<sip:110%40police.example%3E%20%3C@hotline.local>", offered("110%40police.example%3E%20%3C"));
    }

    @Test
    void aNameIsNoNumber() {
        assertEquals("<sip:%E5%BC%A0%20%223@hotline.local>", offered("%E5%BC%A0%20%223"));
    }

    @Test
    void whatNeedsNoEscapeHasNone() {
        assertEquals("<sip:+1.a-b_c!~*'()&=$@hotline.local>", offered("+1.a-b_c!~*'()&=$"));
    }

    /** An escaped control character, and an escaped percent sign, are never anything else. */
    @Test
    void whatStaysEscapedIsNotEscapedTwice() {
        assertEquals("<sip:a%0D%0Ab%2541@hotline.local>", offered("a%0D%0Ab%2541"));
    }

    /** The hash is none of a URI's characters. */
    @Test
    void aHashInANumber() {
        rig.register();
        rig.desk.dial("13800000000%23", rig.nowNs);
        rig.run(100);
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), LEG, "13800000000#", "", "", ""));
        rig.run(50);
        assertEquals(
                "INVITE sip:13800000000%23@192.0.2.10:5080 SIP/2.0",
                rig.carrierA.invite.lines().findFirst().orElseThrow());
        assertEquals("<sip:13800000000%23@192.0.2.10:5080>", line(rig.carrierA.invite, "To"));
    }
}
