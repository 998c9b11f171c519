package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who has nothing due is not looked at; who has is, within a round. */
class RoundsTest {
    private static final long MS = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long START_MS = 1_000;

    private final Rounds rounds = new Rounds(START_MS * MS);
    private final List<Long> looks = new ArrayList<>();
    private long nowMs = START_MS;

    @Test
    void lookedAtInTheFirstRoundAtItsTimeOrLater() {
        by(once(), (START_MS + 250) * MS);
        goTo(START_MS + 299);
        assertEquals(List.of(), looks);
        goTo(START_MS + 10_000);
        assertEquals(List.of(300L), looks);
    }

    @Test
    void atTheBeginningOfARoundInThatRound() {
        by(once(), (START_MS + 300) * MS);
        goTo(START_MS + 10_000);
        assertEquals(List.of(300L), looks);
    }

    @Test
    void whatIsOverdueIsLookedAtInTheNextRound() {
        goTo(START_MS + 550);
        by(once(), 0);
        goTo(START_MS + 10_000);
        assertEquals(List.of(600L), looks);
    }

    @Test
    void whoSaysWhenIsLookedAtThen() {
        by(turn(5_000, 5_050, 20_000), (START_MS + 100) * MS);
        goTo(START_MS + 30_000);
        assertEquals(5_000, looks.get(1));
        assertEquals(5_100, looks.get(2));
        assertEquals(20_000, looks.getLast());
        assertEquals(6, looks.size(), "two looks on the way to one that is 15 s off");
    }

    @Test
    void oneThatIsHurriedIsLookedAtOnce() {
        int turn = once();
        by(turn, (START_MS + 5_000) * MS);
        by(turn, (START_MS + 1_000) * MS);
        by(turn, (START_MS + 3_000) * MS);
        goTo(START_MS + 10_000);
        assertEquals(List.of(1_000L), looks);
    }

    @Test
    void hurriedAndPutOffAgainOneLookIsMadeInARound() {
        int turn = turn(5_000, 5_000, NEVER);
        by(turn, (START_MS + 5_000) * MS);
        by(turn, (START_MS + 1_000) * MS);
        goTo(START_MS + 4_900);
        assertEquals(List.of(1_000L), looks);
        goTo(START_MS + 5_000);
        assertEquals(List.of(1_000L, 5_000L), looks);
    }

    @Test
    void whoHasGoneIsNotLookedAt() {
        int turn = once();
        by(turn, (START_MS + 500) * MS);
        rounds.none(turn);
        goTo(START_MS + 10_000);
        assertEquals(List.of(), looks);
        by(turn, nowMs * MS + 1);
        goTo(START_MS + 10_100);
        assertEquals(List.of(10_100L), looks);
    }

    /** As when a port's pair goes to another loop: thousands a minute, and none is kept. */
    @Test
    void theNumberOfOneThatIsForgottenIsTheNexts() {
        int first = once();
        by(first, (START_MS + 500) * MS);
        rounds.forget(first);
        goTo(START_MS + 200);
        int next = once();
        assertEquals(first, next);
        goTo(START_MS + 1_000);
        assertEquals(List.of(), looks);
        by(next, (START_MS + 1_500) * MS);
        goTo(START_MS + 10_000);
        assertEquals(List.of(1_500L), looks);
    }

    @Test
    void afterAStallEachIsLookedAtOnce() {
        for (int due = 100; due <= 5_000; due += 100) by(once(), (START_MS + due) * MS);
        rounds.tick((START_MS + 60_000) * MS);
        assertEquals(50, looks.size());
        goTo(START_MS + 70_000);
        assertEquals(50, looks.size());
    }

    @Test
    void oneThatFailsKeepsNobodyElseFromItsTurn() {
        int failing = rounds.know(nowNs -> {
            looks.add(-1L);
            throw new IllegalStateException("a fault of whoever is told");
        });
        by(failing, (START_MS + 100) * MS);
        by(once(), (START_MS + 100) * MS);
        assertThrows(IllegalStateException.class, () -> goTo(START_MS + 100));
        rounds.none(failing);
        goTo(START_MS + 1_000);
        assertEquals(List.of(-1L, 200L), looks);
    }

    /** Beside the plain rule: whenever it is due by then, and not before a round that it asked for. */
    @Test
    void nobodyIsForgottenWhateverIsAsked() {
        Random random = new Random(7);
        long[] dueMs = new long[40];
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < dueMs.length; i++) {
            int who = i;
            dueMs[who] = NEVER;
            turns.add(rounds.know(nowNs -> {
                if (dueMs[who] <= nowMs) dueMs[who] = random.nextInt(4) == 0 ? NEVER : nowMs + random.nextInt(15_000);
                return dueMs[who] == NEVER ? NEVER : dueMs[who] * MS;
            }));
        }
        for (int round = 0; round < 5_000; round++) {
            for (int asked = random.nextInt(4); asked > 0; asked--) {
                int who = random.nextInt(dueMs.length);
                boolean gone = random.nextInt(8) == 0;
                if (gone) rounds.none(turns.get(who));
                dueMs[who] = gone ? NEVER : nowMs + random.nextInt(9_000);
                if (!gone) by(turns.get(who), dueMs[who] * MS);
            }
            goTo(nowMs + 1 + random.nextInt(200));
            long roundMs = nowMs - nowMs % 100;
            for (long due : dueMs) assertEquals(true, due > roundMs, "due at " + due + ", now " + nowMs);
        }
    }

    private void by(int who, long dueNs) {
        rounds.by(who, dueNs);
    }

    private int once() {
        return turn(NEVER);
    }

    /** Writes down its looks, and wants the next ones at these times, ms after the start. */
    private int turn(long... wantedMs) {
        return rounds.know(nowNs -> {
            long sinceMs = nowNs / MS - START_MS;
            looks.add(sinceMs);
            for (long wanted : wantedMs) {
                if (wanted > sinceMs) return wanted == NEVER ? NEVER : (START_MS + wanted) * MS;
            }
            return NEVER;
        });
    }

    private void goTo(long toMs) {
        while (nowMs < toMs) {
            nowMs++;
            rounds.tick(nowMs * MS);
        }
    }
}
