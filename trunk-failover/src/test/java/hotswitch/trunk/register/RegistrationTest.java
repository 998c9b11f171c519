package hotswitch.trunk.register;

import static hotswitch.trunk.Carriers.ms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RegistrationTest {
    private final Registration one = new Registration(1, 600, 0);

    private static void ask(Registration registration, long nowNs) {
        assertTrue(registration.onDue(nowNs), "a REGISTER is due");
        assertFalse(registration.onDue(nowNs), "and only one");
    }

    @Test
    void isAskedForAtOnceAndRefreshedBeforeItsEnd() {
        ask(one, 0);
        one.onAccepted(600, 0, ms(10));
        assertTrue(one.registered());
        assertEquals(ms(450_010), one.nextNs());
        ask(one, ms(450_010));
        one.onAccepted(600, 999, ms(450_020));
        assertEquals(ms(450_020) + 600_000_000L * 899, one.nextNs(), "spread over a tenth and a half");
    }

    @Test
    void holdsUntilItsEndWhateverTheRefreshMeets() {
        ask(one, 0);
        one.onAccepted(60, 0, 0);
        ask(one, ms(45_000));
        one.onFailed(0, 999, ms(46_000));
        assertTrue(one.registered());
        assertEquals(ms(60_000), one.nextNs(), "its end is looked at too");
        assertFalse(one.onDue(ms(60_000)));
        assertFalse(one.registered());
    }

    @Test
    void waitsTwiceAsLongAfterEachFailure() {
        long nowNs = 0;
        for (long seconds : new long[] {15, 30, 60, 120, 240, 480, 900, 900}) {
            ask(one, nowNs);
            one.onFailed(0, 0, nowNs);
            assertEquals(ms(seconds * 1_000), one.nextNs() - nowNs, "half of the bound at the least");
            nowNs = one.nextNs();
        }
        ask(one, nowNs);
        one.onFailed(7_200, 0, nowNs);
        assertEquals(ms(7_200_000), one.nextNs() - nowNs, "Retry-After is heeded");
    }

    @Test
    void triesTheNextRegistrarAtOnceAndRestsAfterTheLast() {
        Registration two = new Registration(2, 600, 0);
        ask(two, 0);
        two.onFailed(0, 0, ms(10));
        assertEquals(1, two.registrar());
        ask(two, ms(10));
        two.onFailed(0, 0, ms(20));
        assertEquals(0, two.registrar());
        assertEquals(ms(15_020), two.nextNs());
        ask(two, ms(15_020));
        two.onFailed(0, 0, ms(15_030));
        ask(two, ms(15_030));
        two.onAccepted(600, 0, ms(15_040));
        assertEquals(1, two.registrar());
        assertEquals(0, two.failures());
    }

    @Test
    void asksForLongerWhereTheRegistrarWantsIt() {
        ask(one, 0);
        one.onTooBrief(1_800, 0, ms(10));
        assertEquals(1_800, one.expiresS());
        ask(one, ms(10));
        one.onTooBrief(1_800, 0, ms(20));
        assertEquals(1, one.failures(), "what was asked for cannot be too brief");
    }

    /** A registrar for which no time is ever long enough refuses. */
    @Test
    void asksForLongerOnceInATry() {
        ask(one, 0);
        one.onTooBrief(1_800, 0, ms(10));
        ask(one, ms(10));
        one.onTooBrief(1_801, 0, ms(20));
        assertEquals(1, one.failures());
        assertEquals(ms(15_020), one.nextNs());
        ask(one, ms(15_020));
        one.onTooBrief(1_801, 0, ms(15_030));
        assertEquals(1_801, one.expiresS(), "the next try may");
        ask(one, ms(15_030));
        one.onAccepted(1_801, 0, ms(15_040));
        ask(one, one.nextNs());
        one.onTooBrief(3_600, 0, ms(2_000_000));
        assertEquals(0, one.failures(), "and so may a refresh");
    }

    @Test
    void takesItsBindingBackWhenItLeaves() {
        ask(one, 0);
        one.onAccepted(600, 0, 0);
        one.leave(ms(5_000));
        assertFalse(one.registered());
        assertTrue(one.leaving());
        ask(one, ms(5_000));
        assertEquals(0, one.expiresS());
        one.onChallenged(ms(5_010));
        ask(one, ms(5_010));
        one.onAccepted(0, 0, ms(5_020));
        assertFalse(one.leaving());
        assertFalse(one.onDue(ms(9_000_000)));
    }

    @Test
    void hasNothingToTakeBackWhereItNeverCameIn() {
        one.leave(0);
        assertFalse(one.leaving());
        assertFalse(one.onDue(ms(1)));
    }

    @Test
    void comesBackAtOnceWhenItsConnectionBreaks() {
        ask(one, 0);
        one.onAccepted(600, 0, 0);
        one.onFlowLost(ms(1_000));
        ask(one, ms(1_000));
    }

    /** Each try has a flow of its own, which is lost with it. */
    @Test
    void aFlowThatIsLostAgainAndAgainDoesNotShortenTheWait() {
        Registration one = new Registration(1, 300, 0);
        assertTrue(one.onDue(0));
        one.onAccepted(300, 0, 0);
        one.onFlowLost(ms(1_000));
        assertTrue(one.onDue(ms(1_000)), "at once");
        one.onFailed(0, 0, ms(1_000));
        long againNs = one.nextNs();
        one.onFlowLost(ms(1_000));
        assertEquals(againNs, one.nextNs());
        assertEquals(ms(16_000), againNs);
    }

    /** The answer was on its way for longer than we waited for it: it is no less true. */
    @Test
    void whatIsGrantedLateCountsUnlessSomethingElseWasAskedSince() {
        Registration two = new Registration(2, 600, 0);
        ask(two, 0);
        two.onFailed(0, 0, ms(2_000));
        ask(two, ms(2_000));
        assertFalse(two.onLate(0), "the other one is asked");
        two.onFailed(0, 0, ms(4_000));
        assertFalse(two.onLate(2), "there is none");
        assertTrue(two.onLate(0));
        two.onAccepted(60, 0, ms(5_000));
        assertTrue(two.registered());
        assertEquals(0, two.registrar());
        assertEquals(ms(50_000), two.nextNs(), "refreshed like any");
        two.leave(ms(6_000));
        assertFalse(two.onLate(0), "nobody wants it any more");
    }
}
