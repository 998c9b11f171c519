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
    void aBanIsLiftedWhereTrustIsNew() {
        fail("192.0.2.1", 5);
        fail("192.0.2.2", 5);
        trusted.add("192.0.2.1");
        bans.review();
        assertEquals(1, bans.active());
        trusted.clear();
        assertFalse(bans.holds("192.0.2.1", nowNs), "it begins anew");
        assertTrue(bans.holds("192.0.2.2", nowNs));
    }

    @Test
    void aFloodOfAddressesThatFailFreesNobody() {
        fail("192.0.2.1", 5);
        fail("192.0.2.2", 4);
        for (int i = 0; i < 10_000; i++) {
            bans.failed("10.0." + i / 250 + "." + i % 250, nowNs);
        }
        assertEquals(1, bans.active());
        assertTrue(bans.holds("192.0.2.1", nowNs));
        assertEquals(1, bans.forgotten(), "failures of the address that failed first");
        fail("192.0.2.2", 1);
        assertFalse(bans.holds("192.0.2.2", nowNs));
    }

    /** Whoever is banned last is held: an address that is free again has as many failures as a new one. */
    @Test
    void amongTooManyBansTheOneThatEndsFirstIsForgotten() {
        for (int i = 0; i <= 10_000; i++) {
            nowNs++;
            fail("10.0." + i / 250 + "." + i % 250, 5);
        }
        assertEquals(10_000, bans.active());
        assertEquals(1, bans.forgotten());
        assertFalse(bans.holds("10.0.0.0", nowNs));
        assertTrue(bans.holds("10.0.0.1", nowNs));
        assertTrue(bans.holds("10.0.40.0", nowNs));
    }

    /** RFC 6177: a site has the whole of a /64 at the least. */
    @Test
    void anIpv6NetworkIsOneSource() {
        for (int i = 1; i <= 5; i++) {
            bans.failed("2001:db8:0:1::" + i, nowNs);
        }
        assertEquals(List.of("2001:db8:0:1::/64 for 300 s"), told);
        assertTrue(bans.holds("2001:db8:0:1:ffff::9%eth0", nowNs));
        assertFalse(bans.holds("2001:db8:0:2::1", nowNs));
        trusted.add("2001:db8:0:1::77");
        assertFalse(bans.holds("2001:db8:0:1::77", nowNs), "a phone of ours in this network");
        assertTrue(bans.holds("2001:db8:0:1::78", nowNs));
        fail("::ffff:192.0.2.1", 5);
        assertTrue(bans.holds("::ffff:192.0.2.1", nowNs));
        assertFalse(bans.holds("::ffff:192.0.2.2", nowNs), "IPv4 in the form of IPv6 is an address of its own");
    }
}
