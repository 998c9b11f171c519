package hotswitch.trunk.health;

import static hotswitch.trunk.Carriers.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AddressHealthTest {
    private final StringBuilder story = new StringBuilder();
    private final AddressHealth address = new AddressHealth("carrier-a", "udp:127.0.0.1:5080", asking(), this::tell, 0);

    @Test
    void threeMissesInARowTakeItDownAndTwoAnswersRestoreIt() {
        assertTrue(address.onProbeDue(0), "asked at the start");
        assertFalse(address.onProbeDue(ms(10)), "one OPTIONS at a time");
        address.onOptionsTimeout(ms(3_000));
        assertEquals(ms(4_000), address.nextProbeNs());
        assertTrue(address.onProbeDue(ms(4_000)));
        address.onOptionsTimeout(ms(7_000));
        assertTrue(address.usable(ms(7_000)), "suspect is still used");
        assertTrue(address.onProbeDue(ms(8_000)));
        address.onOptionsTimeout(ms(11_000));
        assertFalse(address.usable(ms(11_000)));
        assertEquals(ms(16_000), address.nextProbeNs(), "left alone for 5 s");
        assertTrue(address.onProbeDue(ms(16_000)));
        address.onOptionsAnswer(200, ms(16_010));
        assertFalse(address.usable(ms(16_010)), "one answer is not enough");
        assertTrue(address.onProbeDue(ms(17_010)));
        address.onOptionsAnswer(404, ms(17_020));
        assertTrue(address.usable(ms(17_020)), "any response shows life");
        assertEquals("""
                3000 UP -> SUSPECT
                11000 SUSPECT -> DOWN
                16000 DOWN -> PROBING
                17020 PROBING -> UP
                """, story.toString());
    }

    @Test
    void oneMissBetweenAnswersIsForgiven() {
        for (long i = 0; i < 5; i++) {
            address.onOptionsTimeout(ms(i * 1_000));
            address.onOptionsAnswer(200, ms(i * 1_000 + 500));
        }
        assertEquals(HealthState.UP, address.state());
    }

    @Test
    void aMissWhileProbingTakesItDownAgain() {
        takeDown();
        address.onProbeDue(ms(6_000));
        address.onOptionsAnswer(200, ms(6_010));
        address.onProbeDue(ms(7_010));
        address.onOptionsAnswer(503, ms(7_020));
        assertEquals(HealthState.DOWN, address.state());
    }

    @Test
    void callsCountAsMuchAsOptions() {
        address.onCallResult(503, ms(1));
        assertEquals(HealthState.SUSPECT, address.state());
        assertEquals(ms(1), address.nextProbeNs(), "asked at once");
        address.onCallResult(AddressHealth.NO_RESPONSE, ms(2));
        address.onCallResult(503, ms(3));
        assertEquals(HealthState.DOWN, address.state());
        address.onCallResult(180, ms(4));
        assertEquals(HealthState.PROBING, address.state(), "a late answer of a call still out");
    }

    @Test
    void whatOneCalleeDoesIsNotTheCarriersFault() {
        for (int i = 0; i < 10; i++) {
            address.onCallResult(486, ms(i));
            address.onCallResult(500, ms(i));
            address.onCallResult(408, ms(i));
            address.onCallResult(504, ms(i));
        }
        assertEquals(HealthState.UP, address.state());
    }

    @Test
    void retryAfterIsRespected() {
        address.onCallResult(503, ms(0));
        address.onRetryAfter(5, ms(0));
        assertFalse(address.usable(ms(4_999)));
        assertTrue(address.usable(ms(5_000)));
    }

    @Test
    void withoutOptionsTheCallsAreTheProbes() {
        AddressHealth silent = new AddressHealth("carrier-b", "udp:127.0.0.2:5080", HealthPolicy.of(0), this::tell, 0);
        assertEquals(Long.MAX_VALUE, silent.nextProbeNs());
        for (int i = 0; i < 3; i++) {
            silent.onCallResult(AddressHealth.NO_RESPONSE, ms(i));
        }
        assertFalse(silent.usable(ms(3)));
        assertFalse(silent.onProbeDue(silent.nextProbeNs()), "the rest is over, but nothing is sent");
        assertTrue(silent.usable(ms(6_000)), "a call may try");
        silent.onCallResult(180, ms(6_000));
        silent.onCallResult(180, ms(6_100));
        assertEquals(HealthState.UP, silent.state());
    }

    private void takeDown() {
        for (int i = 0; i < 3; i++) {
            address.onCallResult(AddressHealth.NO_RESPONSE, ms(i));
        }
    }

    private static HealthPolicy asking() {
        return HealthPolicy.of(10_000);
    }

    private void tell(AddressHealth health, HealthState from, HealthState to, long nowNs) {
        story.append(nowNs / 1_000_000 + " " + from + " -> " + to + "\n");
    }
}
