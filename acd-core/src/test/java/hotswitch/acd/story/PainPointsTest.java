package hotswitch.acd.story;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What users of other engines complain about, each with the story that shows how it is here. Rules that hold after
 * every command of every simulated life stand behind the stories ({@code sim}): they are named where they matter. Four
 * (p09, p11, p12, p14) are counted out in {@link PainPointProofsTest}.
 */
final class PainPointsTest {
    private static void told(String... stories) throws IOException {
        for (String story : stories) {
            StoriesTest.play(StoriesTest.STORIES.resolve(story + ".txt"));
        }
    }

    /** A missed BYE, a dead phone, no media: the agent is free again (I3: busy only with a live leg). */
    @Test
    void p01_agentIsNeverStuckInACall() throws IOException {
        told("media-lost", "agent-hangs-up", "restart", "fault-drill");
    }

    /**
     * A second answer is ended, never bridged (A4, A9). With SIPp at a real switch: {@code RaceTest}, and 100,000
     * callers with ten telephones each that pick up at once: {@code bench race}.
     */
    @Test
    void p02_oneCallIsNeverAnsweredByTwo() throws IOException {
        told("late-answer", "ring-several", "ring-several-leaves");
    }

    /** The offer's own deadline ends it (I6: no deadline outlives what it is for). */
    @Test
    void p03_noReservationOutlivesItsOffer() throws IOException {
        told("rona", "offer-refused", "not-ready-while-alerting");
    }

    /** One total order: what a leg says after its end changes nothing (A6, A7). */
    @Test
    void p04_nothingHappensToACallAfterItsEnd() throws IOException {
        told("late-answer", "caller-leaves-in-each-stage");
    }

    /** The caller leaves while the phone rings: it stops within the turn. In milliseconds: {@code PickUpTest}. */
    @Test
    void p05_zombieCall() throws IOException {
        told("caller-leaves-in-each-stage");
    }

    /**
     * No dispatcher that could die: whoever becomes free gets the next call in the same turn (I5). A core that forgets
     * it is found out ({@link IdleWhileQueuedTest}), and within two seconds alarm, metric, event and evidence say so
     * (the switch's {@code WatchTest}).
     */
    @Test
    void p06_matchingIsPartOfEveryTurn() throws IOException {
        told("next-agent-at-once");
    }

    @Test
    void p07_eachWrapUpEndsByItself() throws IOException {
        told("acw");
    }

    /** In every life besides: the same rules again leave all sections of the state's hash untouched (RELOAD). */
    @Test
    void p08_newRulesLeaveClocksAlone() throws IOException {
        told("reload-in-wrap-up", "new-rules", "skills-change");
    }

    /** Counters are state: a restart has them, and midnight parts the days. */
    @Test
    void p10_statisticsSurviveARestart() throws IOException {
        told("restart", "midnight");
    }

    /**
     * What the core refuses, and how. Before it comes so far: 503 with Retry-After to new calls, statelessly, and never
     * to who is in a dialog ({@code OverloadTest}, in stepped time), so it is at a real switch over UDP and TCP, {@code
     * oc} too ({@code OverloadedTest}).
     */
    @Test
    void p13_overloadIsAnswered() throws IOException {
        told("too-many", "queue-full", "drain");
    }

    /** Oldest first among equals; the receipt says why. */
    @Test
    void p15_orderIsPublished() throws IOException {
        told("priority-then-arrival", "longest-idle", "ageing-differs");
    }

    /** Announcements are media only: the answer stops them and bridges in the same turn. */
    @Test
    void p16_announcementsBlockNothing() throws IOException {
        told("position", "one-call");
    }

    /** A call-back is the same entry in the line: its time of entry, its place, its tries; also after a restart. */
    @Test
    void p17_callBackKeepsItsPlace() throws IOException {
        told("call-back", "call-back-fails", "call-back-restart", "call-back-hours", "call-back-not-permitted");
    }

    @Test
    void p18_skillsHaveLevelsPreferencesAndRelaxation() throws IOException {
        told("skills-and-levels", "preferred-skills", "relaxation", "relaxation-new-rules");
    }
}
