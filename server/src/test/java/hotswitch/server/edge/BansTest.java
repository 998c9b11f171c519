package hotswitch.server.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.config.NodeConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BansTest {
    private static final long S = 1_000_000_000L;
    private final Set<String> trusted = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private final Bans bans = new Bans(new NodeConfig.Bans(5, 60, 300), trusted::contains, told::add);
    private long nowNs = 1_800_000_000L * S;

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            bans.failed(address, nowNs);
        }
    }

    @Test
    void soManyFailuresInTheWindowAndTheBanExpires() {
        fail("192.0.2.1", 4);
        assertFalse(bans.holds("192.0.2.1", nowNs));
        nowNs += 61 * S;
        fail("192.0.2.1", 4);
        assertFalse(bans.holds("192.0.2.1", nowNs), "the first four are forgotten");
        fail("192.0.2.1", 1);
        assertTrue(bans.holds("192.0.2.1", nowNs));
        assertFalse(bans.holds("192.0.2.2", nowNs));
        assertEquals(List.of("192.0.2.1 for 300 s"), told);
        assertEquals(1, bans.active());
        nowNs += 300 * S;
        assertFalse(bans.holds("192.0.2.1", nowNs));
        assertEquals(0, bans.active());
        assertEquals(9, bans.failures());
        assertEquals(1, bans.dropped());
    }

    @Test
    void neverWhereAPhoneOrACarrierOfOursIs() {
        trusted.add("192.0.2.1");
        fail("192.0.2.1", 50);
        assertFalse(bans.holds("192.0.2.1", nowNs));
        assertEquals(List.of(), told);
    }

    @Test
    void aFloodOfAddressesIsForgotten() {
        fail("192.0.2.1", 5);
        for (int i = 0; i < 20_000; i++) {
            bans.failed("10.0." + i / 250 + "." + i % 250, nowNs);
        }
        assertEquals(0, bans.active());
        assertFalse(bans.holds("192.0.2.1", nowNs));
    }
}
