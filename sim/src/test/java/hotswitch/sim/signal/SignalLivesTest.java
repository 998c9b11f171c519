package hotswitch.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives of user agents and a switch. A failure says its seed: {@code ./hotswitch sim --world signalling --seed N}. */
final class SignalLivesTest {
    private static final long SECONDS = 10;

    /** Other lives with every run. */
    @Test
    void livesByChance() {
        SignalHunt hunt = new SignalHunt(System.nanoTime() & Integer.MAX_VALUE, Long.MAX_VALUE, 0).forSeconds(SECONDS);
        assertEquals("", hunt.run(System.out::println));
    }

    /**
     * Lives in which something was wrong once. 5, 8, 11: a re-INVITE was forgotten with the call, so that its late 2xx
     * got a BYE with a number that was used, and its refusal no ACK. 19: the first mend of that went on sending it.
     * 100033: so did one that was given up, for a call that was being cleared. 219: and one that was answered after it
     * had been given up, for a call that was over.
     */
    @ParameterizedTest
    @ValueSource(longs = {5, 8, 11, 19, 219, 100_033})
    void livesThatFailedOnce(long seed) {
        assertNull(new SignalLife(SignalOptions.draw(seed, 0).without(Mischief.CRASH), null)
                .live()
                .failure());
    }

    /**
     * The switch is killed and taken up again. 3, 40, 65: a process that took up a call from one that had taken it up
     * began with the same CSeq. 36: a 200 and a refusal without ACK died with their process. 72: a telephone hung up
     * before its 200 was heard, and the INVITE rang on. 656288341: a telephone refused, began anew and took the late
     * first INVITE: its 200 was passed over while the refusal was remembered.
     * 1790000062: a telephone that only listened was gone, and nobody asked.
     */
    @ParameterizedTest
    @ValueSource(longs = {3, 36, 40, 65, 72, 656_288_341, 1_790_000_062})
    void livesWithCrashes(long seed) {
        SignalLife.Outcome outcome = new SignalLife(SignalOptions.draw(seed, 0).with(Mischief.CRASH), null).live();
        assertNull(outcome.failure());
        assertTrue(outcome.crashes() > 1);
    }

    /** Carriers over TCP: pieces of any size, nothing said twice, connections that break; and the switch is killed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void livesOverStreams(long seed) {
        List<String> lines = new ArrayList<>();
        SignalOptions options =
                SignalOptions.draw(seed, 0).with(Mischief.STREAMS).with(Mischief.CRASH);
        SignalLife.Outcome outcome = new SignalLife(options, lines::add).live();
        assertNull(outcome.failure());
        assertTrue(outcome.crashes() > 1);
        long streamed = lines.stream().filter(line -> line.contains("  stream")).count();
        assertTrue(streamed > 100, () -> streamed + " messages over streams");
        assertTrue(lines.stream()
                .anyMatch(line -> line.endsWith(" of carrier-b and switch breaks")
                        || line.endsWith(" of switch and carrier-b breaks")));
    }

    @Test
    void theSameSeedGivesTheSameMessages() {
        assertEquals(life(3).trace(), life(3).trace());
        assertNotEquals(life(3).trace(), life(4).trace());
    }

    @Test
    void aLifeCanBeReadAsALadder() {
        List<String> lines = new ArrayList<>();
        new SignalLife(SignalOptions.draw(3, 60), lines::add).live();
        for (String said : List.of("INVITE", "200 INVITE", "ACK", "BYE", "200 BYE", "CALL_ARRIVED", "REGISTER")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(" " + said + " ")), said);
        }
    }

    private static SignalLife.Outcome life(long seed) {
        return new SignalLife(SignalOptions.draw(seed, 0), null).live();
    }
}
