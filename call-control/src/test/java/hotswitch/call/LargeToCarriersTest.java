package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.transaction.Hop;
import hotswitch.trunk.TrunkConfig;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §18.1.1: whose large requests are tried by TCP. Here nobody listens on it, and all arrive by UDP. */
class LargeToCarriersTest {
    private static final long LEG = 1_001;
    private static final String LARGE = "8".repeat(700);
    private final Rig rig = new Rig();
    private final Hop carrierByTcp = Hop.tcp(rig.carrierA.hop.address(), rig.carrierA.hop.port());

    @BeforeEach
    void theCarrierWantsItSo() {
        rig.manners(new TrunkConfig.Manners(true, 0, true, true, true, true));
    }

    /** Its proxies have put so much into the route that nothing of the call is small any more. */
    @Test
    void whateverBelongsToACallOfTheCarrier() {
        String route = "Record-Route: <sip:192.0.2.10:5080;lr;by=" + LARGE + LARGE + '>';
        rig.carrierA.callSaying(List.of(route), "12345", "13800000000@192.0.2.10", rig.nowNs);
        rig.run(50);
        rig.order(new Order.Answer(rig.core.arrived.callId(), rig.core.arrived.legId()));
        rig.run(50);
        assertEquals(List.of(), rig.refused);
        rig.telephony.order(new Order.ClearLeg(rig.core.arrived.callId(), rig.core.arrived.legId(), ""), rig.nowNs);
        rig.run(50);
        assertEquals(List.of(carrierByTcp), rig.refused);
        assertTrue(rig.ladder.last("carrier-a", '<').startsWith("BYE "));
        rig.assertNothingLeft();
    }

    @Test
    void ourRegistrationThere() {
        TrunkConfig.Address registrar =
                new TrunkConfig.Address(TrunkConfig.Transport.UDP, rig.carrierB.hop.address(), rig.carrierB.hop.port());
        rig.account(new TrunkConfig.Account(
                LARGE,
                "ims.example",
                new TrunkConfig.Login("hotline", "sesame", ""),
                List.of(registrar),
                new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP), "", false),
                600));
        rig.run(50);
        assertEquals(List.of(Hop.tcp(registrar.host(), registrar.port())), rig.refused);
        assertTrue(rig.ladder.last("carrier-b", '<').startsWith("REGISTER "));
    }

    /** It is reached over the flow that it registered with, though its address is among the carrier's. */
    @Test
    void neverTelephones() {
        rig.carrierFrom = "192.0.2.0/24";
        theCarrierWantsItSo();
        rig.register();
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.order(new Order.OfferLeg(rig.core.arrived.callId(), LEG, 11, "8001", LARGE, LARGE, false));
        rig.run(50);
        assertTrue(rig.desk.invite.length() > 1_300, rig.desk.invite);
        assertEquals(List.of(), rig.refused);
    }
}
