package hotswitch.trunk.hunt;

import static hotswitch.trunk.Carriers.ms;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.trunk.hunt.HuntConfig.LineConfig;
import hotswitch.trunk.hunt.HuntOutcome.Full;
import hotswitch.trunk.hunt.HuntOutcome.Seized;
import hotswitch.trunk.hunt.HuntOutcome.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HuntGroupTest {
    @Test
    void linearAlwaysBeginsAtTheFirst() {
        HuntGroup group = group(3, HuntStrategy.LINEAR);
        assertEquals("l1 l2", takes(group, 2));
        group.released(group.line("l1"), ms(1));
        assertEquals("l1 l3", takes(group, 2));
    }

    @Test
    void circularGoesOnFromTheLastTaken() {
        HuntGroup group = group(3, HuntStrategy.CIRCULAR);
        assertEquals("l1 l2", takes(group, 2));
        group.released(group.line("l1"), ms(1));
        assertEquals("l3 l1", takes(group, 2));
    }

    @Test
    void longestIdleTakesTheOneReleasedFirst() {
        HuntGroup group = group(3, HuntStrategy.LONGEST_IDLE);
        assertEquals("l1 l2 l3", takes(group, 3));
        for (String name : List.of("l2", "l3", "l1")) {
            group.released(group.line(name), ms(1));
        }
        assertEquals("l2 l3 l1", takes(group, 3));
    }

    @Test
    void fortyCallersOnThirtyEightLinesOfWhichFiveFail() {
        HuntGroup group = group(38, HuntStrategy.LINEAR);
        List<Long> answered = new ArrayList<>();
        for (long call = 1; call <= 40; call++) {
            ring(group, group.arrive(call, 0), answered);
        }
        assertEquals(33, answered.size());
        assertEquals(List.of(34L, 35L, 36L, 37L, 38L, 39L, 40L), group.waiting());
        for (long i = 6; i < 13; i++) {
            group.released(group.line("l" + i), ms(1_000 + i));
            Seized seized = group.next(ms(1_000 + i));
            answered.add(seized.callId());
        }
        assertEquals(List.of(), group.waiting());
        assertEquals(List.of(34L, 35L, 36L, 37L, 38L, 39L, 40L), answered.subList(33, 40), "in order of arrival");
    }

    @Test
    void aFailedLineRestsAndItsCallerKeepsHisPlace() {
        HuntGroup group = group(1, HuntStrategy.LINEAR);
        Seized first = assertInstanceOf(Seized.class, group.arrive(1, 0));
        assertEquals(new Waiting(2, 1), group.arrive(2, 0));
        group.failed(first.line(), ms(10));
        assertEquals(List.of(1L, 2L), group.waiting());
        assertNull(group.next(ms(10)));
        assertEquals(ms(30_010), group.nextDeadlineNs());
        assertEquals(1, group.next(ms(30_010)).callId());
        assertEquals(Long.MAX_VALUE, group.nextDeadlineNs());
    }

    @Test
    void nobodyPassesThoseWhoWait() {
        HuntGroup group = group(1, HuntStrategy.LINEAR);
        Seized first = assertInstanceOf(Seized.class, group.arrive(1, 0));
        group.arrive(2, 0);
        group.released(first.line(), ms(1));
        assertEquals(new Waiting(3, 2), group.arrive(3, ms(1)), "the line is free, but 2 was there before");
        assertEquals(2, group.next(ms(1)).callId());
    }

    @Test
    void whoHangsUpLeavesTheLineOfThoseWhoWait() {
        HuntGroup group = group(1, HuntStrategy.LINEAR);
        for (long call = 1; call <= 3; call++) {
            group.arrive(call, 0);
        }
        assertTrue(group.abandoned(2));
        assertFalse(group.abandoned(1), "he does not wait, he talks");
        assertEquals(List.of(3L), group.waiting());
    }

    @Test
    void moreThanMayWaitAreRefused() {
        HuntGroup group = new HuntGroup(new HuntConfig(List.of(), HuntStrategy.LINEAR, 1, 1));
        assertEquals(new Waiting(1, 1), group.arrive(1, 0));
        assertEquals(new Full(2), group.arrive(2, 0));
    }

    @Test
    void aReloadLeavesCallsAlone() {
        HuntGroup group = group(2, HuntStrategy.LINEAR);
        takes(group, 2);
        group.configure(new HuntConfig(lines(1), HuntStrategy.CIRCULAR, 30_000, 10));
        assertEquals(2, group.lines().size(), "l2 has a call");
        group.released(group.line("l2"), ms(1));
        assertEquals(List.of("l1"), group.lines().stream().map(HuntLine::name).toList());
        assertEquals(LineState.BUSY, group.line("l1").state());
    }

    @Test
    void theStateSurvivesARestart() {
        HuntGroup before = group(3, HuntStrategy.CIRCULAR);
        takes(before, 3);
        before.arrive(100, ms(1));
        before.failed(before.line("l2"), ms(2));
        HuntGroup after = group(3, HuntStrategy.CIRCULAR);
        HuntStateCodec.read(after, HuntStateCodec.write(before));
        assertArrayEquals(HuntStateCodec.write(before), HuntStateCodec.write(after));
        assertEquals(before.waiting(), after.waiting());
        after.released(after.line("l1"), ms(3));
        assertEquals(1_002, after.next(ms(3)).callId(), "whose line had failed, before the one who came after");
    }

    @Test
    void illegalMovesThrow() {
        HuntGroup group = group(1, HuntStrategy.LINEAR);
        assertThrows(IllegalStateException.class, () -> group.released(group.line("l1"), 0));
        assertThrows(IllegalArgumentException.class, () -> new HuntConfig(twice(), HuntStrategy.LINEAR, 0, 0));
    }

    /** Lines l1 to l3 are busy for others, l4 and l5 are dead: the caller goes on hunting. */
    private static void ring(HuntGroup group, HuntOutcome outcome, List<Long> answered) {
        HuntOutcome now = outcome;
        while (now instanceof Seized seized) {
            if (seized.line().config().order() > 5) {
                answered.add(seized.callId());
                return;
            }
            group.failed(seized.line(), 0);
            now = group.next(0);
        }
    }

    private static String takes(HuntGroup group, int calls) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long callId = 1_001L + i;
            names.add(assertInstanceOf(Seized.class, group.arrive(callId, 0))
                    .line()
                    .name());
        }
        return String.join(" ", names);
    }

    private static HuntGroup group(int lines, HuntStrategy strategy) {
        return new HuntGroup(new HuntConfig(lines(lines), strategy, 30_000, 100));
    }

    private static List<LineConfig> lines(int count) {
        List<LineConfig> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(new LineConfig("l" + i, "0571888800" + i, "carrier-a", i));
        }
        return lines;
    }

    private static List<LineConfig> twice() {
        return List.of(lines(1).getFirst(), lines(1).getFirst());
    }
}
