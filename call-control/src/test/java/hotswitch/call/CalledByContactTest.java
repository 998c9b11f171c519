package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hotswitch.acd.Order.DialLeg;
import hotswitch.trunk.TrunkConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A carrier at which we are registered calls us by our Contact: its user is a secret between it and us. */
class CalledByContactTest {
    private final Rig rig = new Rig();
    private String contactUser = "";

    private void register() {
        rig.carrierA.onRequest = (transaction, request, nowNs) -> {
            String contact = String.valueOf(request.value("Contact"));
            contactUser = contact.startsWith("<sip:") ? contact.substring(5, contact.indexOf('@')) : contactUser;
            transaction.respond(200, List.of("Expires: 600"), "", "", nowNs);
        };
        TrunkConfig.Address at =
                new TrunkConfig.Address(TrunkConfig.Transport.UDP, rig.carrierA.hop.address(), rig.carrierA.hop.port());
        rig.account(new TrunkConfig.Account(
                "057112345",
                "ims.example",
                new TrunkConfig.Login("hotline", "sesame", ""),
                List.of(at),
                new TrunkConfig.Contacts(List.of(TrunkConfig.Transport.UDP), "", false),
                600));
        rig.run(100);
    }

    private static List<String> lines(String invite, String name) {
        return invite.lines().filter(line -> line.startsWith(name + ": ")).toList();
    }

    /** Another carrier is told the number that was called, as the first one says it (RFC 7315 §4.2). */
    @Test
    void whoIsSentOnToAnotherCarrierIsToldTheNumber() {
        register();
        List<String> called = List.of(
                "P-Called-Party-ID: <sip:12345@ims.example>",
                "History-Info: <sip:12345@ims.example>;index=1, <sip:" + contactUser + "@192.0.2.1>;index=1.1");
        rig.stranger.callSaying(called, contactUser, "13900000000@ims.example", rig.nowNs);
        rig.run(50);
        assertEquals("12345", rig.core.arrived.dnis());
        rig.order(new DialLeg(rig.core.arrived.callId(), 1_001, "13700000000", "", "carrier-b", DialLeg.UNAVAILABLE));
        rig.run(50);
        String invite = rig.carrierB.invite;
        assertEquals(
                List.of("Diversion: <sip:12345@hotline.local>;reason=unavailable;counter=1"),
                lines(invite, "Diversion"));
        assertEquals(
                "History-Info: <sip:12345@ims.example>;index=1",
                lines(invite, "History-Info").getFirst());
        assertFalse(invite.contains(contactUser), invite);
    }
}
