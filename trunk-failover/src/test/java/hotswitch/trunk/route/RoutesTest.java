package hotswitch.trunk.route;

import static hotswitch.trunk.Carriers.ms;
import static hotswitch.trunk.Carriers.outbound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.trunk.Carriers;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.TrunkConfig.Numbers;
import hotswitch.trunk.Trunks;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.number.Display;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.DisplayedNumbers;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.number.NumberRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private final Trunks trunks = new Trunks((address, from, to, nowNs) -> {});
    private final DisplayedNumbers whitelist = new DisplayedNumbers(
            NumberPlan.china("0571"), List.of(new DisplayedNumber("057112345", "letter 2026-17", List.of())));
    private final Routes routes = new Routes(
            List.of(
                    new RouteConfig(new NumberPattern("1XXXXXXXXXX"), List.of("mobile")),
                    new RouteConfig(new NumberPattern("0."), List.of("carrier-b", "carrier-a", "carrier-c"))),
            whitelist);

    @Test
    void theFirstMatchingRouteDecidesAndPriorityOrders() {
        trunks.configure(
                List.of(
                        outbound("carrier-a", 1, 1, "127.0.0.1"),
                        outbound("carrier-b", 2, 1, "127.0.0.2"),
                        outbound("mobile", 1, 1, "127.0.0.3")),
                0);
        assertEquals("carrier-a/0 carrier-b/0", hops("057188886666", 0));
        assertEquals("mobile/0", hops("13800138000", 0));
        assertInstanceOf(RouteChoice.NoRoute.class, routes.choose(new RouteRequest("110", "", 0), trunks, 0));
    }

    @Test
    void equalsTakeTurnsByWeightAndTheirAddressesToo() {
        trunks.configure(
                List.of(
                        outbound("carrier-a", 1, 2, "127.0.0.1"),
                        outbound("carrier-b", 1, 1, "127.0.0.2", "127.0.0.3"),
                        outbound("carrier-c", 5, 1, "127.0.0.4")),
                0);
        assertEquals("carrier-b/0 carrier-b/1 carrier-a/0 carrier-c/0", hops("0571", 0));
        assertEquals("carrier-a/0 carrier-b/0 carrier-b/1 carrier-c/0", hops("0571", 1));
        assertEquals("carrier-a/0 carrier-b/0 carrier-b/1 carrier-c/0", hops("0571", 2));
        assertEquals("carrier-b/1 carrier-b/0 carrier-a/0 carrier-c/0", hops("0571", 3));
    }

    @Test
    void whatIsDownIsTriedLast() {
        trunks.configure(
                List.of(outbound("carrier-a", 1, 1, "127.0.0.1"), outbound("carrier-b", 2, 1, "127.0.0.2")), 0);
        for (int i = 0; i < 3; i++) {
            trunks.get("carrier-a").addresses().getFirst().onCallResult(AddressHealth.NO_RESPONSE, ms(i));
        }
        assertEquals("carrier-b/0 carrier-a/0", hops("0571", 0));
    }

    @Test
    void carrierAAnswers503ThenIsSilentAndCarrierBTakesTheCall() {
        trunks.configure(
                List.of(
                        outbound("carrier-a", 1, 1, "127.0.0.1", "127.0.0.3"),
                        outbound("carrier-b", 2, 1, "127.0.0.2")),
                0);
        RoutePlan plan = plan("057188886666");
        assertEquals("carrier-a", plan.current().trunk());
        assertEquals(1, index(plan.leave(HopCause.status("carrier-a", 503), false)));
        assertEquals(
                "carrier-b",
                plan.leave(HopCause.of("carrier-a", HopCause.Kind.NO_RESPONSE), false)
                        .trunk());
        assertEquals("carrier-a:503,carrier-a:no-response", plan.causesText());
        assertNull(plan.leave(HopCause.of("carrier-b", HopCause.Kind.TRANSPORT_FAILED), false));
        assertThrows(IllegalStateException.class, () -> plan.leave(HopCause.status("carrier-b", 503), false));
    }

    @Test
    void aBusyCalleeIsNotRungOverAnotherCarrier() {
        trunks.configure(
                List.of(outbound("carrier-a", 1, 1, "127.0.0.1"), outbound("carrier-b", 2, 1, "127.0.0.2")), 0);
        for (int status : List.of(302, 400, 403, 404, 410, 480, 484, 486, 487, 488, 501, 600, 603, 604)) {
            RoutePlan plan = plan("0571");
            assertNull(plan.leave(HopCause.status("carrier-a", status), false), "status " + status);
        }
        for (int status : List.of(401, 407, 408, 500, 502, 503, 504)) {
            RoutePlan plan = plan("0571");
            assertEquals(
                    "carrier-b",
                    plan.leave(HopCause.status("carrier-a", status), false).trunk());
        }
        assertNull(plan("0571").leave(HopCause.status("carrier-a", 408), true), "it rang: nobody answered");
        assertThrows(IllegalArgumentException.class, () -> CauseClass.of(200, false));
    }

    @Test
    void aNumberThatMayNotBeShownIsRefusedAndATrunkThatMayNotShowItIsPassedOver() {
        trunks.configure(
                List.of(
                        Carriers.with(outbound("carrier-a", 1, 1, "127.0.0.1"), Numbers.NONE),
                        outbound("carrier-b", 2, 1, "127.0.0.2")),
                0);
        RouteChoice forged = routes.choose(new RouteRequest("0571", "13800138000", 0), trunks, 0);
        assertEquals(
                Display.Reason.NOT_LISTED,
                assertInstanceOf(RouteChoice.NotDisplayable.class, forged)
                        .denied()
                        .reason());
        assertEquals("carrier-b/0", hops("0571", 0));
        assertEquals("carrier-a:not-displayable", plan("0571").causesText());
    }

    @Test
    void eachCarrierGetsNumbersInItsOwnSpelling() {
        Numbers plus = new Numbers(
                List.of("057112345"),
                List.of(),
                List.of(),
                List.of(new NumberRule("0", 1, "+86")),
                List.of(new NumberRule("0571", 4, "")));
        trunks.configure(List.of(Carriers.with(outbound("carrier-a", 1, 1, "127.0.0.1"), plus)), 0);
        RouteHop hop = plan("057188886666").current();
        assertEquals("+8657188886666", hop.number());
        assertEquals(new RouteHop.Shown("057112345", "12345", "letter 2026-17"), hop.shown());
        assertEquals("udp:127.0.0.1:5080", hop.address().text());
    }

    /** RFC 2782: by priority, and of equals as often first as they weigh. */
    @Test
    void aNameLeadsWhereItsOwnerWants() {
        TrunkConfig.Address name = new TrunkConfig.Address(TrunkConfig.Transport.ANY, "carrier.example", 0);
        trunks.configure(List.of(Carriers.named("carrier-a", name), outbound("carrier-b", 2, 1, "127.0.0.2")), 0);
        assertEquals("carrier-b/0", hops("0571", 0), "not looked up yet");
        assertEquals("carrier-a:not-located", plan("0571").causesText());
        trunks.located(name, List.of(at(1, 0, 3), at(2, 0, 1), at(3, 1, 1)), 0);
        int[] first = new int[3];
        for (int turn = 0; turn < 8; turn++) {
            String order = hops("0571", turn);
            assertTrue(order.endsWith("carrier-a/2 carrier-b/0"), order);
            first[order.charAt("carrier-a/".length()) - '0']++;
        }
        assertEquals("[6, 2, 0]", Arrays.toString(first));
        trunks.get("carrier-a").addresses().get(0).onRetryAfter(60, 0);
        trunks.located(name, List.of(at(4, 0, 1), at(1, 0, 1)), 0);
        assertTrue(hops("0571", 0).startsWith("carrier-a/0 carrier-b/0"), "what was known of an address stays known");
        trunks.located(name, List.of(), 0);
        assertEquals("carrier-b/0", hops("0571", 0));
    }

    @Test
    void aCarrierThatIsNowhereIsNoMissingRoute() {
        TrunkConfig.Address name = new TrunkConfig.Address(TrunkConfig.Transport.UDP, "carrier.example", 5060);
        trunks.configure(List.of(Carriers.named("carrier-a", name)), 0);
        assertInstanceOf(RouteChoice.NotLocated.class, routes.choose(new RouteRequest("0571", "", 0), trunks, 0));
    }

    private static Target at(int host, int rank, int weight) {
        TrunkConfig.Address address = new TrunkConfig.Address(TrunkConfig.Transport.UDP, "192.0.2." + host, 5060);
        return new Target(address, rank, weight);
    }

    private int index(RouteHop hop) {
        return trunks.get(hop.trunkId()).targets().stream()
                .map(Target::address)
                .toList()
                .indexOf(hop.address());
    }

    @Test
    void patterns() {
        assertTrue(new NumberPattern("0.").matches("0"));
        assertTrue(new NumberPattern("+86X.").matches("+861"));
        assertTrue(!new NumberPattern("12X45").matches("12a45"));
        assertTrue(!new NumberPattern("12345").matches("123456"));
        assertThrows(IllegalArgumentException.class, () -> new NumberPattern("0.1"));
        assertThrows(IllegalArgumentException.class, () -> new NumberPattern(""));
    }

    private RoutePlan plan(String number) {
        RouteChoice choice = routes.choose(new RouteRequest(number, "", 0), trunks, 0);
        return assertInstanceOf(RouteChoice.Routed.class, choice).plan();
    }

    private String hops(String number, long turn) {
        RouteChoice choice = routes.choose(new RouteRequest(number, "", turn), trunks, ms(10));
        return assertInstanceOf(RouteChoice.Routed.class, choice).plan().hops().stream()
                .map(hop -> hop.trunk() + "/" + index(hop))
                .collect(Collectors.joining(" "));
    }
}
