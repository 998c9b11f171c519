package hotswitch.media.rtp;

import static hotswitch.media.rtp.SequenceWindow.Verdict.DUPLICATE;
import static hotswitch.media.rtp.SequenceWindow.Verdict.LATE;
import static hotswitch.media.rtp.SequenceWindow.Verdict.NEW;
import static hotswitch.media.rtp.SequenceWindow.Verdict.RESTART;
import static hotswitch.media.rtp.SequenceWindow.Verdict.STRAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SequenceWindowTest {
    private final SequenceWindow window = new SequenceWindow();

    @Test
    void overtakenDoubledAndLost() {
        judge(NEW, 10, 11, 13);
        judge(LATE, 12);
        judge(DUPLICATE, 12, 11, 13);
        judge(NEW, 20);
        assertEquals(11, window.expected());
        judge(DUPLICATE, 9);
    }

    @Test
    void theNumberWrapsAround() {
        judge(NEW, 65_534, 65_535, 1);
        judge(LATE, 0);
        judge(NEW, 2);
        assertEquals(5, window.expected());
        assertEquals((1 << 16) + 2, window.extendedHighest());
    }

    @Test
    void aJumpIsBelievedWhenTheNextOneFollowsIt() {
        judge(NEW, 100, 101);
        judge(STRAY, 30_000);
        judge(NEW, 102);
        judge(STRAY, 40_000, 50_000);
        judge(RESTART, 50_001);
        judge(NEW, 50_002);
        assertEquals(3 + 2, window.expected());
    }

    @Test
    void aNewSenderBeginsAnew() {
        judge(NEW, 100, 101);
        window.restart();
        judge(NEW, 7, 8);
        assertEquals(4, window.expected());
    }

    private void judge(SequenceWindow.Verdict verdict, int... sequences) {
        for (int sequence : sequences) assertEquals(verdict, window.judge(sequence), "sequence " + sequence);
    }
}
