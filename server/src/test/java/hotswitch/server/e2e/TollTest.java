package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a seat may dial outside, where, how often and how much at once, in a running switch and over its death. */
final class TollTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("toll")
            .edit("hotswitch.yaml", "  toll: []", "  toll: [{forbidden: [\"1389\"], per-hour: 2, concurrent: 1}]");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");

    @AfterAll
    static void end() {
        CARRIER.close();
    }

    private final Api api = HOTLINE.api("supervisor");
    private int refused;

    private void isRefused(Desk desk, String number, String why) {
        SipText answer = desk.phone().dial(number).awaitFinal();
        assertEquals(403, answer.status(), answer::toString);
        assertTrue(answer.header("Reason").contains("text=\"" + why + "\""), answer::toString);
        assertEquals(++refused, (int) api.metric("hotswitch_toll_refused_total"));
        assertTrue(HOTLINE.errors().contains("refused toll-guard " + number));
    }

    private static PhoneCall talks(Desk desk, String number) {
        PhoneCall call = desk.phone().dial(number);
        call.awaitAnswered();
        return call;
    }

    @Test
    void theGuardCountsThePersonAndForgetsNothingWhenTheSwitchDies() {
        CARRIER.otherwise(Carrier::pickUp);
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            isRefused(desk, "13890000001", "destination not permitted");
            PhoneCall first = talks(desk, "13800000001");
            PhoneCall party = CARRIER.awaitCall("13800000001");
            HOTLINE.kill();
            HOTLINE.start();
            refused = 0;
            first.hangUp();
            party.awaitBye();
            desk.ready();
            talks(desk, "13800000002").hangUp();
            isRefused(desk, "13800000003", "too many calls in an hour");
        }
    }
}
