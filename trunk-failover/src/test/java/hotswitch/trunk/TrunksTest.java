package hotswitch.trunk;

import static hotswitch.trunk.Carriers.carrier;
import static hotswitch.trunk.Carriers.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.trunk.admission.CallDirection;
import hotswitch.trunk.admission.Headroom;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthState;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrunksTest {
    private final Trunks trunks = new Trunks((address, from, to, nowNs) -> {});

    @Test
    void theMostSpecificSourceDecides() {
        trunks.configure(
                List.of(
                        carrier("wide", "10.0.0.0/8"),
                        carrier("narrow", "10.1.0.0/16"),
                        carrier("host", "10.1.2.3"),
                        carrier("port", "10.1.2.3#5070"),
                        carrier("six", "2001:db8::/32")),
                0);
        assertEquals("wide", trunks.match("10.9.9.9", 5060).name());
        assertEquals("narrow", trunks.match("10.1.9.9", 5060).name());
        assertEquals("host", trunks.match("10.1.2.3", 5060).name());
        assertEquals("port", trunks.match("10.1.2.3", 5070).name());
        assertEquals("six", trunks.match("2001:db8:0:1::7", 5060).name());
        assertNull(trunks.match("11.0.0.1", 5060));
        assertNull(trunks.match("2001:db9::1", 5060));
        assertNull(trunks.match("carrier.example", 5060));
    }

    @Test
    void anIpv4SourceMayArriveInItsIpv6Form() {
        trunks.configure(List.of(carrier("a", "127.0.0.0/8"), carrier("b", "::1")), 0);
        assertEquals("a", trunks.match("::ffff:127.0.0.9", 5060).name());
        assertEquals("b", trunks.match("0:0:0:0:0:0:0:1", 5060).name());
    }

    @Test
    void aSourceOfTwoTrunksIsAFault() {
        List<TrunkConfig> both = List.of(carrier("a", "127.0.0.0/8"), carrier("b", "127.0.0.0/8"));
        List<String> faults = TrunkFaults.of(both);
        assertEquals(
                List.of("source 127.0.0.0/8 belongs to trunk a and to trunk b: give it to one, or name ports"), faults);
        assertThrows(IllegalArgumentException.class, () -> trunks.configure(both, 0));
        assertEquals(List.of(), TrunkFaults.of(List.of(carrier("a", "127.0.0.0/8"), carrier("b", "127.0.0.2"))));
        assertEquals(List.of(), TrunkFaults.of(List.of(carrier("a", "127.0.0.1#1"), carrier("b", "127.0.0.1#2"))));
    }

    @Test
    void rangesThatMeanSomethingElseThanWrittenAreRefused() {
        for (String bad :
                List.of("10.1.2.3/8", "10.0.0.0/33", "10.0.0/8", "1.2.3.256", "::1/129", "1::2::3", "x", "/8")) {
            assertThrows(IllegalArgumentException.class, () -> Cidr.parse(bad), bad);
        }
    }

    @Test
    void aReloadKeepsHealthAndCallsOfTrunksThatStay() {
        trunks.configure(List.of(carrier("a", "127.0.0.1"), carrier("b", "127.0.0.2")), 0);
        Trunk a = trunks.get("a");
        a.gate().admit(CallDirection.INBOUND, Headroom.PLENTY, 0);
        a.addresses().getFirst().onCallResult(AddressHealth.NO_RESPONSE, ms(1));
        trunks.configure(List.of(carrier("c", "127.0.0.3"), carrier("a", "127.0.0.4")), ms(2));
        assertSame(a, trunks.get("a"));
        assertEquals(1, a.gate().inUse());
        assertEquals(HealthState.SUSPECT, a.addresses().getFirst().state());
        assertSame(a, trunks.match("127.0.0.4", 5060));
        assertNull(trunks.match("127.0.0.1", 5060));
        assertNull(trunks.get("b"));
    }

    @Test
    void aTrunkThatGoesWithCallsInsideIsFoundUntilTheyEnd() {
        trunks.configure(List.of(carrier("a", "127.0.0.1"), carrier("b", "127.0.0.2")), 0);
        Trunk b = trunks.get("b");
        b.gate().admit(CallDirection.OUTBOUND, Headroom.PLENTY, 0);
        trunks.configure(List.of(carrier("a", "127.0.0.1")), ms(1));
        assertTrue(b.retired());
        assertSame(b, trunks.get(b.id()));
        b.gate().release(CallDirection.OUTBOUND);
        trunks.configure(List.of(carrier("a", "127.0.0.1")), ms(2));
        assertNull(trunks.get(b.id()));
    }

    @Test
    void healthSurvivesARestart() {
        trunks.configure(List.of(carrier("a", "127.0.0.1")), 0);
        AddressHealth before = trunks.get("a").addresses().getFirst();
        for (int i = 0; i < 3; i++) {
            before.onCallResult(503, ms(i));
        }
        byte[] written = TrunkStateCodec.write(trunks.get("a"));

        Trunks after = new Trunks((address, from, to, nowNs) -> {});
        after.configure(List.of(carrier("a", "127.0.0.1")), ms(100));
        TrunkStateCodec.read(after.get("a"), written);
        AddressHealth address = after.get("a").addresses().getFirst();
        assertNotNull(address);
        assertEquals(before.save(), address.save());
        assertEquals(HealthState.DOWN, address.state());
        assertEquals(before.nextProbeNs(), after.nextProbeNs());
    }
}
