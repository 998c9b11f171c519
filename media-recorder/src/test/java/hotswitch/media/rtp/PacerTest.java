package hotswitch.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MS = 1_000_000;

    private final Pacer pacer = new Pacer(0);
    private int sent;
    private int afterSkip;

    @Test
    void lateTicksDoNotDrift() {
        add(this::count, 0);
        for (long ms = 1; ms <= 60_000; ms += 7 + ms % 5) pacer.tick(ms * MS);
        pacer.tick(60_000 * MS);
        assertEquals(3_000, sent);
        assertEquals(0, afterSkip);
    }

    @Test
    void aStallIsMadeGoodUpToAHundredMilliseconds() {
        add(this::count, 0);
        pacer.tick(100 * MS);
        assertEquals(5, sent);
        pacer.tick(10_100 * MS);
        assertEquals(6, sent);
        assertEquals(1, afterSkip);
    }

    @Test
    void anIdleScheduleOwesNothing() {
        pacer.tick(5_000 * MS);
        add(this::count, 60_000 * MS);
        pacer.tick(60_020 * MS);
        assertEquals(1, sent);
        assertEquals(0, afterSkip);
    }

    @Test
    void manyAreSpreadOverTheSlots() {
        for (int i = 0; i < 160; i++) add(this::count, 0);
        assertEquals(Pacer.SLOT_NS, pacer.periodNs());
        for (int slot = 1; slot <= 4; slot++) {
            pacer.tick(5L * slot * MS);
            assertEquals(40 * slot, sent);
        }
    }

    @Test
    void fewShareASlotAndNeedATickEvery20Ms() {
        assertEquals(0, pacer.periodNs());
        for (int i = 0; i < 32; i++) add(this::count, 12 * MS);
        assertEquals(Pacer.PACKET_NS, pacer.periodNs());
        for (int packet = 0; packet < 3; packet++) {
            long dueMs = 15 + 20L * packet;
            assertEquals(3 * MS, pacer.untilDueNs((dueMs - 3) * MS));
            assertEquals(20 * MS, pacer.untilDueNs(dueMs * MS));
            pacer.tick(dueMs * MS - 1);
            assertEquals(32 * packet, sent);
            pacer.tick(dueMs * MS);
            assertEquals(32 * (packet + 1), sent);
        }
    }

    @Test
    void whenTheManyHaveEndedOneSlotIsInUseAgain() {
        for (int i = 0; i < 32; i++) add(this::count, 0);
        add((nowNs, skipped) -> false, 0);
        assertEquals(Pacer.SLOT_NS, pacer.periodNs());
        pacer.tick(20 * MS);
        assertEquals(Pacer.PACKET_NS, pacer.periodNs());
    }

    @Test
    void whoHasEndedIsForgotten() {
        add((nowNs, skipped) -> false, 0);
        pacer.tick(20 * MS);
        assertTrue(pacer.isIdle());
    }

    /** A play that another one replaces at once, or a bridge, is no reason to wake four times as often. */
    @Test
    void whoComesAndGoesBetweenTwoTicksMakesNoneOfHisOwn() {
        for (int i = 0; i < 32; i++) add(this::count, 0);
        for (int i = 0; i < 200; i++) {
            Pacer.Seat brief = add(this::count, 0);
            assertTrue(brief.isTaken());
            brief.leave();
            brief.leave();
            assertFalse(brief.isTaken());
        }
        assertEquals(Pacer.PACKET_NS, pacer.periodNs());
        pacer.tick(20 * MS);
        assertEquals(32, sent);
    }

    /** The next one comes before a third tick for nobody, and need not wake the loop. */
    @Test
    void whereOneComesAfterTheOtherItTicksOn() {
        for (int tick = 1; tick <= 20; tick++) {
            if (tick % 2 == 0) add(this::count, (20L * tick - 13) * MS).leave();
            pacer.tick(20L * tick * MS);
            assertEquals(tick == 1 ? 0 : Pacer.PACKET_NS, pacer.periodNs(), "tick " + tick);
        }
        for (int tick = 21; tick <= 23; tick++) pacer.tick(20L * tick * MS);
        assertEquals(0, pacer.periodNs());
        assertEquals(0, sent);
    }

    @Test
    void whoLeavesTakesNobodyElsesTurn() {
        List<Pacer.Seat> seats = new ArrayList<>();
        for (int i = 0; i < 160; i++) seats.add(add(this::count, 0));
        for (int i = 0; i < 160; i += 3) seats.get(i).leave();
        pacer.tick(20 * MS);
        assertEquals(106, sent);
        seats.get(0).take(20 * MS);
        seats.get(0).take(20 * MS);
        pacer.tick(40 * MS);
        assertEquals(213, sent);
    }

    private Pacer.Seat add(Pacer.Paced paced, long nowNs) {
        Pacer.Seat seat = pacer.seat(paced);
        seat.take(nowNs);
        return seat;
    }

    private boolean count(long nowNs, boolean skipped) {
        sent++;
        if (skipped) afterSkip++;
        return true;
    }
}
