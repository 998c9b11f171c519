package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PIN is not found by trying. */
class FeatureCodePinTest {
    private static final String RIGHT = "*501001*4711%23";
    private final Rig rig = new Rig();

    @BeforeEach
    void registered() {
        rig.register();
    }

    /** Whether the core was asked to log somebody on. */
    private boolean logsOn(String code) {
        rig.ladder.forget();
        rig.desk.dial(code, rig.nowNs);
        rig.run(100);
        return ends();
    }

    private boolean ends() {
        String said = rig.ladder.text();
        rig.desk.session.bye("", rig.nowNs);
        rig.run(100);
        return said.contains("SetAgentState");
    }

    private void guesses(int times) {
        for (int i = 0; i < times; i++) {
            assertFalse(logsOn("*501001*000" + i + "%23"));
        }
    }

    @Test
    void afterFiveWrongOnesEvenTheRightOneMustWait() {
        guesses(4);
        assertTrue(logsOn(RIGHT), "who mistypes may go on");
        guesses(5);
        assertTrue(rig.ladder.text().contains("action=pin-lock, subject=agent:1001, allowed=false, detail=60 s"));
        assertTrue(rig.ladder.text().contains("action=pin-lock, subject=device:8001, allowed=false, detail=60 s"));
        assertFalse(logsOn(RIGHT));
        rig.ladder.forget();
        assertEquals(9, rig.telephony.pinsWrong());
        assertEquals(1, rig.telephony.pinsUnheard());
        rig.run(61_000);
        assertFalse(logsOn("*501001*0000%23"), "one more, and the wait is twice as long");
        rig.run(61_000);
        assertFalse(logsOn(RIGHT));
        rig.run(61_000);
        assertTrue(logsOn(RIGHT));
        guesses(1);
        assertTrue(logsOn(RIGHT), "a right one ends the count");
        rig.assertNothingLeft();
    }

    /** Nobody learns by it whether there is such an agent. */
    @Test
    void forAgentsWhoAreNoneTheSeatIsLocked() {
        for (int i = 0; i < 5; i++) {
            assertFalse(logsOn("*50900" + i + "*4711%23"));
        }
        assertFalse(logsOn(RIGHT));
        rig.run(61_000);
        assertTrue(logsOn(RIGHT));
    }

    @Test
    void theSameForOneThatFollowsAsDigits() {
        for (int i = 0; i < 5; i++) {
            assertFalse(typed("0000#"));
        }
        assertFalse(typed("4711#"));
        rig.run(61_000);
        assertTrue(typed("4711#"));
    }

    /** As long as a PIN of agents.csv may be. */
    @Test
    void sixteenDigits() {
        rig.pin("1234567890123456");
        assertTrue(typed("1234567890123456#"));
    }

    private boolean typed(String keys) {
        rig.ladder.forget();
        rig.desk.dial("*50", rig.nowNs);
        rig.run(100);
        for (String key : keys.split("")) {
            rig.request(rig.desk, "INFO", "application/dtmf", key);
            rig.run(30);
        }
        return ends();
    }
}
