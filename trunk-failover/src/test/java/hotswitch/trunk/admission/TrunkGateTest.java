package hotswitch.trunk.admission;

import static hotswitch.trunk.Carriers.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hotswitch.trunk.admission.Admission.Admitted;
import hotswitch.trunk.admission.Admission.Refused;
import org.junit.jupiter.api.Test;

final class TrunkGateTest {
    private static final Headroom PLENTY = Headroom.PLENTY;

    @Test
    void channelsAreSharedByBothWaysAndComeBack() {
        TrunkGate gate = new TrunkGate(7, 2, 100);
        assertEquals(new Admitted(7), gate.admit(CallDirection.INBOUND, PLENTY, 0));
        assertEquals(new Admitted(7), gate.admit(CallDirection.OUTBOUND, PLENTY, 0));
        assertEquals(new Refused(503, 2, Refusal.CHANNELS), gate.admit(CallDirection.INBOUND, PLENTY, 0));
        gate.release(CallDirection.OUTBOUND);
        assertEquals(new Admitted(7), gate.admit(CallDirection.INBOUND, PLENTY, 0));
        assertEquals(2, gate.inUse(CallDirection.INBOUND));
    }

    @Test
    void aSecondHoldsItsCallsAndNoMore() {
        TrunkGate gate = new TrunkGate(1, 1_000, 10);
        assertEquals(10, admitted(gate, 50, 0), "a burst of one second's worth");
        assertEquals(new Refused(503, 1, Refusal.CALLS_PER_SECOND), gate.admit(CallDirection.INBOUND, PLENTY, ms(99)));
        assertEquals(1, admitted(gate, 50, ms(100)), "one every 100 ms after that");
        assertEquals(10, admitted(gate, 50, ms(5_000)), "idle time is not saved up");
    }

    @Test
    void inTheLongRunTheRateIsExact() {
        TrunkGate gate = new TrunkGate(1, 100_000, 3);
        int admitted = 0;
        for (long ms = 0; ms < 100_000; ms++) {
            admitted += admitted(gate, 1, ms(ms));
        }
        assertEquals(302, admitted, "300 in 100 s and the first burst");
    }

    @Test
    void eachWayHasItsOwnRate() {
        TrunkGate gate = new TrunkGate(1, 100, 1);
        assertEquals(new Admitted(1), gate.admit(CallDirection.INBOUND, PLENTY, 0));
        assertEquals(new Admitted(1), gate.admit(CallDirection.OUTBOUND, PLENTY, 0));
    }

    @Test
    void whatTheNodeLacksIsRefusedAndUsesUpNoRate() {
        TrunkGate gate = new TrunkGate(1, 100, 1);
        assertRefused(Refusal.MEDIA_PORTS, gate, new Headroom(1, 2, true, false));
        assertRefused(Refusal.RING_FULL, gate, new Headroom(100, 2, false, false));
        assertRefused(Refusal.DRAINING, gate, new Headroom(100, 2, true, true));
        assertEquals(0, gate.inUse());
        assertEquals(new Admitted(1), gate.admit(CallDirection.INBOUND, new Headroom(2, 2, true, false), 0));
    }

    @Test
    void legsOfBeforeARestartAreInsideWhateverTheLimits() {
        TrunkGate gate = new TrunkGate(1, 1, 1);
        gate.readmit(CallDirection.INBOUND);
        gate.readmit(CallDirection.INBOUND);
        assertEquals(2, gate.inUse());
        assertRefused(Refusal.CHANNELS, gate, PLENTY);
    }

    @Test
    void releasingWhatIsNotInsideIsOurFault() {
        TrunkGate gate = new TrunkGate(1, 1, 1);
        gate.readmit(CallDirection.INBOUND);
        assertThrows(IllegalStateException.class, () -> gate.release(CallDirection.OUTBOUND));
    }

    private static int admitted(TrunkGate gate, int attempts, long nowNs) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            switch (gate.admit(CallDirection.INBOUND, PLENTY, nowNs)) {
                case Admitted ignored -> admitted++;
                case Refused refused -> assertEquals(Refusal.CALLS_PER_SECOND, refused.reason());
            }
        }
        return admitted;
    }

    private static void assertRefused(Refusal reason, TrunkGate gate, Headroom headroom) {
        assertEquals(Refused.of(reason), gate.admit(CallDirection.INBOUND, headroom, 0));
    }
}
